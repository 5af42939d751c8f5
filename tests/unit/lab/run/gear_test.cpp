// The automatic gear on the course's runs, by a clock that the test holds: how far a run has come after so many
// seconds, whatever the machine.
#include "lab/run/gear.h"

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "data/stand_in.h"
#include "lab/study/study_snapshot.h"
#include "platform/driver.h"

namespace lab {
namespace {

// A page of 60 frames a second on a machine where a step takes its time and everything else takes none.
class Desk {
 public:
  Desk(const std::string& settings, double machine_speed, std::shared_ptr<const ImageLibrary> images = nullptr)
      : cost_(1 / machine_speed), driver_({}, [this] { return now(); }), made_(&driver_) {
    if (images) driver_.change().setImages(std::move(images));
    post("set " + settings);
    post("speed auto");
    post("run");
  }

  void post(const std::string& command) { REQUIRE(driver_.change().post(command).ok()); }

  // Frames until this time of the clock.
  void until(double seconds) {
    while (now() < seconds) {
      driver_.train();
      driver_.observe({});
      frame_ += 1.0 / 60;
      if (now() < frame_) rest_ += frame_ - now();
      frame_ = now();
    }
  }

  double now() const { return rest_ + (made_ != nullptr ? double(made_->stepsMade()) * cost_ : 0); }
  const Snapshot& snapshot() { return driver_.peek({}); }
  const RunSnapshot& run(std::size_t i = 0) { return snapshot().runs[i]; }
  std::int64_t iteration() { return run().iteration; }

