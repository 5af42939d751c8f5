#include "ui/plane/plane_camera.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lab::ui {
namespace {

// How far from the middle of the view, in halves of its width, the point that is left in sight may come.
constexpr double edge = 0.9;

PlaneBounds squareAround(double x, double y, double width) {
  return {x - width / 2, x + width / 2, y - width / 2, y + width / 2};
}

// The middle of an interval of this width, moved into [low, high].
double inside(double middle, double width, double low, double high) {
  return std::clamp(middle, low + width / 2, std::max(high - width / 2, low + width / 2));
}

// The point that is nearest to being in sight of a square around (x, y).
Index nearestPoint(const Dataset& data, double x, double y) {
  const auto distance = [&](Index i) { return std::max(std::fabs(data.X(i, 0) - x), std::fabs(data.X(i, 1) - y)); };
  Index nearest = 0;
  for (Index i = 1; i < data.size(); ++i) {
    if (distance(i) < distance(nearest)) nearest = i;
  }
  return nearest;
}

// The middle, moved as little as it takes to come within `reach` of `point`.
double pulled(double middle, double point, double reach) { return std::clamp(middle, point - reach, point + reach); }

}  // namespace

void PlaneCamera::watch(std::shared_ptr<const Dataset> data, const PlaneBounds& all) {
  data_ = std::move(data);
  all_ = all;
  shown_.reset();
}

void PlaneCamera::show(const std::optional<PlaneBounds>& wish) {
  const double full = all_.max_x - all_.min_x;
  const double wanted = wish ? wish->max_x - wish->min_x : full;
  if (!(wanted < full * (1 - 1e-9))) return shown_.reset();
  const double width = std::max(wanted, full / closest);
  double x = inside((wish->min_x + wish->max_x) / 2, width, all_.min_x, all_.max_x);
  double y = inside((wish->min_y + wish->max_y) / 2, width, all_.min_y, all_.max_y);
  const Index point = nearestPoint(*data_, x, y);
  const double reach = edge * width / 2;
  x = inside(pulled(x, data_->X(point, 0), reach), width, all_.min_x, all_.max_x);
  y = inside(pulled(y, data_->X(point, 1), reach), width, all_.min_y, all_.max_y);
  shown_ = squareAround(x, y, width);
}

void PlaneCamera::place(double x, double y, ImVec2 at, const Rect& screen, double width) {
  const double full = all_.max_x - all_.min_x;
  width = std::clamp(width, full / closest, full);
  const double right = static_cast<double>((at.x - screen.x) / screen.w);
  const double down = static_cast<double>((at.y - screen.y) / screen.h);
  const double min_x = x - right * width;
  const double max_y = y + down * width;
  show(PlaneBounds{min_x, min_x + width, max_y - width, max_y});
}

void PlaneCamera::zoom(ImVec2 at, const Rect& screen, double factor) {
  const PlaneMap map{bounds(), screen};
  place(map.toX(at.x), map.toY(at.y), at, screen, (map.bounds.max_x - map.bounds.min_x) * factor);
}

}  // namespace lab::ui
