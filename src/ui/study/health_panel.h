// Babysitting the training: how far each step moves the weights, gradients by layer, dead units, histograms.
#pragma once

#include "lab/observe/health_snapshot.h"
#include "ui/study/study_panel.h"

namespace lab::ui {

class HealthPanel : public StudyPanel {
 public:
  void draw(Frame& frame, View& view) override;

 private:
  void drawBlocks(Frame& frame, const Health& health);
  void drawRatios(Frame& frame, const RunSnapshot& run, const Rect& rect);
  void drawHistogram(Frame& frame, const Histogram& histogram, const Rect& rect);
  void drawHistograms(Frame& frame, const Health& health);

  std::size_t run_ = 0;  // side by side: which model's
};

// What the rule of thumb says of |update| / |weights|: "about right" from 3e-4 to 3e-3.
enum class RatioVerdict { low, right, high };
RatioVerdict judgeRatio(double ratio);

}  // namespace lab::ui
