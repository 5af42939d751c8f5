#include "lab/observe/diagnosis.h"

#include <algorithm>

#include "core/text.h"
#include "lab/observe/diagnosis_case.h"

namespace lab {
namespace {

constexpr std::int64_t plateau_steps = 500;
constexpr double plateau_range = 1e-4;

}  // namespace

std::optional<std::int64_t> plateau(std::span<const HistoryPoint> points) {
  if (points.size() < 5) return std::nullopt;
  std::optional<std::int64_t> flat;
  double low = points.back().loss;
  double high = low;
  for (std::size_t i = points.size(); i-- > 0;) {
    low = std::min(low, points[i].loss);
    high = std::max(high, points[i].loss);
    if (!(high - low <= plateau_range)) break;
    const std::int64_t steps = points.back().iteration - points[i].iteration;
    if (steps >= plateau_steps && points.size() - i >= 5) flat = steps;
  }
  return flat;
}

std::string plateauText(std::int64_t steps) {
  return "The loss has not moved by more than 0.0001 in " + grouped(steps) + " steps";
}

std::vector<Diagnosis> diagnose(const RunSnapshot& run) {
  using namespace diagnosis;
  std::vector<Diagnosis> list;
  const Case c{run, run.settings, run.history ? run.history->points() : std::span<const HistoryPoint>{}};
  const auto add = [&list](std::optional<Diagnosis> found) {
    if (found) list.push_back(std::move(*found));
  };
  add(diverged(c));
  if (!list.empty()) return list;
  add(constantInput(c));
  if (!list.empty()) return list;
  add(symmetric(c));
  if (!list.empty()) return list;  // its consequences are no news
  add(penalty(c));
  if (list.empty()) add(dead(c, true));
  add(swinging(c));
  if (list.empty()) add(saturated(c));
  if (list.empty()) add(overshooting(c));
  if (list.empty()) add(dead(c, false));
  if (list.empty()) add(tooLow(c));
  if (list.empty()) add(fewHidden(c));
  add(overfitting(c));
  if (list.empty()) add(nothingLeft(c));
  return list;
}

}  // namespace lab
