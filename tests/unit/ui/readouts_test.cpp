// The figures in the bar at the top: both models' accuracy is seen at every size.
#include <doctest/doctest.h>

#include "ui/kit/format.h"
#include "ui_images.h"
#include "ui_notice.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

Layout layoutFor(ImVec2 size, const Host& host, bool images) {
  return computeLayout({.width = size.x, .height = size.y, .zoom = host.scale, .images = images});
}

// The bar says it, with room around it.
bool barSays(const Rect& bar, const std::string& words) {
  for (const Rect& place : findText(words)) {
    if (bar.contains(place)) return true;
  }
  return false;
}

constexpr std::array<ImVec2, 12> sizes = {ImVec2(320, 568),  ImVec2(360, 640),  ImVec2(390, 844),   ImVec2(768, 1024),
                                          ImVec2(820, 1180), ImVec2(844, 390),  ImVec2(1024, 768),  ImVec2(1180, 700),
                                          ImVec2(1280, 800), ImVec2(1440, 900), ImVec2(1280, 1400), ImVec2(1920, 1080)};

// Each figure is whole, on the bar, under or behind its name, and on no other.
void checkNamed(const Rect& bar, const std::vector<std::pair<std::string, std::vector<std::string>>>& figures) {
  std::vector<Rect> seen;
  for (const auto& [names, values] : figures) {
    CAPTURE(names);
    std::optional<Rect> name;
    for (std::size_t at = 0; at < names.size() && !name; at = names.find('|', at) + 1) {
      for (const Rect& place : findText(std::string_view(names).substr(at, names.find('|', at) - at))) {
        if (bar.contains(place)) name = place;
      }
      if (names.find('|', at) == std::string::npos) break;
    }
    REQUIRE(name);
    for (const std::string& value : values) {
      CAPTURE(value);
      std::optional<Rect> figure;
      for (const Rect& place : findText(value)) {
        const bool theirs = place.x > name->x - 3 && place.bottom() > name->y;
        if (bar.contains(place) && theirs && (!figure || place.x < figure->x)) figure = place;
      }
      REQUIRE(figure);
      CHECK(figure->y - name->bottom() < 40);
      for (const Rect& other : seen) CHECK_FALSE(figure->overlaps(other));
      seen.push_back(*figure);
    }
  }
}

}  // namespace

TEST_CASE("readouts: side by side both losses and accuracies are seen at every size") {
  for (const ImVec2 size : sizes) {
    CAPTURE(size.x);
    Harness page(size.x, size.y);
    post(page, "set preset=notes_two_layer side_by_side=1");
    post(page, "step 300");
    page.frames(40);
    REQUIRE(page.snapshot().runs[0].iteration == 300);
    const Rect bar = page.layout().readouts;
    CHECK(barSays(bar, "iteration"));
    CHECK(barSays(bar, "300"));
    for (const RunSnapshot& run : page.snapshot().runs) {
      CHECK(barSays(bar, fixed(run.now.loss, 4)));
      CHECK(barSays(bar, percent(run.now.train_accuracy, 1)));
    }
  }
}

TEST_CASE("readouts: of images both models' validation accuracy") {
  for (const ImVec2 size : sizes) {
    CAPTURE(size.x);
    Harness page(size.x, size.y);
    showImages(page, "set val=60 side_by_side=1 hidden=12", "step 5");
    const Rect bar = layoutOf(page).readouts;
    for (const RunSnapshot& run : page.snapshot().runs) {
      CHECK(barSays(bar, percent(*run.now.val_accuracy, 1)));
      CHECK(barSays(bar, fixed(run.now.loss, 4)));
    }
  }
}

TEST_CASE("readouts: no figure is cut or without its name, equal iterations or not, long ones, plane and images") {
  for (const ImVec2 size : sizes) {
    for (const bool touch : {false, true}) {
      for (const bool images : {false, true}) {
        CAPTURE(size.x);
        CAPTURE(size.y);
        CAPTURE(touch);
        CAPTURE(images);
        Harness page(size.x, size.y);
        page.host.touch = touch;
        if (images) {
          showImages(page, "set val=60 side_by_side=1 hidden=12", "step 2");
        } else {
          post(page, "set side_by_side=1");
        }
        page.frames(2);
        Snapshot said = page.snapshot();
        const Rect bar = layoutOf(page).readouts;
        const auto set = [&](std::size_t i, std::int64_t iteration, double loss, double accuracy) {
          said.runs[i].iteration = iteration;
          said.runs[i].now.loss = loss;
          said.runs[i].now.train_accuracy = accuracy;
          if (images) said.runs[i].now.val_accuracy = accuracy;
        };
        const char* accuracy = images ? "validation|val" : "accuracy|acc";
        set(0, 1168730, 1.0987, 0.37);
        set(1, 10, 12.7862, 1.0);
        show(page, said, 3);
        checkNamed(bar, {{"iteration", {"1,168,730", "10"}},
                         {"loss", {"1.0987", fixed(12.7862, 4)}},
                         {accuracy, {"37.0%", "100.0%"}}});
        set(1, 1168730, 0.1762, 0.493);
        show(page, said, 3);
        checkNamed(bar, {{"iteration", {"1,168,730"}}, {"loss", {"1.0987", "0.1762"}}, {accuracy, {"37.0%", "49.3%"}}});
        said.runs.pop_back();
        show(page, said, 3);
        checkNamed(layoutFor(size, page.host, images).readouts,
                   {{"iteration", {"1,168,730"}}, {"loss", {"1.0987"}}, {accuracy, {"37.0%"}}});
      }
    }
  }
}

TEST_CASE("readouts: of one model iteration, loss and accuracy") {
  for (const ImVec2 size : sizes) {
    CAPTURE(size.x);
    Harness page(size.x, size.y);
    post(page, "step 30");
    page.frames(10);
    const Rect bar = page.layout().readouts;
    const Metrics& now = page.snapshot().runs[0].now;
    CHECK(barSays(bar, "30"));
    CHECK(barSays(bar, fixed(now.loss, 6)));
    CHECK(barSays(bar, percent(now.train_accuracy, 1)));
  }
}

}  // namespace lab::ui
