#include "lab/settings/numerical_cost.h"

#include <algorithm>

#include "core/text.h"
#include "lab/settings/presets.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

std::int64_t examplesOf(const Settings& settings) {
  const std::int64_t all =
      modeOf(settings) == Mode::images ? settings.train : std::int64_t{settings.points} * settings.classes;
  return settings.batch == 0 ? all : std::min<std::int64_t>(settings.batch, all);
}

// Of this one model.
Status checkModel(const Settings& settings) {
  const std::int64_t parameters = modelShapeOf(settings).parameterCount();
  const std::int64_t examples = examplesOf(settings);
  const std::int64_t work = lossEvaluations(parameters) * examples * parameters;
  if (work <= most_numerical_work) return Done{};
  constexpr std::int64_t billion = 1'000'000'000;
  const auto told = [&](const std::string& numerical, const std::string& sgd) {
    return numerical + " would evaluate the loss " + grouped(lossEvaluations(parameters)) +
           " times a step, once more than the " + valueTitle(settings, "model") +
           " model has parameters, each time on " + grouped(examples) + (examples == 1 ? " example" : " examples") +
           ": some " + grouped((work + billion - 1) / billion) + " billion multiplications, and at most " +
           grouped(most_numerical_work / billion) + " billion are allowed. Choose " + sgd +
           ", which finds the same gradient in one backward pass, or a smaller batch or model.";
  };
  return Error{told("optimizer=numerical", "optimizer=sgd"), told("The numerical gradient", "SGD")};
}

}  // namespace

Status checkNumericalCost(const Settings& settings) {
  if (settings.optimizer != OptimizerKind::numerical) return Done{};
  if (!settings.side_by_side) return checkModel(settings);
  for (const ModelKind model : {ModelKind::linear, ModelKind::two_layer}) {
    if (Status status = checkModel(withModel(settings, model)); !status) return status;
  }
  return Done{};
}

}  // namespace lab
