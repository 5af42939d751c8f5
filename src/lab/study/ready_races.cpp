// Races that answer a question of the course.
#include <array>

#include "core/number_text.h"
#include "lab/settings/settings_table.h"
#include "lab/study/race_plan.h"

namespace lab {
namespace {

// Too low, good, high, too high.
std::array<std::string_view, 4> rates(const Settings& base) {
  const bool linear = !hasHidden(base.model);
  if (modeOf(base) == Mode::images) {
    return linear ? std::array<std::string_view, 4>{"1e-5", "0.001", "0.01", "1000"}
                  : std::array<std::string_view, 4>{"0.0001", "0.01", "0.3", "1000"};
  }
  return linear ? std::array<std::string_view, 4>{"0.01", "1", "10", "1e6"}
                : std::array<std::string_view, 4>{"0.02", "1", "3", "1e6"};
}

std::string steps(const Settings& base) {
  if (modeOf(base) == Mode::images) return "200";
  return hasHidden(base.model) ? "2000" : "200";
}

std::string stepSizes(const Settings& base) {
  std::string command = "race start " + steps(base);
  for (const std::string_view lr : rates(base)) command.append("; lr=").append(lr);
  return command;
}

std::string updateRules(const Settings& base) {
  const bool images = modeOf(base) == Mode::images;
  const std::string sgd = images ? "lr=0.01" : "lr=1";
  const std::string momentum = images ? "lr=0.001" : "lr=0.1";
  const std::string adagrad = images ? "lr=0.01" : "lr=0.2";
  const std::string adaptive = images ? "lr=0.001" : "lr=0.02";
  return "race start " + steps(base) + "; optimizer=sgd " + sgd + "; optimizer=momentum " + momentum +
         "; optimizer=nesterov " + momentum + "; optimizer=adagrad " + adagrad + "; optimizer=rmsprop " + adaptive +
         "; optimizer=adam " + adaptive;
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
