// Hyperparameter search: a run for each pair of learning rate and penalty, one after another, from the same initial
// weights and on the same minibatches, on a short budget.
//   search start lr=1e-4..1 l2=1e-5..0.1 grid=4x4 steps=200      see lab/study/search_plan.h
//   search pause    search go    search stop                     stop: for good, what was found stays in sight
#pragma once

#include <memory>
#include <vector>

#include "lab/study/search_cell.h"
#include "lab/study/study.h"

namespace lab {

struct SearchStart {
  SearchPlan plan;
  SearchData data;
};

class Search final : public PlannedStudy<SearchStart> {
 public:
  // A piece is one step of the cell that is being tried.
  std::int64_t advance(std::int64_t pieces, const Clock& clock) override;
  void observe(StudiesSnapshot& out) override;

 private:
  Result<SearchStart> plan(std::string_view text, const StudyBase& base) const override;
  void start(SearchStart begun, const StudyBase& base) override;
  Status present() const override;
  bool unfinished() const override { return plan_ && !stopped_ && next_ < results_.size(); }
  void stop() override;
  void advanceCell();

  std::shared_ptr<const SearchPlan> plan_;  // null before the first search
  SearchData data_;
  std::vector<SearchResult> results_;
  std::unique_ptr<SearchCell> cell_;  // of results_[next_]; null before its first step
  std::size_t next_ = 0;
  Index validation_ = 0;
  std::optional<std::uint32_t> held_out_seed_;
  bool stopped_ = false;
};

}  // namespace lab
