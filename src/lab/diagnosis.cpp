#include "lab/diagnosis.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/text.h"
#include "lab/shortest_text.h"
#include "lab/snapshot.h"
#include "lab/stability.h"

namespace lab {
namespace {

using Kind = Diagnosis::Kind;

constexpr std::int64_t plateau_steps = 500;
constexpr double plateau_range = 1e-4;
constexpr std::size_t last_few = 24;  // recorded points that a verdict on the present looks at

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", value);
  return text;
}

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + "%"; }

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

double medianOf(std::span<const HistoryPoint> points, double HistoryPoint::*part) {
  std::vector<double> values;
  for (const HistoryPoint& point : points) values.push_back(point.*part);
  return median(std::move(values));
}

// What all that follows looks at. Precondition for `points`: a history, which may be empty.
struct Case {
  const RunSnapshot& run;
  const Settings& settings;
  std::span<const HistoryPoint> points;

  bool images() const { return modeOf(settings) == Mode::images; }
  bool twoLayer() const { return run.model == ModelKind::two_layer; }
  // Steps that shrink with the gradient of all examples, so that they tell how long it is.
  bool plainSteps() const {
    return settings.batch == 0 && (settings.optimizer == OptimizerKind::sgd || withMomentum());
  }
  bool withMomentum() const {
    return settings.optimizer == OptimizerKind::momentum || settings.optimizer == OptimizerKind::nesterov;
  }
  std::int64_t recorded() const { return points.empty() ? 0 : points.back().iteration; }
  std::string examples(std::int64_t count) const {
    return grouped(count) + " of " + grouped(run.vitals.examples) + (images() ? " images" : " points");
  }
  // The last points from so many steps ago on; fewer than two if the run is younger.
  std::span<const HistoryPoint> since(std::int64_t steps) const {
    if (recorded() < steps) return {};
    const auto from = std::find_if(points.begin(), points.end(),
                                   [&](const HistoryPoint& point) { return point.iteration >= recorded() - steps; });
    return points.subspan(static_cast<std::size_t>(from - points.begin()));
  }
};

// A rate that is known to do: the course's, or that of the images' own settings.
Settings goodSettings(const Case& c) {
  if (!c.images()) return {};
  if (c.twoLayer()) return presetSettings("cifar_two_layer");
  return presetSettings(c.settings.loss == LossKind::svm ? "cifar_svm" : "cifar_softmax");
}

double smallerRate(const Case& c) {
  const double good = goodSettings(c).lr;
  return c.settings.lr > 1.5 * good ? good : c.settings.lr / 10;
}

std::string assign(const char* key, double value) {
  return std::string("set ") + key + "=" + shortestScientific(value);
}

void offerRate(Diagnosis& diagnosis, double rate) {
  diagnosis.remedy = "Start again with rate " + shortestFixed(rate);
  diagnosis.commands = {assign("lr", rate), "reset"};
}

// By how much a step with this rate shrinks what lies in no other direction: below −1 it grows with each step.
double shrinking(const Case& c, double rate) { return 1 - rate * c.settings.l2 * (c.settings.l2_half ? 1 : 2); }

std::optional<Diagnosis> diverged(const Case& c) {
  if (!c.run.diverged_at) return std::nullopt;
  Diagnosis found{
      Kind::diverged, "The loss stopped being a number at iteration " + grouped(*c.run.diverged_at), {}, {}};
  const double factor = shrinking(c, c.run.lr);
  if (factor < -1) {
    found.sentence += ": the penalty alone multiplies every weight by " + number(factor) + " each step.";
  } else {
    found.sentence += ": each step overshoots the valley and lands higher on its other side.";
  }
  const double rate = smallerRate(c);
  if (shrinking(c, rate) < -1) {
    found.remedy = "Start again with a penalty of " + shortestFixed(goodSettings(c).l2);
    found.commands = {assign("l2", goodSettings(c).l2), "reset"};
  } else {
    offerRate(found, rate);
  }
  return found;
}

