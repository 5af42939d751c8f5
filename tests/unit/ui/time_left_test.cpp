// The time that training on images still takes, in words that do not jump.
#include <doctest/doctest.h>

#include <cmath>

#include "core/text.h"
#include "lab/settings/assignments.h"
#include "ui/kit/time_left.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

Snapshot running(const std::string& settings, double epoch, Index train = 40000) {
  Snapshot snapshot;
  snapshot.settings = withAssignments({}, "preset=cifar_two_layer " + settings).value();
  snapshot.state = RunState::running;
  snapshot.runs.resize(1);
  snapshot.runs[0].epoch = epoch;
  snapshot.runs[0].split.train = train;
  return snapshot;
}

}  // namespace

TEST_CASE("time left: to the end of the epoch, or of a schedule that has one") {
  // 40,000 images in steps of 100: an epoch is 400 steps.
  CHECK(*secondsLeft(running("batch=100", 2.25), 10) == doctest::Approx(30));
  CHECK(*secondsLeft(running("batch=100 schedule=exponential", 2.25), 10) == doctest::Approx(30));
  CHECK(*secondsLeft(running("batch=100 schedule=cosine decay_epochs=30", 2.25), 10) == doctest::Approx(27.75 * 40));
  CHECK(*secondsLeft(running("batch=0", 2), 0.1) == doctest::Approx(10));
  CHECK(*secondsLeft(running("batch=0 schedule=cosine decay_epochs=5", 9), 0.1) == 0);
}

TEST_CASE("time left: nothing at rest, without a speed, or for an epoch that is over at once") {
  Snapshot snapshot = running("batch=100", 0.5);
  CHECK_FALSE(secondsLeft(snapshot, 0));
  CHECK_FALSE(secondsLeft(snapshot, 100));  // 4 seconds an epoch
  CHECK(secondsLeft(snapshot, 79));
  CHECK(secondsLeft(running("batch=100 schedule=cosine", 0.5), 100));
  snapshot.state = RunState::paused;
  CHECK_FALSE(secondsLeft(snapshot, 10));
  snapshot.state = RunState::diverged;
  CHECK_FALSE(secondsLeft(snapshot, 10));
}

TEST_CASE("time left: in words, rounded up") {
  CHECK(timeLeftText(0) == "0:00 left");
  CHECK(timeLeftText(41.2) == "0:42 left");
  CHECK(timeLeftText(60) == "1:00 left");
  CHECK(timeLeftText(61) == "1:05 left");
  CHECK(timeLeftText(204) == "3:25 left");
  CHECK(timeLeftText(600) == "10:00 left");
  CHECK(timeLeftText(601) == "11 min left");
  CHECK(timeLeftText(3541) == "1:00 h left");
  CHECK(timeLeftText(3900) == "1:05 h left");
  CHECK(timeLeftText(1e12) == "99:00 h left");
}

TEST_CASE("time left: runs down like a clock though the speed swings, and never counts up") {
  Countdown countdown;
  double told = 1e9;
  for (int i = 0; i <= 800; ++i) {
    const double now = 1000 + 0.1 * i;
    const double estimate = (100 - 0.1 * i) * (1 + 0.1 * std::sin(i / 3.0));
    const double left = countdown.follow(now, estimate);
    CHECK(left < told);
    CHECK(left == doctest::Approx(100 - 0.1 * i).epsilon(0.1));
    told = left;
  }
  CHECK(countdown.follow(1080.1, 200) == 200);  // another batch size, say
  countdown.stop();
  CHECK(countdown.follow(1080.2, 195) == 195);
}

TEST_CASE("time left: the panel tells it while training runs, and only then") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(1900, 1600), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.host.steps_per_second = 0.1;  // 5 steps an epoch
    showImages(page);
    CHECK(says("Epoch 5"));
    CHECK_FALSE(says("50 left"));
    REQUIRE(page.session.post("run").ok());
    page.frames(2);
    REQUIRE(page.snapshot().state == RunState::running);
    CHECK(says("0:50 left"));
    post(page, "pause");
    CHECK_FALSE(says("50 left"));
  }
}

}  // namespace lab::ui
