// A session that is kept as bytes comes back the same to the bit; damaged and foreign bytes are refused, and change
// nothing.
#include "lab/checkpoint/kept_session.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "lab/checkpoint/checkpoint_file.h"
#include "lab/session/session.h"
#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

using namespace test;

constexpr std::size_t plenty = 16 << 20;

KeptSession throughBytes(const Session& session) {
  const auto read = decodeSession(encodeSession(session.keep(plenty)));
  CAPTURE(read.ok() ? std::string() : read.error());
  REQUIRE(read.ok());
  return read.value();
}

TEST_CASE("kept session: settings, both runs, histories and tables come back, and go on as if they had never stopped") {
  for (const std::string_view kind : many_kinds) {
    CAPTURE(std::string(kind));
    Session session(settingsOf(kind));
    step(session, 30);
    command(session, "set side_by_side=0");
    step(session, 11);
    command(session, "set model=two_layer");
    step(session, 9);
    command(session, "speed 7");
    Session other;
    other.comeBack(throughBytes(session), false);
    for (int turn = 0; turn < 2; ++turn) {
      for (const char* look : {"set side_by_side=0 model=linear", "set model=two_layer", "set side_by_side=1"}) {
        CAPTURE(look);
        for (Session* one : {&session, &other}) command(*one, look);
        const Snapshot& a = session.observe({});
        const Snapshot& b = other.observe({});
        CHECK(a.settings == b.settings);
        CHECK(a.speed == b.speed);
        REQUIRE(a.runs.size() == b.runs.size());
        for (std::size_t i = 0; i < a.runs.size(); ++i) checkSameRun(a.runs[i], b.runs[i]);
      }
      for (Session* one : {&session, &other}) step(*one, 8);
    }
    CHECK(other.observe({}).undo.empty());
  }
}

TEST_CASE("kept session: the published table and a divergence are still there") {
  Session session(settingsOf("preset=notes_linear"));
  step(session, 55);
  Session other;
  other.comeBack(throughBytes(session), false);
  REQUIRE(first(other).published.size() == 20);
  CHECK(first(other).published[5].matches);
  CHECK_FALSE(first(other).published[6].ours.has_value());

  Session wild(settingsOf("lr=1e6&l2=1"));
  command(wild, "run");
  wild.advance({1000});
  REQUIRE(first(wild).diverged_at.has_value());
  other.comeBack(throughBytes(wild), false);
  CHECK(first(other).diverged_at == first(wild).diverged_at);
}

TEST_CASE("kept session: what was trained before it came back can be had again") {
  Session kept(settingsOf("seed=4"));
  step(kept, 20);
  Session session;
  step(session, 6);
  session.comeBack(throughBytes(kept), false);
  CHECK(session.observe({}).settings.seed == 4);
  CHECK(first(session).iteration == 20);
  command(session, "undo");
  CHECK(first(session).iteration == 6);
  CHECK(session.snapshot().settings.seed == 0);
}

TEST_CASE("kept session: an offer leaves all as it is until undo takes it") {
  Session kept(settingsOf("seed=4&model=two_layer&hidden=5"));
  step(kept, 1200);
  Session session(settingsOf("classes=4"));
  step(session, 3);
  session.comeBack(throughBytes(kept), true);
  const Snapshot& now = session.observe({});
  CHECK(now.settings.classes == 4);
  CHECK(now.runs[0].iteration == 3);
  CHECK(now.notice_offers_undo);
  CHECK(now.undo == "the two-layer run at iteration 1,200 on the spiral");
  command(session, "undo");
  CHECK(session.observe({}).settings == kept.observe({}).settings);
  checkSameRun(first(session), first(kept));
  command(session, "redo");
  CHECK(first(session).iteration == 3);
  // Nothing was trained: there is nothing to offer.
  Session idle;
  const std::string undo = session.observe({}).undo;
  session.comeBack(throughBytes(idle), true);
  CHECK(session.observe({}).undo == undo);
}

