#include "lab/run/run_store.h"

#include <algorithm>
#include <utility>

namespace lab {
namespace {

KeptRuns takeNewest(std::deque<KeptRuns>& list) {
  KeptRuns runs = std::move(list.back());
  list.pop_back();
  return runs;
}

bool validatesAtTheEnd(const KeptRuns& runs) {
  return runs.mode == Mode::images && std::any_of(runs.before.own.begin(), runs.before.own.end(),
                                                  [](const auto& own) { return own.val_from == ValidationFrom::last; });
}

}  // namespace

std::size_t KeptRuns::bytes() const {
  std::size_t sum = sizeof(KeptRuns);
  for (const auto& run : runs) {
    if (run) sum += run->bytes();
  }
  if (data && data->plane) sum += static_cast<std::size_t>(data->plane->X.size()) * sizeof(double);
  return sum;
}

// The way forward stays open while only settings change: it may lead to a run that exists nowhere else.
void RunStore::keep(KeptRuns runs) {
  if (runs.endsRuns()) future_.clear();
  put(past_, std::move(runs));
}

void RunStore::prolong(const ModelSettings& after) {
  if (past_.back().endsRuns()) future_.clear();
  past_.back().after = after;
}

KeptRuns RunStore::takeUndoable() { return takeNewest(past_); }
KeptRuns RunStore::takeRedoable() { return takeNewest(future_); }

void RunStore::put(std::deque<KeptRuns>& list, KeptRuns runs) {
  if (runs.id == 0) runs.id = next_id_++;
  list.push_back(std::move(runs));
  makeRoom();
}

std::size_t RunStore::bytes() const {
  std::size_t sum = 0;
  for (const auto* list : {&past_, &future_}) {
    for (const KeptRuns& runs : *list) sum += runs.bytes();
  }
  return sum;
}

void RunStore::makeRoom() {
  for (auto* list : {&future_, &past_}) {
    for (std::size_t i = 0; i < list->size() && bytes() > most_bytes; ++i) {
      for (const auto& run : (*list)[i].runs) {
        if (run) run->forgetWayBack();
      }
    }
  }
  for (auto* list : {&future_, &past_}) {
    if (list->size() <= most_entries) continue;
    const auto oldest = std::find_if(list->begin(), list->end(), [](const KeptRuns& one) { return !one.endsRuns(); });
    if (oldest != list->end()) list->erase(oldest);
  }
  for (auto* list : {&future_, &past_}) {
    while (list->size() > 1 && (bytes() > most_bytes || list->size() > most_entries)) list->pop_front();
  }
}

void RunStore::clear() {
  past_.clear();
  future_.clear();
}

void RunStore::forgetImagesAtTheEnd() {
  for (auto* list : {&past_, &future_}) std::erase_if(*list, validatesAtTheEnd);
}

}  // namespace lab
