// The session's notices: quiet ones fade, errors stay; a click or a tap dismisses either.
#pragma once

#include <cstdint>

#include "ui/frame.h"

namespace lab::ui {

class Toast {
 public:
  // Over the page, at the bottom of `place` and no wider. `elsewhere`: the notice is already shown beside a field.
  void draw(Frame& frame, const Rect& place, bool elsewhere);

 private:
  std::uint64_t seen_revision_ = 0;
  double since_ = -1;  // ImGui's time at which the notice appeared; negative: nothing to show
};

// Where a notice covers neither picture nor buttons: on small screens over the end of the tab's page, which scrolls.
Rect toastPlace(const Layout& layout, float width, float height);

}  // namespace lab::ui
