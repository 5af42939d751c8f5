// Where a run arrives: its images learned by heart, or nothing left to learn.
#include <algorithm>
#include <cmath>

#include "core/shortest_text.h"
#include "core/text.h"
#include "lab/observe/diagnosis.h"
#include "lab/observe/diagnosis_case.h"

namespace lab::diagnosis {

// The training images are far ahead of the validation images, whose accuracy fell well below its best meanwhile, or no
// longer rises since all training images are right.
std::optional<Diagnosis> overfitting(const Case& c) {
  constexpr std::size_t window = 5;
  if (!c.run.now.val_accuracy || c.points.size() < 8 * window) return std::nullopt;
  const auto smooth = [&](std::size_t end) {
    std::vector<double> values;
    for (std::size_t i = end - window; i < end; ++i) values.push_back(c.points[i].val_accuracy.value_or(0));
    return median(std::move(values));
  };
  double best = 0;
  std::size_t best_end = window;
  for (std::size_t end = window; end <= c.points.size(); ++end) {
    if (smooth(end) <= best) continue;
    best = smooth(end);
    best_end = end;
  }
  const double now = smooth(c.points.size());
  const double gap = c.run.now.train_accuracy - now;
  // Few images validate only roughly: twice the standard error.
  const auto images = static_cast<double>(std::max<Index>(c.run.split.validation, 1));
  const double error = std::max(0.02, 2 * std::sqrt(best * (1 - best) / images));
  if (gap < std::max(0.25, error)) return std::nullopt;
  const std::size_t before = 7 * c.points.size() / 10;
  const bool fell = now <= best - error && best_end <= before;
  const bool stands = c.run.now.train_accuracy > 0.995 && now <= smooth(before) + error / 2;
  if (!fell && !stands) return std::nullopt;
  Diagnosis found{Kind::overfits,
                  "It learns the training images by heart: " + percent(c.run.now.train_accuracy) +
                      " of them are right, but only " + percent(now) + " of the validation images, which had " +
                      percent(fell ? best : smooth(before)) + " at iteration " +
                      grouped(c.points[(fell ? best_end : before) - 1].iteration) + ".",
                  {},
                  {}};
  const double good = goodSettings(c).l2;
  const double wanted = c.settings.l2 < good ? good : 10 * c.settings.l2;
  found.remedy = "Start again with a penalty of " + shortestFixed(wanted);
  found.commands = startAgain("l2", wanted);
  return found;
}

namespace {

void offerOtherData(const Case& c, Diagnosis& found) {
  if (c.images()) return;
  const bool spiral = c.settings.data == DataKind::spiral;
  found.remedy = spiral ? "Try two circles" : "Try the spiral";
  found.commands = {spiral ? "set data=circles&classes=2" : "set data=spiral&classes=3"};
}

}  // namespace

std::optional<Diagnosis> nothingLeft(const Case& c) {
  const auto steps = plateau(c.points);
  if (!steps || isSearch(c.settings.optimizer)) return std::nullopt;
  const double accuracy = c.run.now.train_accuracy;
  const std::string share = percent(accuracy);
  Diagnosis found{Kind::nothing_left, plateauText(*steps) + ": ", {}, {}};
  if (!c.twoLayer()) {
    // At rest is what was seen. That the loss gets no lower would be true of a convex one; of the accuracy nothing is.
    found.sentence += (c.images() ? "with linear scores the model comes to rest at "
                                  : "with straight borders the model comes to rest at ") +
                      share + ".";
    if (accuracy < 0.97) {
      found.remedy = "Add a hidden layer";
      found.commands = {"set model=two_layer"};
    } else {
      offerOtherData(c, found);
    }
    return found;
  }
  const std::int64_t hidden = c.settings.hidden;
  found.sentence += "this is what " + grouped(hidden) + " hidden units make of it, " + share + ".";
  if (accuracy >= 0.95 || hidden > 500) {
    offerOtherData(c, found);
  } else {
    found.remedy = "Use " + grouped(2 * hidden) + " hidden units";
    found.commands = {"set hidden=" + std::to_string(2 * hidden)};
  }
  return found;
}

}  // namespace lab::diagnosis
