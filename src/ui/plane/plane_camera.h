// Which part of the plane the picture shows: all of the data, or a square of it that one has zoomed to. However it is
// asked to move, it stays inside the square of all the data and keeps a point of them in sight.
#pragma once

#include <memory>
#include <optional>

#include "lab/observe/snapshot.h"
#include "ui/plane/plane.h"

namespace lab::ui {

class PlaneCamera {
 public:
  static constexpr double closest = 100;  // times as large as with all of the data

  // Looks at all of these data. `all` is a square that holds every point; there is at least one.
  void watch(std::shared_ptr<const Dataset> data, const PlaneBounds& all);

  const std::shared_ptr<const Dataset>& data() const { return data_; }
  const PlaneBounds& bounds() const { return shown_ ? *shown_ : all_; }
  // All of the data is in sight.
  bool whole() const { return !shown_; }
  // What is shown instead of all; as close as allowed to what is asked for.
  const std::optional<PlaneBounds>& zoomed() const { return shown_; }
  void show(const std::optional<PlaneBounds>& wish);
  void fit() { shown_.reset(); }

  // Zooms so that a width of `width` is shown and the place (x, y) of the plane lies at `at` on the screen, as far as
  // the limits allow. To drag is to ask for the place that was grabbed under the finger, with the width as it is.
  void place(double x, double y, ImVec2 at, const Rect& screen, double width);
  // `factor` < 1: closer. The place under `at` stays there.
  void zoom(ImVec2 at, const Rect& screen, double factor);

 private:
  std::shared_ptr<const Dataset> data_;
  PlaneBounds all_;
  std::optional<PlaneBounds> shown_;
};

}  // namespace lab::ui