TEST_CASE("kept session: runs of images wait for their images, and are kept again meanwhile") {
  const auto all = someLibrary(200, 10);
  auto some = std::make_shared<ImageLibrary>(*all);
  some->train.y.resize(80);
  some->train.pixels.resize(80 * 3072);
  Session session(settingsOf("seed=2"), all);
  step(session, 5);
  command(session, "set preset=cifar_softmax&val=60&batch=32");
  step(session, 12);

  Session other;
  other.comeBack(throughBytes(session), false);
  CHECK(other.observe({}).mode == Mode::plane);
  CHECK(first(other).iteration == 5);
  CHECK(other.waitsForImages());
  Session third;
  third.comeBack(throughBytes(other), false);
  CHECK(third.waitsForImages());
  other.setImages(some);
  CHECK(other.observe({}).mode == Mode::plane);
  other.setImages(all);
  CHECK_FALSE(other.waitsForImages());
  CHECK(other.observe({}).mode == Mode::images);
  CHECK(other.snapshot().notice.empty());
  for (Session* one : {&session, &other}) step(*one, 7);
  CHECK(encodeCheckpoint(session.checkpoint()) == encodeCheckpoint(other.checkpoint()));

  // Fewer came than it knew: it goes on with them, and says so.
  third.setImages(some);
  third.imagesEnd();
  CHECK(third.observe({}).mode == Mode::images);
  CHECK(contains(third.snapshot().notice, "not the images"));
}

TEST_CASE("kept session: a run that is too large is left out, and its settings stay") {
  Session session(settingsOf("model=two_layer&hidden=500"));
  step(session, 5);
  const KeptSession kept = session.keep(1000);
  CHECK_FALSE(kept.workspaces[0].runs[1].has_value());
  CHECK(kept.workspaces[0].settings.own[1].hidden == 500);
  CHECK(encodeSession(kept).size() < 30'000);
}

TEST_CASE("kept session: cut, garbled and foreign bytes are refused in words") {
  Session session(settingsOf("hidden=3&points=5&batch=4&sampling=epoch"));
  step(session, 6);
  command(session, "set model=two_layer");
  step(session, 6);
  KeptSession kept = session.keep(plenty);
  kept.view = "zoom";
  const std::vector<std::uint8_t> sound = encodeSession(kept);
  REQUIRE(decodeSession(sound).ok());
  CHECK(decodeSession(sound).value().view == "zoom");
  for (std::size_t size = 0; size < sound.size(); size += 1 + size / 40) {
    CAPTURE(size);
    const auto cut = decodeSession(std::span(sound).first(size));
    REQUIRE_FALSE(cut.ok());
    CHECK_FALSE(cut.error().empty());
  }
  // A changed byte may still be a session (a weight, a seed); whatever is accepted can be trained.
  std::uint32_t random = 1;
  int refused = 0;
  for (int i = 0; i < 400; ++i) {
    std::vector<std::uint8_t> bytes = sound;
    for (int changes = 0; changes < 1 + i % 3; ++changes) {
      random = random * 1664525 + 1013904223;
      const std::size_t reach = i % 2 == 0 ? std::min<std::size_t>(bytes.size(), 3000) : bytes.size();
      bytes[random / 7 % reach] = static_cast<std::uint8_t>(random >> 24);
    }
    const auto read = decodeSession(bytes);
    refused += !read.ok();
    if (!read.ok()) continue;
    Session other;
    other.comeBack(read.value(), false);
    command(other, "step 2");
    other.advance({2});
    other.observe({});
  }
  CHECK(refused > 100);
  CHECK_FALSE(decodeSession(encodeCheckpoint(session.checkpoint())).ok());
  KeptSession mixed = kept;
  mixed.workspaces[0].settings.own[1].lr = 0.5;  // no longer its run's
  CHECK(contains(decodeSession(encodeSession(mixed)).error(), "settings"));
  mixed = kept;
  mixed.workspaces[0].settings.own[0].seed = 9;
  CHECK_FALSE(decodeSession(encodeSession(mixed)).ok());
  mixed = kept;
  mixed.workspaces[0].runs[0]->past.history = History({{.iteration = 100}}, 1);
  CHECK(contains(decodeSession(encodeSession(mixed)).error(), "ahead"));
  mixed = kept;
  mixed.speed = -1;
  CHECK_FALSE(decodeSession(encodeSession(mixed)).ok());
}

}  // namespace
}  // namespace lab
