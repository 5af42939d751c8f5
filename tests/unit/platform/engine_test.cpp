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

void post(Engine& engine, const std::string& command) {
  const auto driver = engine.hold();
  REQUIRE(driver->post(command).ok());
  driver->apply();
}

void trainOnThisThread() {
  Engine engine({}, seconds, false);
  post(engine, "speed max");
  post(engine, "run");
  engine.frame({});
  CHECK(engine.revision() == engine.hold()->revision());
  std::optional<std::thread::id> who;
  engine.send([&](const Driver& driver) {
    who = std::this_thread::get_id();
    CHECK(driver.snapshot().runs[0].iteration > 0);
  });
  CHECK(who == std::this_thread::get_id());
}

}  // namespace

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
    CHECK(driver.revision() > 0);
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

  post(*engine, "pause");
  engine->frame({});
  CHECK(engine->revision() == engine->hold()->revision());
}
#endif

}  // namespace lab::platform
