// Three things to try on a first visit. Each is a button that does what it says and is ticked off; whoever starts with
// something else finds them folded to one line, which unfolds them.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "ui/kit/frame.h"

namespace lab::ui {

class FirstCards {
 public:
  // Before the panels of a frame: what became of the page since the last one.
  void follow(const Frame& frame);
  // At the cursor, as wide as the region, or nothing. True: a point was chosen, which wants to be seen.
  bool draw(Frame& frame, View& view);
  // After the panels: everything that they posted counts as use. `posted`: commands of this frame; `example`: the
  // chosen point.
  void endFrame(Frame& frame, std::span<const std::string> posted, const std::optional<Index>& example);
  // All three, none done. `wanted`: somebody asked for them, and other use does not fold them.
  void bringBack(bool wanted);

 private:
  enum class Stage { waiting, shown, line, over };
  enum class Card { line, layer, point };

  std::string_view title(const Frame& frame, Card card) const;
  bool press(Frame& frame, Card card, View& view);
  void drawCard(Frame& frame, Card card, View& view, float width, bool& pressed);
  void drawAll(Frame& frame, View& view, bool& pressed);
  void drawLine(Frame& frame);
  void remember(Frame& frame);
  void leaveFor(Frame& frame, Stage next);
  void tick(Card card) { done_[static_cast<std::size_t>(card)] = true; }

  Stage stage_ = Stage::waiting;
  std::optional<Stage> next_;  // comes when nobody aims at what would move up
  std::array<bool, 3> done_{};
  bool remembered_ = false;
  bool used_ = false;         // a card was pressed, now or earlier: other buttons belong to the story
  bool pressed_now_ = false;  // in this frame
  bool arriving_ = true;      // no use yet: what moves the run was the address
  bool under_mouse_ = false;  // the panel that they stand in, in the frame that was drawn last
  std::optional<Index> example_;
  std::uint64_t revision_ = 0;  // of the run, when the cards appeared
};

}  // namespace lab::ui