std::optional<Diagnosis> symmetric(const Case& c) {
  const Vitals& seen = c.run.vitals;
  if (!c.twoLayer() || c.settings.init != InitKind::zero || seen.dead < seen.hidden || c.run.iteration < 20) {
    return std::nullopt;
  }
  return Diagnosis{Kind::symmetric,
                   "All weights began at 0: the " + grouped(seen.hidden) +
                       " hidden units are all alike and stay at 0, and only the last biases learn.",
                   "Start with random weights",
                   {"set init=scaled"}};
}

// The penalty holds what the data pull at, or has shrunk the weights to nothing.
std::optional<Diagnosis> penalty(const Case& c) {
  const auto last = c.since(50);
  const Metrics& now = c.run.now;
  if (last.size() < 5 || now.data_loss < 0.9 * c.run.expected_start || now.data_loss > 1.5 * c.run.expected_start) {
    return std::nullopt;
  }
  if (c.images() && now.train_accuracy > 1.5 * 0.1) return std::nullopt;
  if (std::abs(last.front().loss - last.back().loss) > 0.01 * last.back().loss) return std::nullopt;
  const double strength = c.settings.l2 * (c.settings.l2_half ? 1 : 2);
  const bool shrunk = c.points.front().reg_loss > 0 && now.reg_loss < 0.01 * c.points.front().reg_loss;
  const bool held = c.settings.l1 == 0 && std::sqrt(2 * strength * now.reg_loss) > 0.05;
  const bool by_l2 = c.settings.l2 > 0 && (shrunk || held);
  const bool by_l1 = c.settings.l1 >= 0.05;
  if (!by_l2 && !by_l1) return std::nullopt;
  Diagnosis found{Kind::penalty,
                  "The penalty swallows the data: weights stay near 0, and the data loss is " + number(now.data_loss) +
                      " where guessing has " + number(c.run.expected_start) + ".",
                  {},
                  {}};
  const char* key = by_l1 ? "l1" : "l2";
  const double value = by_l1 ? c.settings.l1 : c.settings.l2;
  const double good = by_l1 ? 1e-3 : goodSettings(c).l2;
  const double wanted = value > 1.5 * good ? good : value / 10;
  found.remedy = "Start again with a penalty of " + shortestFixed(wanted);
  found.commands = {assign(key, wanted), "reset"};
  return found;
}

void offerLife(const Case& c, Diagnosis& found) {
  if (c.settings.lr > 1.5 * goodSettings(c).lr) return offerRate(found, smallerRate(c));
  found.remedy = "Start with He's initialization";
  found.commands = {"set init=he"};
}

std::optional<Diagnosis> dead(const Case& c, bool all) {
  const Vitals& seen = c.run.vitals;
  if (!c.twoLayer() || seen.hidden == 0 || c.run.iteration < 10) return std::nullopt;
  const bool most = double(seen.dead) >= 0.7 * double(seen.hidden) && c.run.now.train_accuracy < 0.9;
  if (all ? seen.dead < seen.hidden : !most) return std::nullopt;
  const std::string place = c.images() ? "image" : "point";
  Diagnosis found{all ? Kind::all_dead : Kind::most_dead, {}, {}, {}};
  if (all) {
    found.sentence = "All " + grouped(seen.hidden) + " hidden units are dead: they give 0 for every " + place +
                     ", so no gradient gets through them and nothing is learned any more.";
  } else {
    found.sentence = grouped(seen.dead) + " of " + grouped(seen.hidden) +
                     " hidden units are dead: they give 0 for every " + place + " and get no gradient.";
  }
  offerLife(c, found);
  return found;
}

std::optional<Diagnosis> swinging(const Case& c) {
  if (!swings(c.points, c.run.expected_start)) return std::nullopt;
  Diagnosis found{Kind::swings,
                  "The loss only swings, at " + number(c.run.now.data_loss) + " where guessing has " +
                      number(c.run.expected_start) + ": each step overshoots the valley.",
                  {},
                  {}};
  offerRate(found, smallerRate(c));
  return found;
}

