#include "ui/study/search_words.h"

#include "core/text.h"
#include "ui/kit/format.h"

namespace lab::ui {

std::string rateText(double value) {
  const double shown = rounded(value, 4);
  const bool far = shown != 0 && (shown < 1e-3 || shown >= 1e4);
  return far ? shortestPower(shown) : shortest(shown);
}

std::string cellWords(const SearchPlan& plan, const SearchResult& cell) {
  switch (cell.state) {
    case CellState::done:
      return percent(cell.val_accuracy, 1);
    case CellState::diverged:
      return "✗ step " + grouped(*cell.diverged_at);
    case CellState::running:
      return grouped(cell.steps) + " of " + grouped(plan.steps);
    case CellState::waiting:
      break;
  }
  return {};
}

std::vector<CellLines> cellForms(const SearchPlan& plan, const SearchResult& cell, bool best) {
  const std::string words = cellWords(plan, cell);
  switch (cell.state) {
    case CellState::done: {
      const std::string plain = fixed(100 * cell.val_accuracy, 1), whole = fixed(100 * cell.val_accuracy, 0);
      if (!best) return {{words, {}}, {plain, {}}, {whole, {}}};
      return {{"★ " + words, {}}, {"★", words}, {"★", plain}, {"★" + whole, {}}, {"★", whole}, {"★", {}}};
    }
    case CellState::diverged: {
      const std::string step = grouped(*cell.diverged_at);
      return {{words, {}}, {"✗", "step " + step}, {"✗ " + step, {}}, {"✗", step}, {"✗", {}}};
    }
    case CellState::running: {
      const std::string made = grouped(cell.steps);
      return {{words, {}}, {made, "of " + grouped(plan.steps)}, {made, {}}};
    }
    case CellState::waiting:
      break;
  }
  return {};
}

}  // namespace lab::ui
