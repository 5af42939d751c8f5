// Runs whose steps are too large or too small.
#include <algorithm>
#include <cmath>

#include "core/shortest_text.h"
#include "core/text.h"
#include "lab/observe/diagnosis.h"
#include "lab/observe/diagnosis_case.h"
#include "lab/observe/stability.h"

namespace lab::diagnosis {
namespace {

// By how much a step with this rate shrinks what lies in no other direction: below −1 it grows with each step.
double shrinking(const Case& c, double rate) { return 1 - rate * c.settings.l2 * (c.settings.l2_half ? 1 : 2); }

}  // namespace

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
    found.commands = startAgain("l2", goodSettings(c).l2);
  } else {
    offerRate(found, rate);
  }
  return found;
}

std::optional<Diagnosis> swinging(const Case& c) {
  if (!oscillates(c.points, c.run.expected_start)) return std::nullopt;
  Diagnosis found{Kind::swings,
                  "The loss only swings, at " + number(c.run.now.data_loss) + " " + c.besideGuessing() +
                      ": each step overshoots the valley.",
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
                      c.examples(seen.certainly_wrong) + ", and the data loss is " + number(c.run.now.data_loss) + " " +
                      c.besideGuessing() + ".",
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

namespace {

// Length of the gradient, of a run whose steps tell it.
double gradientOf(const Case& c, std::span<const HistoryPoint> last) {
  const double reach = c.run.lr / (c.withMomentum() ? 1 - c.settings.momentum : 1);  // of a gradient that stays
  return reach > 0 ? medianOf(last, &HistoryPoint::update_ratio) * c.run.parameter_norm / reach : 0;
}

}  // namespace

std::optional<Diagnosis> tooLow(const Case& c) {
  const auto last = c.since(100);
  if (last.size() < 5 || isSearch(c.settings.optimizer) || c.run.lr < 0.5 * c.settings.lr) return std::nullopt;
  const double fall = last.front().loss - last.back().loss;
  const bool slow = fall < 0.01 * last.back().loss && c.run.now.data_loss > 0.9 * c.run.expected_start &&
                    c.run.now.data_loss < 1.5 * c.run.expected_start;
  const bool stands = c.plainSteps() && plateau(c.points).has_value();
  const auto few = last.last(std::min(last.size(), last_few));
  const double ratio = medianOf(few, &HistoryPoint::update_ratio);
  // Below what the precision can tell from nothing; then nobody can say how long the gradient is.
  const bool lost = ratio == 0 && slow && fall == 0;
  const bool downhill = c.plainSteps() ? gradientOf(c, few) > 0.02 : ratio < 1e-5;
  if (!(downhill || lost) || !(ratio < 5e-3) || !(slow || stands)) return std::nullopt;
  const std::string span = "in the last " + grouped(last.back().iteration - last.front().iteration);
  Diagnosis found{Kind::rate_too_low,
                  lost ? "The steps are too small to change anything: " + span + " no parameter moved."
                       : "The steps are too small: " + span + " the loss fell by " + number(std::max(fall, 0.0)) +
                             ", though the gradient still points downhill.",
                  {},
                  {}};
  // Up to a rate that is known to do, at most a thousandfold.
  const double good = goodSettings(c).lr;
  const bool known = c.settings.lr < good / 3 && c.settings.optimizer == goodSettings(c).optimizer;
  const double rate = known ? good : lost ? 1e-3 : 10 * c.settings.lr;
  found.remedy = "Learning rate " + shortestFixed(rate);
  found.commands = {assign("lr", rate)};
  return found;
}

}  // namespace lab::diagnosis
