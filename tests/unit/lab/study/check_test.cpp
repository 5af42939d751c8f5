// The checks as a study: of what is on the screen, in pieces, refused in words.
#include "lab/study/check.h"

#include <cmath>
#include <set>

#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "lab/study/check_gradient.h"
#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

using namespace test;

const CheckSnapshot& checkOf(Session& session) {
  const StudiesSnapshot& studies = *session.observe({}).studies;
  REQUIRE(studies.check.has_value());
  return *studies.check;
}

// Started, and carried out to its end.
const GradientCheckSnapshot& gradientOf(Session& session, std::string_view options = "") {
  command(session, std::string("check gradient ").append(options));
  while (session.advance({5}) > 0) {
  }
  const CheckSnapshot& check = checkOf(session);
  REQUIRE(check.gradient.has_value());
  return *check.gradient;
}

TEST_CASE("check gradient: of the parameters on the screen, whatever their precision") {
  for (const char* settings : {"model=linear", "model=two_layer precision=float64 loss=svm l1=0.01", "model=two_layer",
                               "data=moons classes=2 model=two_layer hidden=5 svm_power=2 loss=svm"}) {
    CAPTURE(settings);
    Session session(settingsOf(settings));
    command(session, "step 30");
    session.advance({30});
    const GradientCheckSnapshot& gradient = gradientOf(session, "count=20 seed=4");
    CHECK(gradient.verdict == CheckVerdict::passed);
    CHECK(gradient.iteration == 30);
    CHECK(contains(gradient.reason, "agree"));
    CHECK(gradient.examples == 100);
    CHECK(contains(gradient.subject, "iteration 30"));
    const Checkpoint now = session.checkpoint();
    for (const CheckedParameter& one : gradient.parameters) {
      const double value = std::visit(
          [&](const auto& state) { return static_cast<double>(state.parameters[one.entry.index]); }, now.state);
      CHECK(one.entry.value == value);
      CHECK(one.entry.automatic_error < 1e-6);
      if (one.entry.counts()) CHECK(one.entry.relative_error < 1e-6);
    }
  }
}

TEST_CASE("check gradient: on all examples it is the loss on the screen") {
  Session session(settingsOf("points=20 precision=float64 l1=0.01"));
  const GradientCheckSnapshot& gradient = gradientOf(session);
  CHECK(gradient.examples == 60);
  CHECK(contains(gradient.subject, "all 60 training examples"));
  CHECK(gradient.loss == doctest::Approx(test::first(session).now.loss).epsilon(1e-13));
}

TEST_CASE("check gradient: the draw takes from every block, nothing twice, and follows its seed") {
  const Settings net = settingsOf("model=two_layer hidden=4");
  const auto drawn = [&](const char* text) { return planGradientCheck(text, net).value().parameters; };
  const std::vector<Index> twelve = drawn("");
  CHECK(twelve.size() == 12);
  CHECK(std::set<Index>(twelve.begin(), twelve.end()).size() == 12);
  for (const auto& [first, last] : {std::pair<Index, Index>{0, 8}, {8, 12}, {12, 24}, {24, 27}}) {
    CHECK(std::any_of(twelve.begin(), twelve.end(), [&](Index i) { return i >= first && i < last; }));
  }
  CHECK(drawn("seed=1") != twelve);
  CHECK(drawn("seed=0 count=12") == twelve);
  CHECK(drawn("count=100").size() == 27);  // all there are
}

TEST_CASE("check gradient: chosen parameters, by name or by place") {
  Session session(settingsOf("model=two_layer hidden=5"));
  const GradientCheckSnapshot& gradient = gradientOf(session, "at=W1:1,4;b1:2;W2:3,0;b2:1;0,3");
  const std::vector<std::string> names{"W1[1,4]", "b1[2]", "W2[3,0]", "b2[1]", "W1[0,0]", "W1[0,3]"};
  REQUIRE(gradient.parameters.size() == names.size());
  for (std::size_t i = 0; i < names.size(); ++i) CHECK(gradient.parameters[i].name == names[i]);
  CHECK(gradient.parameters[0].entry.index == 9);
  CHECK(gradient.parameters[3].entry.index == 5 * 2 + 5 + 15 + 1);
}

TEST_CASE("check gradient: a mistake on purpose fails, in words that name it") {
  for (const GradientBreakInfo& info : gradientBreaks()) {
    CAPTURE(std::string(info.name));
    Session session(settingsOf("model=two_layer l2=0.1"));
    const GradientCheckSnapshot& gradient = gradientOf(session, "break=" + std::string(info.name));
    const bool sound = info.kind == GradientBreak::none;
    CHECK((gradient.verdict == CheckVerdict::passed) == sound);
    CHECK(gradient.mistake == info.name);
    if (!sound) CHECK(contains(gradient.reason, info.meaning));
  }
  Session session(settingsOf("l2=0"));
  const GradientCheckSnapshot& gradient = gradientOf(session, "break=forget_regularizer");
  CHECK(gradient.verdict == CheckVerdict::passed);
  CHECK(contains(gradient.reason, "none to forget"));
}

