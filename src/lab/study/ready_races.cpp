// Races that answer a question of the course.
#include <array>

#include "lab/settings_table.h"
#include "lab/study/race.h"

namespace lab {
namespace {

// Learning rates of the update rules that suit a run whose SGD learns well at `lr`.
struct RuleRate {
  std::string_view rule;
  double plane, images;
};

std::string rate(double lr) { return "lr=" + numberText(lr); }

// Too low, good, high, too high.
std::array<double, 4> rates(const Settings& base) {
  if (modeOf(base) == Mode::images) {
    return base.model == ModelKind::linear ? std::array{1e-5, 1e-3, 1e-2, 1e3} : std::array{1e-4, 1e-2, 0.3, 1e3};
  }
  return base.model == ModelKind::linear ? std::array{0.01, 1.0, 30.0, 1e6} : std::array{0.02, 1.0, 6.0, 1e6};
}

std::string steps(const Settings& base) {
  if (modeOf(base) == Mode::images) return "200";
  return base.model == ModelKind::linear ? "200" : "2000";
}

std::string stepSizes(const Settings& base) {
  std::string command = "race start " + steps(base);
  for (const double lr : rates(base)) command += "; " + rate(lr);
  return command;
}

std::string updateRules(const Settings& base) {
  const bool images = modeOf(base) == Mode::images;
  const double sgd = images ? 1e-2 : 1;
  const double adaptive = images ? 1e-3 : 0.02;
  const std::string momentum = rate(sgd / 10);
  return "race start " + steps(base) + "; optimizer=sgd " + rate(sgd) + "; optimizer=momentum " + momentum +
         "; optimizer=nesterov " + momentum + "; optimizer=adagrad " + rate(adaptive * 10) + "; optimizer=rmsprop " +
         rate(adaptive) + "; optimizer=adam " + rate(adaptive);
}

std::string penalties(const Settings& base) {
  const double most = modeOf(base) == Mode::images ? 1 : 0.1;
  std::string command = "race start " + steps(base);
  for (const double l2 : {0.0, most / 100, most / 10, most}) command += "; l2=" + numberText(l2);
  return command;
}

}  // namespace

std::vector<ReadyRace> readyRaces(const Settings& base) {
  return {{"Effect of the step size", "Too low, good, high, too high: what does each do to the loss?", stepSizes(base)},
          {"Update rules", "Six ways to use the same gradient.", updateRules(base)},
          {"Strength of the penalty", "Loss and accuracy as λ grows.", penalties(base)}};
}

}  // namespace lab
