// The session's notices: quiet ones fade, errors stay until they are dismissed or replaced.
#pragma once

#include <cstdint>

#include "ui/frame.h"

namespace lab::ui {

class Toast {
 public:
  // Over the page, centred above `below`. `elsewhere`: the notice is already shown beside a field.
  void draw(Frame& frame, const Rect& below, bool elsewhere);

 private:
  std::uint64_t seen_revision_ = 0;
  double since_ = -1;  // ImGui's time at which the notice appeared; negative: nothing to show
};

}  // namespace lab::ui