std::optional<Diagnosis> saturated(const Case& c) {
  const Vitals& seen = c.run.vitals;
  if (c.points.size() <= last_few || double(seen.certainly_wrong) < 0.05 * double(seen.examples) ||
      seen.certainly_wrong == 0 || c.run.now.data_loss < 2 * c.run.expected_start) {
    return std::nullopt;
  }
  const auto last = c.points.last(last_few);
  if (last.back().data_loss < 0.7 * last.front().data_loss) return std::nullopt;  // on its way down
  Diagnosis found{Kind::saturated,
                  "The softmax is saturated: it gives probability 1 to a wrong class for " +
                      c.examples(seen.certainly_wrong) + ", and the data loss is " + number(c.run.now.data_loss) +
                      " where guessing has " + number(c.run.expected_start) + ".",
                  {},
                  {}};
  if (c.settings.init == InitKind::scaled && c.settings.init_scale > 0.1) {
    found.remedy = "Start with weights of 0.01";
    found.commands = {"set init_scale=0.01"};
  } else {
    offerRate(found, smallerRate(c));
  }
  return found;
}

std::optional<Diagnosis> overshooting(const Case& c) {
  if (c.settings.batch != 0 || c.points.size() <= last_few) return std::nullopt;
  const auto last = c.points.last(last_few);
  int turns = 0;
  double low = last[0].data_loss;
  double high = low;
  for (std::size_t i = 1; i < last.size(); ++i) {
    low = std::min(low, last[i].data_loss);
    high = std::max(high, last[i].data_loss);
    if (i + 1 < last.size() &&
        (last[i].data_loss - last[i - 1].data_loss) * (last[i + 1].data_loss - last[i].data_loss) < 0) {
      ++turns;
    }
  }
  const double middle = medianOf(last, &HistoryPoint::data_loss);
  const double before = medianOf(last.first(last_few / 2), &HistoryPoint::data_loss);
  const double after = medianOf(last.last(last_few / 2), &HistoryPoint::data_loss);
  const bool wide = medianOf(last, &HistoryPoint::update_ratio) > 0.2;  // steps, beside the parameters
  // Leaping from one side of the valley to the other may leave the loss just where it was.
  const bool leaps = c.recorded() >= 100 && high - low < 0.02 * middle && after > 0.99 * before && wide;
  if (leaps) {
    Diagnosis found{Kind::overshoots,
                    "The loss stands at " + number(middle) + ", but each step moves the parameters by " +
                        percent(last.back().update_ratio) +
                        " of their length: from one side of the valley to the other.",
                    {},
                    {}};
    offerRate(found, smallerRate(c));
    return found;
  }
  const bool jumps = turns >= 10 && high - low > 0.2 * middle && after > 0.95 * before;
  if (!jumps || middle < 0.6 * c.run.expected_start || !wide) return std::nullopt;
  Diagnosis found{
      Kind::overshoots,
      "The loss jumps between " + number(low) + " and " + number(high) + ": each step overshoots the valley's floor.",
      {},
      {}};
  offerRate(found, smallerRate(c));
  return found;
}

// Length of the gradient, of a run whose steps tell it.
double gradientOf(const Case& c, std::span<const HistoryPoint> last) {
  const double reach = c.run.lr / (c.withMomentum() ? 1 - c.settings.momentum : 1);  // of a gradient that stays
  return reach > 0 ? medianOf(last, &HistoryPoint::update_ratio) * c.run.parameter_norm / reach : 0;
}

std::optional<Diagnosis> tooLow(const Case& c) {
  const auto last = c.since(100);
  if (last.size() < 5 || isSearch(c.settings.optimizer) || c.run.lr < 0.5 * c.settings.lr) return std::nullopt;
  const double fall = last.front().loss - last.back().loss;
  const bool slow = fall < 0.01 * last.back().loss && c.run.now.data_loss > 0.9 * c.run.expected_start &&
                    c.run.now.data_loss < 1.5 * c.run.expected_start;
  const bool stands = c.plainSteps() && plateau(c.points).has_value();
  const auto few = last.last(std::min(last.size(), last_few));
  const bool downhill = c.plainSteps() ? gradientOf(c, few) > 0.02 : medianOf(few, &HistoryPoint::update_ratio) < 1e-5;
  const bool small = medianOf(few, &HistoryPoint::update_ratio) < 5e-3;
  if (!downhill || !small || !(slow || stands)) return std::nullopt;
  const auto steps = last.back().iteration - last.front().iteration;
  Diagnosis found{Kind::rate_too_low,
                  "The steps are too small: in the last " + grouped(steps) + " the loss fell by " +
                      number(std::max(fall, 0.0)) + ", though the gradient still points downhill.",
                  {},
                  {}};
  // Up to a rate that is known to do, at most a thousandfold.
  const double good = goodSettings(c).lr;
  const double rate =
      c.settings.lr < good / 3 && c.settings.optimizer == goodSettings(c).optimizer ? good : 10 * c.settings.lr;
  found.remedy = "Learning rate " + shortestFixed(rate);
  found.commands = {assign("lr", rate)};
  return found;
}

