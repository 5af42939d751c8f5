// Axes that hold what is drawn, and names that lie on nothing.
#include <doctest/doctest.h>

#include <array>
#include <limits>

#include "ui/plot/curves.h"
#include "ui/plot/plot_labels.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

Series curve(std::vector<PlotPoint> points, Fit fit = Fit::whole) {
  Series series;
  series.points = std::move(points);
  series.fit = fit;
  return series;
}

// The chips "log x" and "log y" of the loss plot.
void press(Harness& page, const char* chip) {
  const auto place = placeOf(chip);
  REQUIRE(place.has_value());
  page.click(place->x + place->w / 2, place->y + place->h / 2);
  page.move(2, 2);
  page.frames(3);
}

}  // namespace

TEST_CASE("loss axis: a logarithmic one holds the penalty, down to a hundredth of the other curves") {
  const Series total = curve({{0, 1.1}, {100, 0.8}});
  const Series data = curve({{0, 1.1}, {100, 0.25}});
  const std::vector<Series> early = {total, data, curve({{0, 1e-7}, {100, 0.05}}, Fit::loosely)};
  const Axis axis = lossAxis(early, 1.0986, true);
  CHECK(axis.min() == doctest::Approx(1e-3));
  CHECK(axis.max() == doctest::Approx(4));
  CHECK(axis.position(1.0986) < 0.85);  // its name fits above
  CHECK(axis.position(0.05) > 0.4);
  const std::vector<Series> late = {total, data, curve({{0, 0.02}, {100, 0.05}}, Fit::loosely)};
  CHECK(lossAxis(late, 1.0986, true).min() == doctest::Approx(0.01));
  const std::vector<Series> none = {total, data, curve({{0, 0}, {100, 0}}, Fit::loosely)};
  CHECK(lossAxis(none, 1.0986, true).min() == doctest::Approx(0.1));
  const std::vector<Series> noisy = {total, data, curve({{0, 1e-9}, {100, 1e9}}, Fit::no)};
  CHECK(lossAxis(noisy, 1.0986, true).min() == doctest::Approx(0.1));
  CHECK(lossAxis(noisy, 1.0986, true).max() == doctest::Approx(2));
  CHECK(lossAxis(early, 1.0986, false).min() == 0);
}

TEST_CASE("loss axis: a linear one lets a spike go, and the way to a divergence") {
  const std::vector<Series> spike = {curve({{0, 1.1}, {1, 90}, {2, 2}}), curve({{0, 1e6}, {2, 1e7}}, Fit::loosely)};
  CHECK(lossAxis(spike, 1.0986, false).max() == doctest::Approx(10));
  const std::vector<Series> climbing = {curve({{0, 1.1}, {10, 1e30}})};
  CHECK(lossAxis(climbing, 1.0986, false).max() > 1e30);
  CHECK(lossAxis(climbing, 1.0986, false, true).max() == doctest::Approx(5));
  CHECK(lossAxis(climbing, 1.0986, true, true).max() > 1e30);
}

TEST_CASE("loss axis: small losses, huge ones and infinities have an axis with few and round labels") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const auto& [y, label] :
       {std::pair{1e-9, "1e−9"}, std::pair{1e50, "1e"}, std::pair{1.7e308, "1e"}, std::pair{infinity, "1"}}) {
    CAPTURE(y);
    const std::vector<Series> curves = {curve({{0, 1.1}, {10, y}, {11, infinity}})};
    const Axis axis = lossAxis(curves, 1.0986, true);
    CHECK(axis.min() > 0);
    CHECK(std::isfinite(axis.max()));
    CHECK(axis.position(1.0986) >= 0);
    CHECK(axis.position(1.0986) <= 1);
    if (y < 1e300) CHECK(axis.position(y) <= 1);
    int labelled = 0;
    bool found = false;
    for (const Tick& tick : axis.ticks(4)) {
      labelled += tick.labelled ? 1 : 0;
      found |= tick.label.rfind(label, 0) == 0;
      CHECK(tick.label.size() <= 7);
    }
    CHECK(labelled >= 1);
    CHECK(labelled <= 6);
    CHECK(found);
    CHECK(std::isfinite(lossAxis(curves, 1.0986, false).max()));
  }
}

TEST_CASE("labels: the first place that is free, then one that is legible") {
  PlotLabels labels({0, 0, 200, 100});
  labels.avoid({ImVec2(0, 50), ImVec2(200, 50)});
  const std::array<Rect, 3> both = {Rect{150, 40, 50, 20}, Rect{150, 60, 50, 20}, Rect{0, 60, 50, 20}};
  CHECK(labels.take(both)->y == 60);           // the line runs through the first
  CHECK(labels.take(both)->x == 0);            // the second is taken
  CHECK(labels.take(both)->y == 40);           // on the line, but on no name
  CHECK_FALSE(labels.take(both).has_value());  // there is no other
  const std::array<Rect, 2> outside = {Rect{180, 10, 50, 20}, Rect{10, 10, 50, 20}};
  CHECK(labels.take(outside)->x == 10);
  labels.occupy({100, 70, 100, 30});
  CHECK_FALSE(labels.take(std::array<Rect, 1>{Rect{110, 75, 50, 20}}).has_value());
}

TEST_CASE("labels: a line touches what it runs through") {
  const Rect rect{10, 10, 20, 10};
  CHECK(touches(ImVec2(0, 0), ImVec2(40, 30), rect));
  CHECK(touches(ImVec2(15, 15), ImVec2(16, 15), rect));
  CHECK(touches(ImVec2(0, 12), ImVec2(100, 12), rect));
  CHECK_FALSE(touches(ImVec2(0, 25), ImVec2(100, 25), rect));
  CHECK_FALSE(touches(ImVec2(0, 0), ImVec2(9, 40), rect));
  CHECK_FALSE(touches(ImVec2(0, 0), ImVec2(100, 8), rect));
}

TEST_CASE("labels: side by side no name lies on another, with either axis") {
  for (const auto& [w, h] : {ImVec2(1280, 800), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    post(page, "set preset=notes_two_layer side_by_side=1");
    for (int part = 0; part < 8; ++part) {
      CAPTURE(part);
      if (part == 4) press(page, "log y");
      post(page, "step 150");
      page.frames(20);
      const Rect plot = page.layout().loss_plot;
      std::vector<Rect> names;
      for (const char* name : {"linear", "two-layer", "ln 3 ≈ 1.0986"}) {
        for (const Rect& place : findText(name)) {
          if (plot.contains(place)) names.push_back(place);
        }
      }
      CHECK(names.size() == 3);
      for (std::size_t i = 0; i < names.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) CHECK_FALSE(names[i].overlaps(names[j]));
      }
      checkDrawn();
    }
  }
}

}  // namespace lab::ui
