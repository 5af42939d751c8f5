#include "lab/observe/stability.h"

#include <algorithm>
#include <vector>

namespace lab {
namespace {

constexpr std::size_t looked_at = 24;
constexpr double far_above = 2;      // of the start
constexpr double large_step = 0.05;  // |update| / |parameters|
constexpr double still_high = 0.7;   // of what it was a dozen points ago: less is falling

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

template <class Read>
double medianOf(std::span<const HistoryPoint> points, Read&& read) {
  std::vector<double> values;
  values.reserve(points.size());
  for (const HistoryPoint& point : points) values.push_back(read(point));
  return median(std::move(values));
}

}  // namespace

bool oscillates(std::span<const HistoryPoint> points, double expected_start) {
  if (points.size() <= looked_at) return false;
  const double high = far_above * std::max(points.front().data_loss, expected_start);
  const std::span<const HistoryPoint> last = points.last(looked_at);
  for (const HistoryPoint& point : last) {
    if (!(point.data_loss > high)) return false;
  }
  // A learning rate that was made smaller ends it at once.
  if (!(last.back().update_ratio > large_step)) return false;
  if (!(medianOf(last, [](const HistoryPoint& p) { return p.update_ratio; }) > large_step)) return false;
  const auto loss = [](const HistoryPoint& p) { return p.data_loss; };
  return medianOf(last.last(looked_at / 2), loss) > still_high * medianOf(last.first(looked_at / 2), loss);
}

}  // namespace lab
