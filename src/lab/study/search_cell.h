// One cell of a search: a run of its own, and its score on examples that no step has seen.
#pragma once

#include <memory>
#include <optional>

#include "lab/run/run.h"
#include "lab/study/search_result.h"

namespace lab {

// What the cells of a search share and none changes: they can be tried one after another or side by side, in any order.
struct SearchData {
  RunData run;
  // The plane has no validation set: as many points of the same shape, drawn anew from another seed.
  std::shared_ptr<const Dataset> held_out;
  std::optional<std::uint32_t> held_out_seed;
  // Images: sizes of the parts when the search began. More may stream in while it works, which would give later cells
  // an advantage.
  ImageSplit split;

  Index validation() const { return held_out ? held_out->size() : split.validation; }
};

// `data` are those of `plan.base`. Refuses images without any for validation.
Result<SearchData> searchData(const SearchPlan& plan, const RunData& data);

class SearchCell {
 public:
  SearchCell(const SearchPlan& plan, std::size_t cell, const SearchData& data);

  // A step towards the budget, or a slice of what it starts with. Precondition: not over().
  void advance();
  // The budget is used up, the schedule has come to its end, or the run has diverged.
  bool over() const;
  // Iterations made.
  std::int64_t steps() const { return run_->iteration(); }
  // The cell's outcome; looks at all validation examples. Precondition: over().
  SearchResult result();

 private:
  std::int64_t budget_;
  std::shared_ptr<const Dataset> held_out_;
  std::unique_ptr<Run> run_;
};

}  // namespace lab
