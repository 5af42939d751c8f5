// The gradient check: analytic, numerical and automatic side by side, a verdict for each parameter, and mistakes to
// make on purpose.
#pragma once

#include <cstdint>
#include <string>

#include "lab/study/study_snapshot.h"
#include "ui/kit/frame.h"

namespace lab::ui {

class GradientPanel {
 public:
  // At the cursor, in the whole region.
  void draw(Frame& frame);

 private:
  std::string options() const;
  std::string refusal(const Frame& frame) const;
  void follow(const GradientCheckSnapshot& gradient);
  void drawControls(Frame& frame);
  void drawMistakes(Frame& frame);
  void drawTable(Frame& frame, const GradientCheckSnapshot& gradient) const;

  std::uint32_t seed_ = 0;        // of the draw
  std::string at_;                // chosen parameters, "W1:3,4;b1:2"; empty: drawn
  std::string mistake_ = "none";  // name of a GradientBreak
  std::string seen_ = "none";     // the mistake of the check that the session has
};

}  // namespace lab::ui
