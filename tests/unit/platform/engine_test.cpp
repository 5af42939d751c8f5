// Who has the driver: what is asked of it while training runs is answered without waiting for a step.
#include "platform/engine.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <thread>

#include <doctest/doctest.h>

namespace lab::platform {
namespace {

double seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

void post(Engine& engine, const std::string& command) { REQUIRE(engine.hold()->change().post(command).ok()); }

void trainOnThisThread() {
  Engine engine({}, seconds, false);
  post(engine, "speed max");
  post(engine, "run");
  engine.frame({});
  CHECK(engine.revision() == engine.hold()->session().revision());
  std::optional<std::thread::id> who;
  engine.send([&](const Driver& driver) {
    who = std::this_thread::get_id();
    CHECK(driver.session().snapshot().runs[0].iteration > 0);
  });
  CHECK(who == std::this_thread::get_id());
}

std::string noticeOf(Engine& engine) { return engine.hold()->session().snapshot().notice; }

}  // namespace

TEST_CASE("engine: without a thread what a panel posts is carried out at once, and refused in the notice") {
  Engine engine({}, seconds, false);
  engine.post(commands::Step{5});
  engine.post(commands::Act::redo);
  CHECK(noticeOf(engine) == "There is nothing to redo.");
  do engine.frame({});
  while (engine.moving());
  CHECK(engine.hold()->peek({}).runs[0].iteration == 5);
}

TEST_CASE("engine: without a thread an errand is run at once, and the revision is that of the last frame") {
  trainOnThisThread();
}

// The other build of the tests has no threads to start.
#ifndef __EMSCRIPTEN__
TEST_CASE("engine: an errand is run by the thread that trains, at rest by whoever sends it") {
  // Its thread lives as long as the process.
  static Engine* const engine = new Engine({}, seconds, true);
  const auto self = std::this_thread::get_id();
  std::atomic<bool> told{false};
  std::thread::id who;
  const auto errand = [&](const Driver& driver) {
    who = std::this_thread::get_id();
    CHECK(driver.session().revision() > 0);
    told = true;
  };
  post(*engine, "set model=two_layer");
  engine->send(errand);
  CHECK(told);
  CHECK(who == self);

  post(*engine, "speed max");
  post(*engine, "run");
  engine->frame({});
  told = false;
  const std::uint64_t before = engine->revision();
  engine->send(errand);
  while (!told || engine->revision() == before) std::this_thread::yield();
  CHECK(who != self);

  // In the order in which they were posted, and before whoever asks for the session gets it.
  engine->post(commands::Act::reset);
  engine->post(commands::Act::undo);
  CHECK(noticeOf(*engine).starts_with("Brought back"));
  CHECK(engine->hold()->peek({}).state == RunState::paused);
  engine->frame({});
  CHECK(engine->revision() == engine->hold()->session().revision());
}
#endif

}  // namespace lab::platform
