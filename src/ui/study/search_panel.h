// Search: what to try, its heat map beside or above, and what can be done with a cell.
#pragma once

#include <memory>
#include <optional>

#include "lab/study/study_snapshot.h"
#include "ui/study/search_form.h"
#include "ui/study/study_panel.h"

namespace lab::ui {

class SearchPanel : public StudyPanel {
 public:
  void draw(Frame& frame, View& view) override;

 private:
  void drawBeside(Frame& frame, const SearchSnapshot* search);
  void drawBelow(Frame& frame, const SearchSnapshot* search);
  void drawFindings(Frame& frame, const SearchSnapshot& search);
  static void drawExplanation(Frame& frame);
  void drawButtons(Frame& frame, const SearchSnapshot* search);
  void drawPresets(Frame& frame);
  void drawProgress(Frame& frame, const SearchSnapshot& search);
  void drawCell(Frame& frame, const SearchSnapshot& search);

  SearchForm form_;
  std::shared_ptr<const SearchPlan> seen_;  // of the search that the fields have taken over
  std::optional<std::size_t> selected_;     // a cell that was clicked; else the best is told of
};

}  // namespace lab::ui
