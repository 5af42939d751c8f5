// What the page says of wrong input and of changes is for people: titles, never keys, names of values or "key=value".
#include <cctype>

#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "lab/settings/address.h"
#include "lab/settings/assignments.h"
#include "lab/settings/settings.h"
#include "lab/settings/settings_table.h"
#include "session_support.h"

namespace lab {
namespace {

// The word of a text that only a programmer would type; empty: there is none.
std::string internalWord(std::string_view text) {
  if (const std::size_t at = text.find_first_of("=_"); at != std::string_view::npos) {
    return std::string(text.substr(at < 12 ? 0 : at - 12, 24));
  }
  // Keys that are no words. The others ("points", "loss") are English.
  for (const std::string_view key : {"lr", "l1", "l2", "val", "init", "sgd", "svm", "he", "cifar10", "rmsprop"}) {
    for (std::size_t at = text.find(key); at != std::string_view::npos; at = text.find(key, at + 1)) {
      const auto letter = [&](std::size_t i) {
        return i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) != 0);
      };
      if (!(at > 0 && letter(at - 1)) && !letter(at + key.size())) return std::string(key);
    }
  }
  return {};
}

// Refused, by a sentence for the screen and one for the terminal.
void refuses(Session& session, const std::string& command) {
  CAPTURE(command);
  const Status status = session.post(command);
  REQUIRE_FALSE(status.ok());
  const std::string& told = session.snapshot().notice;
  CAPTURE(told);
  CHECK(session.snapshot().notice_is_error);
  CHECK(internalWord(told).empty());
  CHECK(told.size() > 10);
  CHECK(told.back() == '.');
  CHECK(told == status.failure().shown());
}

TEST_CASE("screen words: a wrong value of any setting is refused by the setting's title") {
  Session session;
  for (const SettingInfo& info : settingInfos()) {
    for (const char* value : {"abc", "", "-7", "1e99", "0.0000123456"}) {
      const std::string assignment = std::string(info.key) + "=" + value;
      if (withAssignments({}, assignment)) continue;
      refuses(session, "set " + assignment);
      CHECK(session.snapshot().notice.starts_with(std::string(info.title) + ": "));
      // Whoever typed the key reads it again.
      const std::string message = session.post("set " + assignment).error();
      CHECK(message.find("(" + std::string(info.key) + ")") != std::string::npos);
      CHECK(message.find(allowedText(info)) != std::string::npos);
    }
    refuses(session, "set " + std::string(info.key) + " = 5");
    const std::string good = valueText({}, info.key);
    refuses(session, "set " + std::string(info.key) + "=" + good + "&" + std::string(info.key) + "=" + good);
  }
  const std::string points = withAssignments({}, "points=abc").failure().shown();
  CHECK(points == "Points per class: a whole number from 1 to 2,000 (you gave abc).");
  CHECK(withAssignments({}, "points=abc").error() ==
        "points=abc is not allowed. Points per class (points): a whole number from 1 to 2000.");
}

TEST_CASE("screen words: commands that are none") {
  Session session;
  for (const char* command : {"jump",      "set",           "set fast",         "set speedy=3",   "set preset=best",
                              "step 0",    "step abc",      "back 1.5",         "speed fast",     "mode space",
                              "undo",      "redo",          "start lr=fast",    "start speedy=3", "undo",
                              "redo",      "start lr=fast", "start speedy=3",   "run 5",          "pause now",
                              "reset all", "generate 3",    "set data=cifar10", "mode images",    "test now"}) {
    refuses(session, command);
  }
}

