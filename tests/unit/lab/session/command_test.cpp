// Commands: the text form of everything that can be asked of a session.
#include "lab/command.h"

#include <doctest/doctest.h>

#include "support.h"

namespace lab {
namespace {

using Kind = Command::Kind;

Command parsed(std::string_view text) {
  CAPTURE(std::string(text));
  const Result<Command> command = parseCommand(text);
  REQUIRE(command.ok());
  return command.value();
}

TEST_CASE("command: every verb") {
  CHECK(parsed("run").kind == Kind::run);
  CHECK(parsed("pause").kind == Kind::pause);
  CHECK(parsed("reset").kind == Kind::reset);
  CHECK(parsed("generate").kind == Kind::generate);
  CHECK(parsed("  run \n").kind == Kind::run);
}

TEST_CASE("command: counts") {
  CHECK(parsed("step").kind == Kind::step);
  CHECK(parsed("step").steps == 1);
  CHECK(parsed("step 25").steps == 25);
  CHECK(parsed("step  1000000000 ").steps == 1000000000);
  CHECK(parsed("step 1e3").steps == 1000);
  CHECK(parsed("back").kind == Kind::back);
  CHECK(parsed("back").steps == 1);
  CHECK(parsed("back 7").steps == 7);
}

TEST_CASE("command: speed") {
  CHECK(parsed("speed 2.5").kind == Kind::speed);
  CHECK(parsed("speed 2.5").speed == 2.5);
  CHECK(parsed("speed 0").speed == 0);
  CHECK(parsed("speed max").speed == 0);
  CHECK(parsed("speed 1000000").speed == 1e6);
}

TEST_CASE("command: set keeps its assignments as they are") {
  CHECK(parsed("set lr=0.5&batch=32").kind == Kind::set);
  CHECK(parsed("set lr=0.5&batch=32").assignments == "lr=0.5&batch=32");
  CHECK(parsed("set lr=0.5\nbatch=32\n").assignments == "lr=0.5\nbatch=32");
  CHECK(parsed("set nonsense").assignments == "nonsense");  // the session refuses it
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
