#include "lab/study/search.h"

#include <utility>

namespace lab {
Result<SearchStart> Search::plan(std::string_view text, const StudyBase& base) const {
  Result<SearchPlan> plan = planSearch(text, base.settings());
  if (!plan) return plan.failure();
  if (modeOf(plan.value().base) != modeOf(base.settings())) {
    return Error{"preset=" + plan.value().preset + " is a search among images: 'mode images' shows them first.",
                 "This is a search among images: show them first."};
  }
  Result<SearchData> data = searchData(plan.value(), base.data);
  if (!data) return data.failure();
  return SearchStart{std::move(plan.value()), std::move(data.value())};
}

void Search::start(SearchStart begun, const StudyBase&) {
  cell_.reset();
  plan_ = std::make_shared<const SearchPlan>(std::move(begun.plan));
  data_ = std::move(begun.data);
  validation_ = data_.validation();
  held_out_seed_ = data_.held_out_seed;
  results_.assign(plan_->cells.size(), {});
  next_ = 0;
  stopped_ = false;
}

Status Search::present() const {
  if (unfinished()) return Done{};
  if (plan_) return Error{"The search is over. 'search start …' begins another one.", "The search is over."};
  return Error{"There is no search. 'search start lr=1e-4..1 l2=1e-5..0.1 grid=4x4' begins one.",
               "There is no search."};
}

void Search::stop() {
  stopped_ = true;
  if (cell_) results_[next_] = {};
  cell_.reset();
  data_ = {};
}

void Search::advanceCell() {
  SearchResult& result = results_[next_];
  if (!cell_) {
    cell_ = std::make_unique<SearchCell>(*plan_, next_, data_);
    result.state = CellState::running;
  }
  if (!cell_->over()) cell_->advance();
  result.steps = cell_->steps();
  if (!cell_->over()) return;
  const double seconds = result.seconds;
  result = cell_->result();
  result.seconds = seconds;
  cell_.reset();
}

std::int64_t Search::advance(std::int64_t pieces, const Clock& clock) {
  std::int64_t made = 0;
  while (made < pieces && running()) {
    const double before = clock ? clock() : 0;
    SearchResult& result = results_[next_];
    advanceCell();
    if (clock) result.seconds += clock() - before;
    ++made;
    if (result.over()) ++next_;
    if (next_ < results_.size()) continue;
    finish();
    data_ = {};
  }
  return made;
}

void Search::observe(StudiesSnapshot& out) {
  if (!plan_) return out.search.reset();
  if (!out.search) out.search.emplace();
  SearchSnapshot& search = *out.search;
  search.plan = plan_;
  search.cells = results_;
  search.best = bestCell(results_);
  search.finished = cellsOver(results_);
  search.running = running();
  search.stopped = stopped_;
  search.mode = modeOf(plan_->base);
  search.held_out = validation_;
  search.held_out_seed = held_out_seed_;
  search.seconds = 0;
  for (const SearchResult& result : results_) search.seconds += result.seconds;
  const auto settled = static_cast<double>(stepsSettled(*plan_, results_));
  const auto all = static_cast<double>(plan_->steps) * static_cast<double>(results_.size());
  search.seconds_left = settled > 0 ? search.seconds * (all - settled) / settled : 0;
}

}  // namespace lab