TEST_CASE("check gradient: a mistake in a small gradient is found, and what rounding hides is marked with the reason") {
  Session session(settingsOf("model=two_layer l2=1e-3 lr=1"));
  command(session, "step 300");
  session.advance({300});
  const GradientCheckSnapshot& sound = gradientOf(session, "count=60");
  CHECK(sound.verdict == CheckVerdict::passed);
  int small = 0;
  for (const CheckedParameter& one : sound.parameters) {
    small += one.entry.too_small;
    CHECK((verdictWord(one) == "too small to judge") == one.entry.too_small);
  }
  REQUIRE(small > 0);
  CHECK(contains(sound.reason, "too small to judge: rounding of the loss, divided by h, blurs"));
  const GradientCheckSnapshot& flipped = gradientOf(session, "count=60 break=flip_sign");
  CHECK(flipped.verdict == CheckVerdict::failed);
  CHECK(contains(flipped.reason, "with a relative error of 2.0e0."));
}

TEST_CASE("check gradient: kinks are marked and do not count") {
  Session session(settingsOf("init=zero l1=0.1"));
  const GradientCheckSnapshot& gradient = gradientOf(session, "at=W:0,0;b:0;b:1;b:2");
  CHECK(gradient.verdict == CheckVerdict::passed);
  CHECK(gradient.parameters[0].entry.kink);
  CHECK(verdictWord(gradient.parameters[0]) == "kink");
  CHECK(verdictWord(gradient.parameters[1]) == "happy");
  CHECK(contains(gradient.reason, "1 crosses a kink"));
  CHECK(gradientOf(session, "at=W:0,0;W:0,1;b:2").verdict == CheckVerdict::failed);
  CHECK(contains(checkOf(session).gradient->reason, "Too few"));
}

TEST_CASE("check gradient: on images, with a handful of them and the run's own preprocessing") {
  for (const char* settings : {"preset=cifar_softmax val=20", "preset=cifar_two_layer hidden=20 val=20"}) {
    CAPTURE(settings);
    Session session(settingsOf(settings), test::someLibrary(120, 10));
    command(session, "step 3");
    session.advance({3});
    const GradientCheckSnapshot& gradient = gradientOf(session, "count=16");
    CHECK(gradient.verdict == CheckVerdict::passed);
    CHECK(contains(gradient.subject, "8 of 100 training examples"));
  }
}

TEST_CASE("check: works in pieces, pauses for training, goes on, and stops") {
  Session session;
  command(session, "run");
  command(session, "check gradient count=9");
  CHECK(session.advance({4}) == 4);
  CHECK(checkOf(session).running);
  CHECK(checkOf(session).gradient->parameters.size() == 4);
  CHECK(checkOf(session).gradient->verdict == CheckVerdict::running);
  CHECK(test::first(session).iteration == 0);
  command(session, "step 2");
  CHECK(session.advance({100}) == 2);
  CHECK(checkOf(session).gradient->parameters.size() == 4);
  command(session, "check go");
  CHECK(session.advance({100}) == 5);
  CHECK(checkOf(session).gradient->iteration == 0);  // as it was when the check began
  CHECK_FALSE(checkOf(session).running);
  command(session, "check stop");
  CHECK_FALSE(session.observe({}).studies->check.has_value());
}

TEST_CASE("check: a race and a check do not work at once") {
  Session session;
  command(session, "race start 50; lr=1");
  session.advance({3});
  command(session, "check gradient count=3");
  CHECK(session.advance({100}) == 3);
  CHECK(session.observe({}).studies->race->lanes[0].run.iteration == 3);
  command(session, "race go");
  CHECK(session.advance({5}) == 5);
}

TEST_CASE("check: what cannot be done is refused in words") {
  Session session(settingsOf("model=two_layer hidden=5"));
  const auto refusal = [&](const char* text) {
    const Status status = session.post(text);
    return status ? std::string() : status.error();
  };
  CHECK(contains(refusal("check"), "There are: check gradient"));
  CHECK(contains(refusal("check grad"), "'check grad' is not a command"));
  CHECK(contains(refusal("check go"), "No check was started"));
  CHECK(contains(refusal("check gradient count=0"), "from 1 to 100"));
  CHECK(contains(refusal("check gradient count=many"), "count=many"));
  CHECK(contains(refusal("check gradient seed=-1"), "seed=-1"));
  CHECK(contains(refusal("check gradient break=it"), "forget_mean"));
  CHECK(contains(refusal("check gradient h=1"), "does not know 'h=1'"));
  CHECK(contains(refusal("check gradient at=W1:2,0"), "W1:0,0 to W1:1,4"));
  for (const char* at : {"at=W1:0", "at=W1:0,5", "at=W1:0,0,0", "at=b1:5", "at=b1:0,1", "at=W:0,0", "at=33", "at=-1",
                         "at=1.5", "at=x", "at=W1:a,b"}) {
    CAPTURE(at);
    CHECK(contains(refusal(("check gradient " + std::string(at)).c_str()), "is not a parameter of this model"));
  }
  CHECK(contains(refusal("check gradient at=5,5,17"), "twice, the one at place 5"));
  CHECK(contains(refusal("check gradient at=W1:0,1;1"), "twice, the one at place 1"));
  CHECK(contains(refusal("check gradient at="), "0 parameters"));
  CHECK(contains(refusal("check gradient at=;"), "0 parameters"));
  CHECK(contains(refusal("check naive"), "none are loaded"));
  CHECK(contains(refusal("check naive now"), "is not a command"));
  CHECK(contains(refusal("check sanity"), "initial_loss"));
  CHECK(contains(refusal("check sanity luck"), "check sanity luck"));
  CHECK_FALSE(session.observe({}).studies->check.has_value());
}

}  // namespace
}  // namespace lab
