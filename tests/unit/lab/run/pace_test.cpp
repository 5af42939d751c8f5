// Steps for a frame, from the measured cost of a step; time is passed in.
#include "lab/run/pace.h"

#include <initializer_list>

#include <doctest/doctest.h>

namespace lab {
namespace {

constexpr double frame = 1.0 / 60;
constexpr double available = 0.010;

// A pace that has seen steps of this cost for a while.
Pace paceOf(double seconds_per_step) {
  Pace pace;
  for (int i = 0; i < 40; ++i) pace.measured(10, 10 * seconds_per_step);
  return pace;
}

std::int64_t stepsInFrames(Pace& pace, int frames, double speed) {
  std::int64_t steps = 0;
  for (int i = 0; i < frames; ++i) steps += pace.stepsFor(frame, available, speed);
  return steps;
}

TEST_CASE("pace: flat out fills the time that is available") {
  Pace pace = paceOf(1e-4);
  CHECK(pace.secondsPerStep() == doctest::Approx(1e-4));
  const std::int64_t steps = pace.stepsFor(frame, available, 0);
  CHECK(steps >= 90);
  CHECK(steps <= 100);
}

TEST_CASE("pace: an unknown cost is found out carefully, a slow step still moves") {
  Pace fresh;
  CHECK(fresh.stepsFor(frame, available, 0) == 1);
  Pace slow = paceOf(0.2);
  CHECK(slow.stepsFor(frame, available, 0) == 1);
}

TEST_CASE("pace: a wished speed is met over many frames, faster and slower than the display") {
  for (const double speed : {0.5, 1.0, 7.0, 60.0, 100.0, 1000.0}) {
    CAPTURE(speed);
    Pace pace = paceOf(1e-6);
    const double wished = speed * 20;  // 1200 frames are twenty seconds
    CHECK(double(stepsInFrames(pace, 1200, speed)) == doctest::Approx(wished).epsilon(0.02).scale(50));
  }
}

TEST_CASE("pace: a speed beyond the machine takes what fits, without a debt that bursts later") {
  Pace pace = paceOf(1e-3);
  for (int i = 0; i < 600; ++i) CHECK(pace.stepsFor(frame, available, 1e5) <= 11);
  const std::int64_t after = pace.stepsFor(frame, available, 60);
  CHECK(after <= 12);
  // A long stall is forgiven rather than made up for.
  Pace stalled = paceOf(1e-4);
  CHECK(stalled.stepsFor(30.0, available, 100) <= 101);
  CHECK(stalled.stepsFor(frame, available, 100) <= 101);
}

TEST_CASE("pace: the cost follows what is measured, and nonsense is ignored") {
  Pace pace = paceOf(1e-3);
  for (int i = 0; i < 20; ++i) pace.measured(100, 100 * 1e-5);
  CHECK(pace.secondsPerStep() == doctest::Approx(1e-5).epsilon(0.05));
  const double before = pace.secondsPerStep();
  pace.measured(0, 1.0);
  pace.measured(5, -1.0);
  CHECK(pace.secondsPerStep() == before);
  pace.restart();
  Pace fresh;
  CHECK(pace.stepsFor(frame, available, 1.0) == fresh.stepsFor(frame, available, 1.0));
}

TEST_CASE("pace: a clock that stands still never asks for endless steps") {
  Pace pace;
  for (int i = 0; i < 200; ++i) {
    const std::int64_t steps = pace.stepsFor(frame, available, 0);
    REQUIRE(steps >= 1);
    REQUIRE(steps <= 1000000000);
    pace.measured(steps, 0.0);
  }
}

}  // namespace
}  // namespace lab
