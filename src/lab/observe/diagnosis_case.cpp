#include "lab/observe/diagnosis_case.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/number_text.h"
#include "core/shortest_text.h"
#include "core/text.h"
#include "lab/settings/presets.h"

namespace lab::diagnosis {

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return withMinusSigns(text);
}

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + "%"; }

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double medianOf(std::span<const HistoryPoint> points, double HistoryPoint::* part) {
  std::vector<double> values;
  for (const HistoryPoint& point : points) values.push_back(point.*part);
  return median(std::move(values));
}

bool Case::plainSteps() const {
  return settings.batch == 0 && (settings.optimizer == OptimizerKind::sgd || withMomentum());
}

bool Case::withMomentum() const {
  const RuleTraits traits = traitsOf(settings.optimizer);
  return traits.velocity && !traits.squares;
}

std::string Case::besideGuessing() const {
  switch (settings.loss) {
    case LossKind::softmax: {
      char text[64];
      const long classes = std::lround(std::exp(run.expected_start));
      std::snprintf(text, sizeof text, "where guessing has ln %ld ≈ %.4f", classes, run.expected_start);
      return text;
    }
    case LossKind::svm:
      break;
  }
  return "where guessing has " + number(run.expected_start);
}

std::string Case::examples(std::int64_t count) const {
  return grouped(count) + " of " + grouped(run.vitals.examples) + (images() ? " images" : " points");
}

std::span<const HistoryPoint> Case::since(std::int64_t steps) const {
  if (recorded() < steps) return {};
  const auto from = std::find_if(points.begin(), points.end(),
                                 [&](const HistoryPoint& point) { return point.iteration >= recorded() - steps; });
  return points.subspan(static_cast<std::size_t>(from - points.begin()));
}

Settings goodSettings(const Case& c) {
  if (!c.images()) return {};
  if (c.twoLayer()) return presetSettings("cifar_two_layer");
  switch (c.settings.loss) {
    case LossKind::softmax:
      return presetSettings("cifar_softmax");
    case LossKind::svm:
      return presetSettings("cifar_svm");
  }
  return {};
}

double smallerRate(const Case& c) {
  const double good = goodSettings(c).lr;
  return c.settings.lr > 1.5 * good ? good : c.settings.lr / 10;
}

std::string assign(const char* key, double value) {
  return std::string("set ") + key + "=" + shortestScientific(value);
}

std::vector<std::string> startAgain(const char* key, double value) {
  return {std::string("start ") + key + "=" + shortestScientific(value), "run"};
}

void offerRate(Diagnosis& diagnosis, double rate) {
  diagnosis.remedy = "Start again with rate " + shortestFixed(rate);
  diagnosis.commands = startAgain("lr", rate);
}

}  // namespace lab::diagnosis
