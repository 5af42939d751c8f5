#include "ui/plot/trouble.h"

#include <algorithm>

#include "ui/kit/format.h"

namespace lab::ui {

std::string divergedText(const Snapshot& snapshot) {
  const auto diverged = [](const RunSnapshot& run) { return run.diverged_at.has_value(); };
  const auto& runs = snapshot.runs;
  const auto run = std::find_if(runs.begin(), runs.end(), diverged);
  const bool all = std::all_of(runs.begin(), runs.end(), diverged);
  const std::string who = all ? "Diverged" : std::string(modelName(run->model)) + " diverged";
  return who + " at iteration " + grouped(*run->diverged_at);
}

std::vector<PlotEvent> divergences(const Snapshot& snapshot) {
  std::vector<PlotEvent> events;
  for (const RunSnapshot& run : snapshot.runs) {
    if (!run.diverged_at || !events.empty()) continue;  // side by side they stop at the same iteration
    events.push_back({static_cast<double>(*run.diverged_at), "diverged"});
  }
  return events;
}

}  // namespace lab::ui
