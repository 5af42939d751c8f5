#include "lab/study/search_cell.h"

#include "lab/run/draw_data.h"
#include "lab/run/split.h"
#include "lab/settings/rules.h"
#include "model/classifiers.h"
#include "train/trainer.h"

namespace lab {
namespace {

// Share of the points that a run's state gives their own class.
template <class S>
double accuracyOn(const Memento<S>& state, const Settings& settings, const Dataset& points) {
  Trainer<S> judge(makeModel<S>(modelShapeOf(settings)), state.parameters, matrixSource<S>(points));
  return judge.evaluate(objectiveOf(settings)).accuracy;
}

}  // namespace

Result<SearchData> searchData(const SearchPlan& plan, const RunData& data) {
  SearchData out{.run = data, .held_out = nullptr, .held_out_seed = {}, .split = {}};
  if (modeOf(plan.base) == Mode::plane) {
    Settings other = plan.base;
    other.seed = plan.base.seed + 1;  // the greatest seed goes on at 0
    out.held_out_seed = other.seed;
    out.held_out = drawData(other, nullptr).plane;
    return out;
  }
  if (!data.images) return Error{"A search among images needs images, and none are loaded yet."};
  out.split = splitImages(plan.base, data.images->train.size());
  if (out.split.validation > 0) return out;
  return Error{"A search needs images for validation, and the one that is loaded is for training. Load more."};
}

SearchCell::SearchCell(const SearchPlan& plan, std::size_t cell, const SearchData& data)
    : budget_(plan.steps), held_out_(data.held_out) {
  Settings settings = cellSettings(plan, cell);
  if (!held_out_) {
    settings.train = static_cast<int>(data.split.train);
    settings.val = static_cast<int>(data.split.validation);
  }
  run_ = makeRun(settings, data.run);
}

void SearchCell::advance() {
  if (run_->prepare()) run_->step();
}

bool SearchCell::over() const { return run_->iteration() >= budget_ || run_->diverged() || run_->finished(); }

SearchResult SearchCell::result() {
  SearchResult result;
  result.steps = run_->iteration();
  if (run_->diverged()) {
    result.state = CellState::diverged;
    result.diverged_at = run_->iteration();
    return result;
  }
  result.state = CellState::done;
  RunSnapshot run;
  run_->observe({}, true, run);
  result.loss = run.now.loss;
  result.train_accuracy = run.now.train_accuracy;
  if (!held_out_) {
    result.val_accuracy = run.now.val_accuracy.value_or(0);
    return result;
  }
  const RunData unused;
  const Checkpoint checkpoint = run_->checkpoint(unused);
  result.val_accuracy =
      std::visit([&](const auto& state) { return accuracyOn(state, run_->settings(), *held_out_); }, checkpoint.state);
  return result;
}

}  // namespace lab
