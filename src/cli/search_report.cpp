#include "cli/search_report.h"

#include <algorithm>
#include <numeric>
#include <ostream>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "core/number_text.h"
#include "lab/settings/settings_table.h"

namespace lab::cli {
namespace {

constexpr std::size_t column_width = 12;

std::string padded(std::string_view text, std::size_t width = column_width) {
  return std::string(width - std::min(width, text.size()), ' ') + std::string(text);
}

std::string percentText(double share) { return formatted("%.2f", 100 * share) + " %"; }

// Places of the cells that are over: the best first, equal ones in the plan's order, the diverged last.
std::vector<std::size_t> ranking(std::span<const SearchResult> results) {
  std::vector<std::size_t> places(results.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  std::erase_if(places, [&](std::size_t i) { return !results[i].over(); });
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    if (results[a].state != results[b].state) return results[a].state == CellState::done;
    return results[a].val_accuracy > results[b].val_accuracy;
  });
  return places;
}

std::string cellText(const SearchResult& result, bool best) {
  switch (result.state) {
    case CellState::done:
      return formatted("%.1f", 100 * result.val_accuracy) + (best ? "*" : " ");
    case CellState::diverged:
      return "x step " + std::to_string(*result.diverged_at) + " ";
    case CellState::waiting:
    case CellState::running:
      break;
  }
  return "- ";
}

}  // namespace

void printResults(const SearchPlan& plan, std::span<const SearchResult> results, std::ostream& out) {
  out << padded("validation") << padded("training") << padded("loss") << padded("steps") << padded("lr")
      << padded(plan.key) << '\n';
  for (const std::size_t i : ranking(results)) {
    const SearchResult& result = results[i];
    if (result.state == CellState::done) {
      out << padded(percentText(result.val_accuracy)) << padded(percentText(result.train_accuracy))
          << padded(formatted("%.6g", result.loss)) << padded(std::to_string(result.steps));
    } else {
      out << padded("diverged at step " + std::to_string(*result.diverged_at), 4 * column_width);
    }
    out << padded(numberText(plan.cells[i].lr)) << padded(numberText(plan.cells[i].strength)) << '\n';
  }
}

void printHeatMap(const SearchPlan& plan, std::span<const SearchResult> results, std::ostream& out) {
  const auto best = bestCell(results);
  out << "\nValidation accuracy in %: lr across, " << plan.key << " down, * the best\n" << padded("");
  for (const double lr : plan.rates) out << padded(numberText(lr));
  out << '\n';
  for (std::size_t row = 0; row < plan.strengths.size(); ++row) {
    out << padded(numberText(plan.strengths[row]));
    for (std::size_t column = 0; column < plan.rates.size(); ++column) {
      const std::size_t place = row * plan.rates.size() + column;
      out << padded(cellText(results[place], best == place));
    }
    out << '\n';
  }
}

}  // namespace lab::cli
