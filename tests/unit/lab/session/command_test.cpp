// Commands: the text form of everything that can be asked of a session.
#include "lab/command.h"

#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "lab/settings/presets.h"
#include "support.h"

namespace lab {
namespace {

using commands::Act;

Command parsed(std::string_view text) {
  CAPTURE(std::string(text));
  const Result<Command> command = parseCommand(text);
  REQUIRE(command.ok());
  return command.value();
}

Command study(commands::StudyKind kind, commands::Study::Verb verb, std::string plan = {}) {
  return commands::Study{kind, verb, std::move(plan)};
}

TEST_CASE("command: every verb without an argument") {
  CHECK(parsed("run") == Command(Act::run));
  CHECK(parsed("pause") == Command(Act::pause));
  CHECK(parsed("reset") == Command(Act::reset));
  CHECK(parsed("generate") == Command(Act::generate));
  CHECK(parsed("undo") == Command(Act::undo));
  CHECK(parsed("redo") == Command(Act::redo));
  CHECK(parsed("together") == Command(Act::together));
  CHECK(parsed("test") == Command(Act::test));
  CHECK(parsed("forget") == Command(Act::forget));
  CHECK(parsed("back press") == Command(Act::back_press));
  CHECK(parsed("  run \n") == Command(Act::run));
}

TEST_CASE("command: counts") {
  CHECK(parsed("step") == Command(commands::Step{1}));
  CHECK(parsed("step 25") == Command(commands::Step{25}));
  CHECK(parsed("step  1000000000 ") == Command(commands::Step{1000000000}));
  CHECK(parsed("step 1e3") == Command(commands::Step{1000}));
  CHECK(parsed("back") == Command(commands::Back{1}));
  CHECK(parsed("back 7") == Command(commands::Back{7}));
}

TEST_CASE("command: speed, mode and when to stop") {
  CHECK(parsed("speed 2.5") == Command(commands::Speed{2.5}));
  CHECK(parsed("speed 0") == Command(commands::Speed{0}));
  CHECK(parsed("speed max") == Command(commands::Speed{0}));
  CHECK(parsed("speed 1000000") == Command(commands::Speed{1e6}));
  CHECK(parsed("speed auto") == Command(commands::Speed{.automatic = true}));
  CHECK(parsed("mode images") == Command(commands::Show{Mode::images}));
  CHECK(parsed("mode plane") == Command(commands::Show{Mode::plane}));
  CHECK(parsed("stop flat on") == Command(commands::StopFlat{true}));
  CHECK(parsed("stop flat off") == Command(commands::StopFlat{false}));
}

TEST_CASE("command: set and start hold values, whatever settings they will be applied to") {
  for (const char* text : {"set lr=0.5&batch=32", "set lr=0.5\nbatch=32\n", "start  lr=0.5 batch=32"}) {
    const auto set = std::get<commands::Set>(parsed(text));
    CHECK(set.start == std::string_view(text).starts_with("start"));
    CHECK(set.assignments.keys == std::vector<std::string_view>{"lr", "batch"});
    CHECK_FALSE(set.assignments.preset);
    Settings base;
    base.l2 = 0.25;
    Settings wanted = base;
    wanted.lr = 0.5;
    wanted.batch = 32;
    CHECK(set.assignments.appliedTo(base) == wanted);
  }
  CHECK(std::get<commands::Set>(parsed("start")).assignments == Assignments{});
  for (const char* text : {"set nonsense", "start nonsense", "set lr=fast", "set lr=1 lr=2", "set no_key=1"}) {
    CAPTURE(text);
    CHECK_FALSE(parseCommand(text).ok());
  }
}

TEST_CASE("command: a preset is all settings, and what stands before it is gone") {
  const auto set = std::get<commands::Set>(parsed("set lr=7&preset=notes_two_layer&batch=3"));
  CHECK(set.assignments.preset);
  CHECK(set.assignments.keys == std::vector<std::string_view>{"batch"});
  Settings wanted = presetSettings("notes_two_layer");
  wanted.batch = 3;
  Settings base;
  base.points = 7;
  CHECK(set.assignments.appliedTo(base) == wanted);
}

TEST_CASE("command: the studies share one grammar") {
  using commands::StudyKind;
  using Verb = commands::Study::Verb;
  for (const auto& [name, kind] :
       {std::pair("race", StudyKind::race), {"search", StudyKind::search}, {"check", StudyKind::check}}) {
    const std::string study_name = name;
    CHECK(parsed(study_name + " pause") == study(kind, Verb::pause));
    CHECK(parsed(study_name + "  go ") == study(kind, Verb::go));
    CHECK(parsed(study_name + " stop") == study(kind, Verb::stop));
  }
  CHECK(parsed("race start 400; lr=1") == study(StudyKind::race, Verb::start, "400; lr=1"));
  CHECK(parsed("race start; lr=1") == study(StudyKind::race, Verb::start, "; lr=1"));
  CHECK(parsed("search start lr=1e-4..1") == study(StudyKind::search, Verb::start, "lr=1e-4..1"));
  CHECK(parsed("search start") == study(StudyKind::search, Verb::start));
  CHECK(parsed("check sanity overfit") == study(StudyKind::check, Verb::start, "sanity overfit"));
}

TEST_CASE("command: a study starts on its word alone, not on one that begins with it") {
  for (const char* text :
       {"race startled 400; lr=1", "race start400; lr=1", "race started", "search startled lr=1e-4..1",
        "search startlr=1e-4..1", "race go on", "search pause now", "race", "search"}) {
    CAPTURE(text);
    const Result<Command> command = parseCommand(text);
    REQUIRE_FALSE(command.ok());
    CHECK(test::contains(command.error(), "is not a command"));
    CHECK(test::contains(command.error(), text));
  }
}

TEST_CASE("command: what is not understood is refused by name and with what is allowed") {
  const auto refusal = [](std::string_view text) {
    const Result<Command> command = parseCommand(text);
    REQUIRE_FALSE(command.ok());
    return command.error();
  };
  using test::contains;
  CHECK(contains(refusal("jump"), "jump"));
  CHECK(contains(refusal("jump"), "step"));
  CHECK(contains(refusal(""), "run"));
  CHECK(contains(refusal("Step"), "Step"));
  for (const char* count : {"0", "-1", "1.5", "x", "1000000001", "nan", "inf", "1 2", "1e10"}) {
    CAPTURE(count);
    CHECK(contains(refusal("step " + std::string(count)), count));
    CHECK(contains(refusal("step " + std::string(count)), "1000000000"));
    CHECK(contains(refusal("back " + std::string(count)), count));
  }
  for (const char* speed : {"", "-1", "fast", "1e7", "nan"}) {
    CAPTURE(speed);
    CHECK(contains(refusal("speed " + std::string(speed)), "0 to 1000000"));
  }
  CHECK(contains(refusal("set"), "key=value"));
  CHECK(contains(refusal("set  "), "key=value"));
  CHECK(contains(refusal("run 5"), "5"));
  CHECK(contains(refusal("pause now"), "now"));
}

}  // namespace
}  // namespace lab