TEST_CASE("screen words: studies that cannot begin") {
  Session session(test::settingsOf("model=two_layer"));
  for (const char* command : {"race",
                              "race go",
                              "race jump",
                              "race start",
                              "race start x; lr=1",
                              "race start 100",
                              "race start 100; lr=fast",
                              "race start 100; lr=1; hidden=3",
                              "race start 100; batch=32",
                              "race start 100; sampling=epoch",
                              "race start 100; init_scale=2",
                              "race start 100; optimizer=numerical points=2000",
                              "search",
                              "search go",
                              "search start",
                              "search start lr=1..0.1",
                              "search start lr=fast..1",
                              "search start lr=0..1",
                              "search start lr=1..1",
                              "search start lr=0.1,0.1",
                              "search start lr=..",
                              "search start l2=1..1e9",
                              "search start lr=0.1..1 steps=0",
                              "search start lr=0.1..1 grid=4",
                              "search start lr=0.1..1 grid=1x4",
                              "search start lr=0.1,1 grid=3x3",
                              "search start lr=0.1..1 l2=0.1..1 grid=9x9",
                              "search start lr=0.1..1 random=0",
                              "search start lr=0.1..1 random=3 seed=x",
                              "search start lr=0.1..1 seed=3",
                              "search start lr=0.1,1 random=3",
                              "search start lr=1 l2=1 random=3",
                              "search start lr=0.1..1 grid=2x2 random=3",
                              "search start l1=0.1..1 l2=0.1..1",
                              "search start lr=0.1..1 lr=0.1..1",
                              "search start lr=0.1..1 hidden=5",
                              "search start quickly",
                              "search start preset=course",
                              "search start preset=assignment_svm",
                              "check",
                              "check gradients",
                              "check go",
                              "check naive",
                              "check sanity",
                              "check sanity all",
                              "check gradient count=0",
                              "check gradient seed=x",
                              "check gradient at=W9",
                              "check gradient at=",
                              "check gradient break=all",
                              "check gradient fast"}) {
    refuses(session, command);
  }
}

TEST_CASE("screen words: what a change did") {
  Session session;
  for (const char* change :
       {"model=two_layer", "hidden=50", "init=he", "init_skip=3", "init_seed=7", "batch_seed=1", "precision=float64",
        "points=50", "data=moons", "seed=4", "preset=notes_two_layer", "side_by_side=1", "hidden=3&lr=0.1&l2_half=0"}) {
    CAPTURE(change);
    test::command(session, std::string("set ") + change);
    session.observe({});
    CAPTURE(session.snapshot().notice);
    CHECK_FALSE(session.snapshot().notice_is_error);
    CHECK(internalWord(session.snapshot().notice).empty());
  }
}

TEST_CASE("screen words: a numerical gradient that would take too long") {
  Session session(test::settingsOf("model=two_layer hidden=1000 points=2000"));
  refuses(session, "set optimizer=numerical");
  CHECK(session.snapshot().notice.starts_with("The numerical gradient would evaluate"));
}

TEST_CASE("address: what is good is used, and each thing that is not is told") {
  const AddressSettings read = readAddress({}, "lr=0.5&model=twolayer&hidden=50&&points=abc batch=32");
  CHECK(read.good == "lr=0.5&hidden=50&batch=32");
  CHECK(read.refused ==
        "Model: linear or two-layer (you gave twolayer). Points per class: a whole number from 1 to "
        "2,000 (you gave abc).");
  CHECK(readAddress({}, "").good.empty());
  CHECK(readAddress({}, "lr=0.5").refused.empty());
  // A second value for a key is refused, and the first one stays.
  CHECK(readAddress({}, "lr=0.5&lr=0.25").good == "lr=0.5");
  CHECK(readAddress({}, "lr=0.5&lr=0.25").refused == "Learning rate is given twice. Give it once.");
  // Each is good by itself, and the last one is too much with the others.
  const AddressSettings costly = readAddress({}, "model=two_layer&hidden=1000&points=2000&optimizer=numerical");
  CHECK(costly.good == "model=two_layer&hidden=1000&points=2000");
  CHECK(internalWord(costly.refused).empty());
}

TEST_CASE("address: what mail, chats and editors do to a link is undone") {
  const std::string meant = "model=two_layer&hidden=50";
  const Settings wanted = withAssignments({}, meant).value();
  for (const char* sent :
       {"model=two_layer&amp;hidden=50", "\uFEFFmodel=two_layer&hidden=50", "model=two_layer&\u200Bhidden=50\u00A0",
        "model=two_layer\u00A0hidden=50", "model=two_layer&hidden=50)", "model=two_layer&hidden=50>,",
        "&amp;model=two_layer&amp;hidden=50\""}) {
    CAPTURE(sent);
    const AddressSettings read = readAddress({}, sent);
    CHECK(withAssignments({}, read.good).value() == wanted);
    CHECK(read.refused.empty());
  }
  CHECK(readAddress({}, ")").good.empty());
  CHECK(readAddress({}, "lr=0.5\xFF").good.empty());
}

}  // namespace
}  // namespace lab
