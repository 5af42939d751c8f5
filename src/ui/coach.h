// The one place that says why a run fails or has nothing left to learn, and offers a way out.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "lab/observe/diagnosis.h"
#include "ui/kit/frame.h"

namespace lab::ui {

class Coach {
 public:
  // Before the panels, once a frame: decides what is said, and holds it for a moment where it comes and goes.
  void follow(const Frame& frame);
  bool speaks() const { return speaks_; }
  // It speaks of something that goes wrong, not of a run that has learned what it can.
  bool warns() const { return speaks_ && said_.kind != Diagnosis::Kind::nothing_left; }
  // Sentence, remedy and dismissal, at the foot of `room` and as high as they need. Precondition: it speaks.
  void draw(Frame& frame, const Rect& room);

 private:
  // What was closed stays so until its run begins again or steps back, whatever is looked at in between.
  struct Dismissed {
    Mode mode;
    ModelKind model;
    Diagnosis::Kind kind;
  };
  bool isDismissed(const Frame& frame, const RunSnapshot& run) const;
  // True if a run on the screen is before where it was when it was last seen.
  bool followIterations(const Frame& frame);

  Diagnosis said_;
  ModelKind model_ = ModelKind::linear;
  bool speaks_ = false;
  bool answered_ = false;  // the remedy was pressed: nothing is held over from before it
  double last_seen_ = -10;
  std::vector<Dismissed> dismissed_;
  std::array<std::array<std::int64_t, 2>, 2> iterations_{};  // by mode and model
};

}  // namespace lab::ui
