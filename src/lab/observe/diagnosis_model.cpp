// Runs that learn nothing or little, whatever their steps: by their input, their weights, their penalty or their size.
#include <cmath>

#include "core/shortest_text.h"
#include "core/text.h"
#include "lab/observe/diagnosis_case.h"

namespace lab::diagnosis {

std::optional<Diagnosis> constantInput(const Case& c) {
  const Vitals& seen = c.run.vitals;
  if (seen.alike == 0) return std::nullopt;
  const std::string examples = grouped(seen.alike) + (c.images() ? " images" : " points");
  Diagnosis found{Kind::constant_input,
                  "All " + examples + " are the same to the model: their inputs differ by " + number(seen.spread) +
                      " at most, so nothing tells their classes apart.",
                  {},
                  {}};
  if (c.images()) {
    found.remedy = "Choose other images";
    found.commands = {"page choose_images"};
  } else {
    found.remedy = "Draw 100 points per class";
    found.commands = {"set points=100"};
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
  // The weights of dead units shrink under any penalty: one that does no harm elsewhere is not what has killed them.
  const bool all_dead = c.twoLayer() && c.run.vitals.dead >= c.run.vitals.hidden;
  if (all_dead && !by_l1 && c.settings.l2 <= 1.5 * goodSettings(c).l2) return std::nullopt;
  Diagnosis found{Kind::penalty,
                  "The penalty swallows the data: weights stay near 0, and the data loss is " + number(now.data_loss) +
                      " " + c.besideGuessing() + ".",
                  {},
                  {}};
  const char* key = by_l1 ? "l1" : "l2";
  const double value = by_l1 ? c.settings.l1 : c.settings.l2;
  const double good = by_l1 ? 1e-3 : goodSettings(c).l2;
  const double wanted = value > 1.5 * good ? good : value / 10;
  found.remedy = "Start again with a penalty of " + shortestFixed(wanted);
  found.commands = startAgain(key, wanted);
  return found;
}

namespace {

void offerLife(const Case& c, Diagnosis& found) {
  if (c.settings.lr > 1.5 * goodSettings(c).lr) return offerRate(found, smallerRate(c));
  found.remedy = "Start with He's initialization";
  found.commands = {"set init=he"};
}

}  // namespace

std::optional<Diagnosis> dead(const Case& c, bool all) {
  const Vitals& seen = c.run.vitals;
  if (!c.twoLayer() || seen.hidden == 0 || c.run.iteration < 10) return std::nullopt;
  const bool most = double(seen.dead) >= 0.7 * double(seen.hidden) && c.run.now.train_accuracy < 0.9;
  if (all ? seen.dead < seen.hidden : !most) return std::nullopt;
  const std::string place = c.images() ? "image" : "point";
  Diagnosis found{all ? Kind::all_dead : Kind::most_dead, {}, {}, {}};
  if (all) {
    found.sentence = "All " + grouped(seen.hidden) + " hidden units are dead: they give 0 for every " + place +
                     ", so no gradient gets through them, and only the output biases still learn.";
  } else {
    found.sentence = grouped(seen.dead) + " of " + grouped(seen.hidden) +
                     " hidden units are dead: they give 0 for every " + place + " and get no gradient.";
  }
  offerLife(c, found);
  return found;
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

}  // namespace lab::diagnosis
