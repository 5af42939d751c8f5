// What a search has found so far, cell by cell.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "lab/study/search_plan.h"

namespace lab {

enum class CellState { waiting, running, done, diverged };

struct SearchResult {
  CellState state = CellState::waiting;
  std::int64_t steps = 0;  // made so far
  // At the end of the budget; 0 before, and for a cell that diverged.
  double loss = 0;            // with the penalty, over the training set; images: over the first 1,000 of them
  double train_accuracy = 0;  // over the same, 0 to 1
  double val_accuracy = 0;    // over examples that no step has seen, 0 to 1
  std::optional<std::int64_t> diverged_at;  // iteration whose step gave a non-finite loss or parameter
  double seconds = 0;                       // by the clock that was lent; 0 without one

  bool over() const { return state == CellState::done || state == CellState::diverged; }
};

// The cell with the highest validation accuracy, of equal ones the first; nothing while none is done.
std::optional<std::size_t> bestCell(std::span<const SearchResult> results);

std::size_t cellsOver(std::span<const SearchResult> results);

// Steps that need not be made any more: those made, and those that a cell which is over does not need.
std::int64_t stepsSettled(const SearchPlan& plan, std::span<const SearchResult> results);

// The cells that are over, as "lr,l2,val_accuracy,train_accuracy,loss,steps,diverged_at" with numbers that read back to
// the same value; of a cell that diverged the figures are empty. The second column has the penalty's name.
std::string searchCsv(const SearchPlan& plan, std::span<const SearchResult> results);

}  // namespace lab
