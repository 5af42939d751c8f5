// The course's worked examples: scores to drag, every term of both losses, the lecture's questions to try.
#pragma once

#include <vector>

#include "lab/study/worked_examples.h"
#include "ui/study/study_panel.h"
#include "ui/study/weights_example.h"

namespace lab::ui {

class ExamplesPanel : public StudyPanel {
 public:
  ExamplesPanel();
  void draw(Frame& frame, View& view) override;

 private:
  void choose(std::size_t example);
  bool untouched() const;
  void drawScores(Frame& frame);
  void drawTerms(Frame& frame);
  void drawErrata(Frame& frame);
  void drawQuestions(Frame& frame);
  void drawTries(Frame& frame);

  std::size_t chosen_ = 0;  // of workedExamples(), or one beyond: the two weight vectors
  std::size_t row_ = 0;     // example whose terms are shown
  std::vector<std::vector<double>> scores_;
  DataLoss svm_{LossKind::svm};
  WeightsExample weights_;
};

}  // namespace lab::ui
