#include "lab/study/search_result.h"

#include <algorithm>

#include "core/number_text.h"
#include "lab/settings/settings_table.h"

namespace lab {

std::optional<std::size_t> bestCell(std::span<const SearchResult> results) {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].state != CellState::done) continue;
    if (!best || results[i].val_accuracy > results[*best].val_accuracy) best = i;
  }
  return best;
}

std::size_t cellsOver(std::span<const SearchResult> results) {
  return static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(), [](const SearchResult& result) { return result.over(); }));
}

std::int64_t stepsSettled(const SearchPlan& plan, std::span<const SearchResult> results) {
  std::int64_t steps = 0;
  for (const SearchResult& result : results) steps += result.over() ? plan.steps : result.steps;
  return steps;
}

std::string searchCsv(const SearchPlan& plan, std::span<const SearchResult> results) {
  std::string csv = "lr," + plan.key + ",val_accuracy,train_accuracy,loss,steps,diverged_at\n";
  for (std::size_t i = 0; i < results.size(); ++i) {
    const SearchResult& result = results[i];
    if (!result.over()) continue;
    csv += numberText(plan.cells[i].lr) + "," + numberText(plan.cells[i].strength) + ",";
    if (result.state == CellState::done) {
      csv += numberText(result.val_accuracy) + "," + numberText(result.train_accuracy) + "," + numberText(result.loss);
    } else {
      csv += ",,";
    }
    csv += "," + std::to_string(result.steps) + ",";
    if (result.diverged_at) csv += std::to_string(*result.diverged_at);
    csv += "\n";
  }
  return csv;
}

}  // namespace lab
