// What mouse, wheel, keys and fingers do to the part of the plane that is shown.
//   wheel, two fingers apart or together, + and −    zoom
//   a drag, two fingers that move                    move what is zoomed; with all of the data in sight nothing
//   a second tap soon after the first, 0             all of the data again
#pragma once

#include "ui/kit/frame.h"
#include "ui/plane/plane_camera.h"

namespace lab::ui {

class PlaneGestures {
 public:
  enum class Tap { none, once, twice };

  // Two fingers whose middle lies on `picture` when they come down. Once a frame for each picture, before `press`.
  void pinch(const Pinch& fingers, const Rect& picture, bool touched, PlaneCamera& camera);
  // Wheel and one finger on the item that was submitted last, which covers the picture. Tells of a press that came to
  // an end in this frame as a tap. `released`: the mouse or the finger let go of the item in this frame.
  Tap press(Frame& frame, const Rect& picture, PlaneCamera& camera, bool released);
  // The keys, around a place on the picture. Nothing while text is typed or a list is open.
  static void keys(const Focus& focus, ImVec2 around, const Rect& picture, PlaneCamera& camera);

 private:
  struct Place {
    double x = 0, y = 0;
  };
  static Place placeUnder(ImVec2 at, const Rect& picture, const PlaneCamera& camera);
  bool isSecondTap(const Frame& frame);

  Place grabbed_;       // of the plane, under the finger or between the two
  bool moved_ = false;  // the press that is under way became a drag, or two fingers
  bool two_ = false;    // two fingers have taken over the press that is under way
  int pinch_ = 0;       // that one sees or has seen
  Rect pinched_;        // the picture that it is on; empty: on none
  double width_ = 0;    // of the view when it began
  float spread_ = 1;
  double tap_time_ = -10;  // when the last single tap ended
  ImVec2 tap_place_;
};

}  // namespace lab::ui
