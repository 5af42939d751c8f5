// The forward pass of the chosen point, opened up: features, hidden activations, scores, probabilities, loss, dscores.
#pragma once

#include "ui/kit/frame.h"
#include "ui/plane/markers.h"

namespace lab::ui {

class Inspector {
 public:
  // At the cursor, as wide as the region. `marks` are small enough for a line of text.
  void draw(Frame& frame, View& view, Markers& marks);

 private:
  void drawBody(Frame& frame, const RunSnapshot& run, View& view, Markers& marks);
  void drawSteps(Frame& frame, View& view, const RunSnapshot& run, Markers& marks);
  void offerPoint(Frame& frame, View& view);
  void takePicked(const Frame& frame, const RunSnapshot& run, View& view);
  void drawVerdict(Frame& frame, const RunSnapshot& run, const Inspection& point);
  void drawHidden(Frame& frame, const Inspection& point);
  void drawClasses(Frame& frame, const Inspection& point, Markers& marks);

  std::size_t run_ = 1;   // side by side: which model's numbers are shown
  bool picking_ = false;  // the row that the model does worst on is awaited, to be shown
};

// "−ln 0.42 = 0.868", "0.31 + 0.00 = 0.31": the loss of this example with its numbers.
std::string lossInNumbers(const Inspection& point);

// With how many decimals a dscore is told: those of an SVM in its standard form count classes.
int dscoreDecimals(const DataLoss& form);

// The next row after `from`, going up or down and around, that is misclassified; nothing if there is none.
std::optional<Index> nextMistake(const RunSnapshot& run, const Labels& labels, Index from);

}  // namespace lab::ui