// Validation accuracy fell well below its best while the training images go on improving.
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
  if (gap < 0.25 || now > best - error || 10 * best_end > 7 * c.points.size()) return std::nullopt;
  Diagnosis found{Kind::overfits,
                  "It learns the training images by heart: " + percent(c.run.now.train_accuracy) +
                      " of them are right, but only " + percent(now) + " of the validation images, which had " +
                      percent(best) + " at iteration " + grouped(c.points[best_end - 1].iteration) + ".",
                  {},
                  {}};
  const double good = goodSettings(c).l2;
  const double wanted = c.settings.l2 < good ? good : 10 * c.settings.l2;
  found.remedy = "Start again with a penalty of " + shortestFixed(wanted);
  found.commands = {assign("l2", wanted), "reset"};
  return found;
}

void offerOtherData(const Case& c, Diagnosis& found) {
  if (c.images()) return;
  const bool spiral = c.settings.data == DataKind::spiral;
  found.remedy = spiral ? "Try two circles" : "Try the spiral";
  found.commands = {spiral ? "set data=circles&classes=2" : "set data=spiral&classes=3"};
}

// The loss hardly falls any more, though most of the way is still to go.
std::optional<Diagnosis> fewHidden(const Case& c) {
  constexpr std::int64_t stretch = 1000;
  const auto last = c.since(stretch);
  const std::int64_t hidden = c.settings.hidden;
  if (!c.twoLayer() || c.images() || hidden >= 10 || last.size() < 10 || c.recorded() < 2 * stretch ||
      c.run.now.train_accuracy >= 0.9) {
    return std::nullopt;
  }
  const double before = medianOf(last.first(last.size() / 2), &HistoryPoint::loss);
  const double after = medianOf(last.last(last.size() / 2), &HistoryPoint::loss);
  if (after < 0.995 * before) return std::nullopt;
  return Diagnosis{Kind::few_hidden,
                   "Too few hidden units: the border of " + grouped(hidden) + " bends too little for more than " +
                       percent(c.run.now.train_accuracy) + ".",
                   "Use 100 hidden units",
                   {"set hidden=100"}};
}

std::optional<Diagnosis> nothingLeft(const Case& c) {
  const auto steps = plateau(c.points);
  if (!steps || isSearch(c.settings.optimizer)) return std::nullopt;
  const double accuracy = c.run.now.train_accuracy;
  const std::string share = percent(accuracy);
  Diagnosis found{Kind::nothing_left, plateauText(*steps) + ": ", {}, {}};
  if (!c.twoLayer()) {
    found.sentence +=
        c.images() ? "no linear scores do better on these images." : "no straight lines do better than " + share + ".";
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

}  // namespace

std::optional<std::int64_t> plateau(std::span<const HistoryPoint> points) {
  if (points.size() < 5) return std::nullopt;
  double low = points.back().loss;
  double high = low;
  for (std::size_t i = points.size(); i-- > 0;) {
    low = std::min(low, points[i].loss);
    high = std::max(high, points[i].loss);
    if (!(high - low <= plateau_range)) return std::nullopt;
    const std::int64_t steps = points.back().iteration - points[i].iteration;
    if (steps >= plateau_steps && points.size() - i >= 5) return steps;
  }
  return std::nullopt;
}

std::string plateauText(std::int64_t steps) {
  return "The loss has not moved by more than 0.0001 in " + grouped(steps) + " steps";
}

std::vector<Diagnosis> diagnose(const RunSnapshot& run) {
  std::vector<Diagnosis> list;
  const Case c{run, run.settings, run.history ? run.history->points() : std::span<const HistoryPoint>{}};
  const auto add = [&list](std::optional<Diagnosis> found) {
    if (found) list.push_back(std::move(*found));
  };
  add(diverged(c));
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
