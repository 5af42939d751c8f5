// Three things to try on a first visit. Each is a button that does what it says and is ticked off; whoever starts with
// something else never sees them again.
#pragma once

#include <array>

#include "ui/frame.h"

namespace lab::ui {

class FirstCards {
 public:
  // Before the panels of a frame: what became of the page since the last one.
  void follow(const Frame& frame);
  bool shown() const { return stage_ == Stage::shown; }
  // At the cursor, as wide as the region; only while `shown`. True: a point was chosen, which wants to be seen.
  bool draw(Frame& frame, View& view);
  // After the panels: everything that they posted counts as use. `posted`: commands of this frame; `example`: the
  // chosen point.
  void endFrame(Frame& frame, std::size_t posted, const std::optional<Index>& example);

 private:
  enum class Stage { waiting, shown, over };
  enum class Card { line, layer, point };

  bool press(Frame& frame, Card card, View& view);
  void drawCard(Frame& frame, Card card, View& view, float width, bool& pressed);
  void remember(Frame& frame);
  void leave(Frame& frame);

  Stage stage_ = Stage::waiting;
  std::array<bool, 3> done_{};
  bool remembered_ = false;
  bool used_ = false;         // a card was pressed, now or earlier: other buttons belong to the story
  bool pressed_now_ = false;  // in this frame
  std::optional<Index> example_;
  std::uint64_t revision_ = 0;  // of the run, when the cards appeared
};

}  // namespace lab::ui
