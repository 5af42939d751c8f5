#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "ui/kit/format.h"
#include "ui/kit/setting_rows.h"
#include "ui/plot/axis.h"
#include "ui/plot/plot.h"
#include "ui/transport.h"

namespace lab::ui {

TEST_CASE("format: fixed keeps its width") {
  CHECK(fixed(0.787938, 6) == "0.787938");
  CHECK(fixed(1.0986122886, 4) == "1.0986");
  CHECK(fixed(440.812345, 6) == "440.8123");
  CHECK(fixed(44081234.5, 6) == "44081234");
  CHECK(fixed(4.4e13, 6) == "4.4e13");
  CHECK(fixed(-0.25, 2) == "−0.25");
  CHECK(fixed(-0.0001, 2) == "0.00");
  CHECK(fixed(std::numeric_limits<double>::infinity(), 3) == "∞");
  CHECK(fixed(std::nan(""), 3) == "NaN");
}

TEST_CASE("format: signs, shares, groups") {
  CHECK(fixedSigned(0.12345, 3) == "+0.123");
  CHECK(fixedSigned(-0.558, 3) == "−0.558");
  CHECK(fixedSigned(0.0001, 3) == "0.000");
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(percent(0.49) == "49%");
  CHECK(percent(0.4933, 1) == "49.3%");
  CHECK(percent(-0.0) == "0%");
  CHECK(batchText(32, 300) == "32 of 300 points");
  CHECK(batchText(0, 300) == "all 300 points");
  CHECK(batchText(500, 300) == "all 300 points");
}

TEST_CASE("format: compact, shortest, differences") {
  CHECK(compact(0) == "0");
  CHECK(compact(950) == "950");
  CHECK(compact(5000) == "5k");
  CHECK(compact(12345) == "12.3k");
  CHECK(compact(4.56e6) == "4.56M");
  CHECK(compact(8e13) == "8.0e13");
  CHECK(shortest(0.001) == "0.001");
  CHECK(shortest(100) == "100");
  CHECK(shortest(0.0001) == "0.0001");
  CHECK(shortest(1e6) == "1000000");
  CHECK(shortest(0) == "0");
  CHECK(rounded(0.0012345, 2) == 0.0012);
  CHECK(rounded(987, 2) == 990);
  CHECK(rounded(0, 2) == 0);
  CHECK(differenceText(0) == "0");
  CHECK(differenceText(4e-7) == "+4e−7");
  CHECK(differenceText(-9.7e-7) == "−1e−6");
  CHECK(differenceText(-0.0123) == "−0.012");
}

TEST_CASE("axis: positions there and back, round ticks") {
  const Axis linear(0, 200, false);
  CHECK(linear.position(50) == doctest::Approx(0.25));
  CHECK(linear.valueAt(0.25) == doctest::Approx(50));
  const auto ticks = linear.ticks(4);
  REQUIRE(ticks.size() == 5);
  CHECK(ticks[1].label == "50");
  CHECK(ticks.back().value == doctest::Approx(200));
  const auto halves = Axis(0, 1.5, false).ticks(3);
  REQUIRE(halves.size() == 4);
  CHECK(halves[1].label == "0.5");

  const Axis log(0.01, 10, true);
  CHECK(log.position(0.01) == doctest::Approx(0));
  CHECK(log.position(1) == doctest::Approx(2.0 / 3));
  CHECK(log.valueAt(1.0 / 3) == doctest::Approx(0.1));
  CHECK(log.position(0) < 0);
  CHECK(log.position(-3) < 0);
  int labelled = 0;
  for (const Tick& tick : log.ticks(4)) labelled += tick.labelled ? 1 : 0;
  CHECK(labelled == 4);
}

TEST_CASE("axis: a ceiling is round and never below") {
  for (double value = 0.0003; value < 1e7; value *= 1.07) {
    CHECK(niceCeiling(value) >= value * (1 - 1e-9));
    CHECK(niceCeiling(value) <= 1.6 * value);
  }
  CHECK(niceCeiling(1.0986) == doctest::Approx(1.5));
  CHECK(niceCeiling(0) == 1);
}

TEST_CASE("plot: the value under the mouse is the nearest point's") {
  const std::vector<PlotPoint> points = {{0, 5}, {10, 6}, {100, 7}};
  CHECK(nearestPoint(points, -3)->y == 5);
  CHECK(nearestPoint(points, 4)->y == 5);
  CHECK(nearestPoint(points, 6)->y == 6);
  CHECK(nearestPoint(points, 1e9)->y == 7);
  CHECK_FALSE(nearestPoint({}, 1).has_value());
}

TEST_CASE("plot: a long series is thinned to its pixels and keeps its peaks") {
  std::vector<PlotPoint> points;
  for (int i = 0; i < 20000; ++i) points.push_back({static_cast<double>(i), i == 12345 ? 9.0 : 1.0 + 0.1 * (i % 2)});
  const Rect area{0, 0, 300, 100};
  const auto line = thinned(points, Axis(0, 20000, false), Axis(0, 10, false), area);
  CHECK(line.size() <= 610);
  CHECK(line.size() >= 300);
  float highest = 1000;
  for (const ImVec2& p : line) highest = ImMin(highest, p.y);
  CHECK(highest == doctest::Approx(10));
}

TEST_CASE("numbers: powers of ten with real minus signs") {
  CHECK(scientific(-0.00123456, 2) == "−1.23e−03");
  CHECK(scientific(1.5e10, 1) == "1.5e10");
  CHECK(scientific(0, 0) == "0e00");
  CHECK(scientific(std::nan(""), 2) == fixed(std::nan(""), 0));
}

TEST_CASE("slider: values there and back, zero at the left end") {
  const Scale lr{1e-4, 10, true, false, false};
  for (const double value : {1e-4, 0.001, 0.03, 1.0, 10.0}) {
    CHECK(sliderValue(lr, sliderPosition(lr, value)) == doctest::Approx(value));
  }
  const Scale l2{1e-5, 1, true, true, false};
  CHECK(sliderValue(l2, 0) == 0);
  CHECK(sliderPosition(l2, 0) == 0);
  CHECK(sliderValue(l2, sliderPosition(l2, 1e-3)) == doctest::Approx(1e-3));
  CHECK(sliderValue(l2, 1) == doctest::Approx(1));
  const Scale classes{2, 10, false, false, true};
  CHECK(sliderValue(classes, sliderPosition(classes, 3)) == 3);
  CHECK(sliderValue(classes, 0.999f) == 10);
}

TEST_CASE("speed: what is made stands beside what was wished where that is more") {
  Snapshot snapshot;
  CHECK(paceText(snapshot, 0).empty());
  CHECK(paceText(snapshot, 12345) == "12.3k/s");
  snapshot.speed = 1000;
  CHECK(paceText(snapshot, 0) == "1k/s");
  CHECK(paceText(snapshot, 420) == "420 of 1k/s");
  CHECK(paceText(snapshot, 990) == "990/s");
  snapshot.auto_speed = true;
  CHECK(paceText(snapshot, 420) == "420/s");
}

TEST_CASE("speed: slider there and back, max at the right end") {
  for (const double speed : {1.0, 10.0, 120.0, 1000.0}) {
    CHECK(speedAt(speedPosition(speed)) == doctest::Approx(speed).epsilon(0.05));
  }
  CHECK(speedAt(1) == 0);
  CHECK(speedPosition(0) == 1);
  CHECK(speedAt(0) == 1);
}

}  // namespace lab::ui
