// Races: up to six runs side by side in one plot and one table, which is its legend.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lab/study/study_snapshot.h"
#include "ui/study/race_plot.h"
#include "ui/study/study_panel.h"

namespace lab::ui {

class RacePanel : public StudyPanel {
 public:
  void draw(Frame& frame, View& view) override;

 private:
  void adopt(const std::string& command);
  void follow(const RaceSnapshot& race);
  void drawReady(Frame& frame);
  void drawLanes(Frame& frame, const RaceSnapshot* race);
  void drawLane(Frame& frame, std::size_t i, const RaceSnapshot* race);
  void drawNarrowFigures(Frame& frame, const RaceLane& lane);
  void drawButtons(Frame& frame, const RaceSnapshot* race);
  std::string command() const;
  std::string refusal(const Frame& frame) const;

  // What the fields hold: the race that Start will begin.
  std::vector<std::string> changes_;
  std::string steps_;
  std::vector<std::string> seen_;       // runs of the race that the session has
  std::optional<std::size_t> removed_;  // a run whose cross was pressed in this frame
  RacePlot plot_;
};

}  // namespace lab::ui
