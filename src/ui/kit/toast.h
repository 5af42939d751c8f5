// The session's notices: quiet ones fade, errors stay; a click or a tap dismisses either. The way back from an act that
// ended a run stays after its notice as a small button, until the next such act.
#pragma once

#include <cstdint>

#include "ui/kit/frame.h"
#include "ui/layout/layout.h"

namespace lab::ui {

class Toast {
 public:
  // Before the panels: the place of the small button, cut from `layout` where it would cover something. Empty without
  // one. `strip_taken`: the strip below the picture has something to say, and needs all of its width.
  Rect makeRoom(const Frame& frame, Layout& layout, bool strip_taken);
  // That button; nothing in an empty place.
  void drawPill(Frame& frame, const Rect& place);
  // Over the page, at the bottom of `place` and no wider. `elsewhere`: the notice is already shown beside a field.
  void draw(Frame& frame, const Rect& place, bool elsewhere);

 private:
  void follow(const Frame& frame);
  void drawNotice(Frame& frame, const Rect& place, float alpha);
  void leadTab(Frame& frame, ImGuiID first, ImGuiID last);
  void undo(Frame& frame);

  std::uint64_t seen_revision_ = 0;
  double since_ = -1;            // ImGui's time at which the notice appeared; negative: nothing to show
  bool offers_undo_ = false;     // the last act that ended a run can be taken back
  bool notice_offers_ = false;   // and it is the one that the notice is about
  bool visited_ = false;         // Tab has been in this notice
  bool enter_ = false;           // Tab goes to its first button in the next frame
  ImGuiWindow* from_ = nullptr;  // where the focus was before
};

// Where a notice covers neither picture nor buttons: on small screens over the end of the tab's page, which scrolls.
Rect toastPlace(const Layout& layout, float width, float height);

}  // namespace lab::ui
