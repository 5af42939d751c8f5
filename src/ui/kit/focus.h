// Where the keyboard is: the controls that Tab reaches, the ring around the one that has the focus, and what a press
// has just ended. Dear ImGui moves the focus; this knows what it does not tell: whether Tab would leave the lab.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/kit/im.h"

namespace lab::ui {

struct Frame;

struct Focus {
  // Of the last frame, for whoever reads keys before the panels are drawn.
  bool visible = false;        // a control has the focus and its ring is drawn: Space and Enter are the control's
  bool list_open = false;      // a list lay over the page: Escape was its own
  bool at_start = true;        // Shift+Tab leaves the lab
  bool at_end = false;         // Tab leaves the lab
  std::vector<ImGuiID> stops;  // controls of the page in the order of Tab

  // A label that opens a card, on its panel: Tab stops at one of a panel's, and the arrows go to the others.
  struct Label {
    ImGuiID panel = 0;
    ImGuiID id = 0;
  };
  std::vector<Label> labels;       // of the last frame, in the order of drawing
  std::vector<Label> label_stops;  // a panel's label that had the focus last
  ImGuiID wanted = 0;              // a label that the arrows chose

  bool notice_first = false;  // Tab goes to a notice that was not there before
  bool in_notice = false;     // the focus is in a notice: Escape is its own

  // Of the frame that is being drawn.
  std::vector<Label> found_labels;
  std::vector<ImGuiID> found;
  std::optional<ImRect> ring;
  ImRect ring_clip;
  std::optional<ImRect> bubble_at;  // the control whose input was refused, and the reason
  std::string bubble;

  ImGuiID closed_list = 0;       // the list that the press of the mouse closed which is still going on
  std::optional<ImRect> silent;  // was clicked: no tip until the mouse has left it
  ImGuiID silent_id = 0;         // had the focus when a key was pressed: no tip until the focus has left it
  std::optional<ImVec2> quiet;   // where the mouse rested at the last key, tap or scroll: no tip until it moves
};

// Before anything of the frame is drawn: a press outside of a list closes it and still meets what lies there.
void beginFocus(Frame& frame);
// After all of it: draws the ring over everything.
void endFocus(Frame& frame);

// The last item can have the focus; call it right after the item. `stop`: Tab stops there.
void focusable(Frame& frame, bool stop = true);
// Before a label of a card is drawn: true if Tab stops at it. After it: the arrows go from it to its panel's others.
bool labelStops(Frame& frame, ImGuiID label);
void roamLabels(Frame& frame);
// The last item has the focus and shows its ring.
bool hasFocus();
// The focus, shown or not, is among the page's own controls, with nothing over them that has taken it.
bool focusOnPage();
// The mouse holds the last item, rather than a key.
bool heldByMouse();

// How far the arrow keys move the value of the last item while it has the focus: 1 for an arrow, 10 for a page,
// `to_end` for Home and End, negative to the left or down. Those keys then do not move the focus. `all`: up, down,
// pages and ends as well as left and right.
constexpr int to_end = 1000000;
int keySteps(bool all);

// Keys are the page's own: no text is typed, and no list is open or was closed by this very press.
bool keysAreFree(const Focus& focus);

// A character that arrived in this frame, whichever key types it on this keyboard.
bool characterTyped(ImWchar wanted);

// Opens the list of this name at the button that was pressed, unless that very press has closed it.
void openList(Frame& frame, const char* name);

// Tab enters the lab, at its first or last control.
void enterFocus(Focus& focus, bool forward);
// The focus leaves the lab; what was typed counts.
void leaveFocus(Focus& focus);

}  // namespace lab::ui