 private:
  double cost_;
  double rest_ = 0;
  double frame_ = 0;
  platform::Driver driver_;
  platform::Driver* made_ = nullptr;
};

// At which second the run gets there; 60: not within a minute.
double secondsTo(Desk& desk, double accuracy, std::size_t run = 0) {
  for (double t = 0.25; t < 60; t += 0.25) {
    desk.until(t);
    if (desk.run(run).now.train_accuracy >= accuracy) return t;
  }
  return 60;
}

std::shared_ptr<const ImageLibrary> standIns() {
  NumpyRandom random(5);
  auto library = std::make_shared<ImageLibrary>();
  library->train = drawStandIn(60, random);
  return library;
}

// A snapshot of one run, for the gear alone.
Snapshot snapshotOf(std::int64_t iteration, double loss) {
  Snapshot snapshot;
  snapshot.runs.resize(1);
  snapshot.runs[0].iteration = iteration;
  snapshot.runs[0].now.loss = loss;
  return snapshot;
}

// Seconds in which a machine without limits is led to its full speed by what this loss shows of iteration and time.
template <class LossAt>
std::vector<double> speedsOf(Gear& gear, int frames, LossAt&& loss_at) {
  std::vector<double> speeds;
  double steps = 0;
  for (int i = 0; i < frames; ++i) {
    gear.follow(snapshotOf(static_cast<std::int64_t>(steps), loss_at(steps, i / 60.0)), 1.0 / 60);
    speeds.push_back(gear.speed());
    steps += gear.speed() / 60;
  }
  return speeds;
}

}  // namespace

TEST_CASE("gear: the course's linear run is slow at first, has its 49% within ten seconds, and ends flat out" *
          doctest::test_suite("long")) {
  for (const char* settings : {"preset=notes_linear", "preset=notes_linear precision=float32", "preset=course"}) {
    for (const double machine : {20000.0, 500.0}) {
      CAPTURE(settings);
      CAPTURE(machine);
      Desk desk(settings, machine);
      desk.until(1);
      CHECK(desk.iteration() >= 15);
      CHECK(desk.iteration() <= 60);
      desk.until(2.5);
      CHECK(desk.iteration() <= 150);
      CHECK(secondsTo(desk, 0.493) <= 10);
      desk.until(8.5);
      CHECK(desk.snapshot().auto_speed);
      CHECK(desk.snapshot().speed == 0);  // nothing changes any more, or the machine cannot do more
    }
  }
}

TEST_CASE("gear: the course's two-layer run is seen bending and has its 98% within twenty-five seconds" *
          doctest::test_suite("long")) {
  for (const char* settings : {"preset=notes_two_layer", "preset=notes_two_layer precision=float32"}) {
    for (const double machine : {20000.0, 500.0}) {
      CAPTURE(settings);
      CAPTURE(machine);
      Desk desk(settings, machine);
      desk.until(1);
      CHECK(desk.iteration() >= 15);
      CHECK(desk.iteration() <= 60);
      desk.until(6);  // up to here and beyond, a step changes much
      CHECK(desk.iteration() <= 500);
      CHECK(secondsTo(desk, 0.98) <= 25);
    }
  }
}

TEST_CASE("gear: of two models side by side the livelier one decides" * doctest::test_suite("long")) {
  Desk both("side_by_side=1", 5000);
  Desk linear("model=linear", 5000);
  both.until(6);
  linear.until(6);
  CHECK(both.iteration() < linear.iteration() / 2);
  CHECK(secondsTo(both, 0.98, 1) <= 25);
}

TEST_CASE("gear: images begin with one minibatch a frame, or with what the machine can do") {
  Desk fast("preset=cifar_softmax val=60 batch=20", 2000, standIns());
  fast.until(1);
  CHECK(fast.iteration() >= 45);
  CHECK(fast.iteration() <= 130);
  Desk slow("preset=cifar_softmax val=60 batch=20", 12, standIns());
  slow.until(4);
  CHECK(slow.iteration() >= 35);
  CHECK(slow.snapshot().speed == 0);
}

TEST_CASE("gear: it starts low again after a setting, a reset, other data, another model and a step back" *
          doctest::test_suite("long")) {
  for (const std::string command :
       {"set lr=0.5", "reset", "set data=moons classes=2", "set model=two_layer", "back 1"}) {
    CAPTURE(command);
    Desk desk("preset=notes_linear", 20000);
    desk.until(7);
    REQUIRE(desk.iteration() > 1000);
    desk.post(command);
    desk.post("run");
    desk.until(desk.now() + 0.5);
    CHECK(desk.snapshot().speed >= 19);
    CHECK(desk.snapshot().speed < 45);
  }
}

TEST_CASE("gear: a pause changes nothing, and max and a speed of one's own are what they say") {
  Desk desk("preset=notes_linear", 20000);
  desk.until(5);
  const double before = desk.snapshot().speed;
  desk.post("pause");
  desk.until(9);
  desk.post("run");
  desk.until(9.1);
  CHECK(desk.snapshot().speed >= before);
  CHECK(desk.snapshot().speed < 2 * before);
  desk.post("speed 10");
  const std::int64_t at = desk.iteration();
  desk.until(desk.now() + 2);
  CHECK(desk.iteration() - at == doctest::Approx(20).epsilon(0.11));
  desk.post("speed max");
  desk.until(desk.now() + 0.5);
  CHECK(desk.iteration() - at > 5000);
}

TEST_CASE("gear: many steps that were asked for are over in about two seconds") {
  Desk desk("preset=notes_linear", 20000);
  desk.post("pause");
  desk.post("step 1000");
  desk.until(2.5);
  CHECK(desk.iteration() == 1000);
  desk.post("reset");
  desk.post("step 1000");
  desk.until(desk.now() + 0.5);
  CHECK(desk.iteration() > 150);
  CHECK(desk.iteration() < 400);  // and seen on their way
}

TEST_CASE("gear: the less changes the faster, smoothly, and up to all there is") {
  Gear gear;
  const auto speeds = speedsOf(gear, 60 * 12, [](double, double) { return 1.0; });
  CHECK(speeds[0] == 20);
  for (std::size_t i = 1; i < speeds.size(); ++i) {
    CHECK(speeds[i] >= speeds[i - 1]);
    CHECK(speeds[i] <= 1.6 * speeds[i - 1]);
  }
  CHECK(speeds.back() == 1e6);
}

TEST_CASE("gear: it comes down where much changes, and holds still in between") {
  Gear gear;
  // Nothing for five seconds; then each hundred steps cost a tenth of the loss.
  double begin = 0;
  const auto speeds = speedsOf(gear, 60 * 14, [&](double steps, double t) {
    if (t < 5) begin = steps;
    return std::exp(-0.001 * (steps - begin));
  });
  const double top = speeds[5 * 60 + 10];
  REQUIRE(top > 2000);
  CHECK(speeds[8 * 60] < top / 4);
  int turns = 0;
  for (std::size_t i = 5 * 60 + 60; i + 1 < speeds.size(); ++i) {
    const double before = speeds[i] - speeds[i - 1];
    const double after = speeds[i + 1] - speeds[i];
    if (before * after < 0) ++turns;
    CHECK(speeds[i] > speeds[i - 1] / 2.1);
  }
  CHECK(turns <= 2);
}

TEST_CASE("gear: jitter that goes on for long is not waited for") {
  Gear gear;
  const auto speeds =
      speedsOf(gear, 60 * 20, [](double steps, double) { return static_cast<std::int64_t>(steps) % 2 ? 1.0 : 1.4; });
  CHECK(speeds[60] < 60);
  CHECK(speeds.back() > 500);
}
TEST_CASE("gear: what is waited for, a search say, runs as fast as the machine allows") {
  Desk desk("model=linear", 20'000);
  desk.post("pause");
  desk.post("search start lr=0.1,1 l2=0.001,0.01 steps=500");
  desk.until(desk.now() + 3);  // 2,000 steps: a tenth of a second flat out, 100 seconds in the lowest gear
  REQUIRE(desk.snapshot().studies->search);
  CHECK(desk.snapshot().studies->search->finished == 4);
}

}  // namespace lab
