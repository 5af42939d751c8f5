// Draws when there is something to draw, and sleeps otherwise: a paused page costs nothing.
#pragma once

namespace lab::platform {

class FrameLoop {
 public:
  // When the next picture is wanted.
  enum class Next { at_once, soon, on_wake };

  // `draw` makes one picture and says when it wants the next.
  void start(Next (*draw)(void* context), void* context);
  // Something happened: draw with the display's next refresh. Cheap, any number of times.
  void wake();
  // Draws within this call: the canvas was resized and would be shown empty.
  void drawNow();
  // Nothing is drawn any more.
  void stop();

 private:
  static bool onFrame(double time, void* self);
  static void onTimer(void* self);
  void run();

  Next (*draw_)(void*) = nullptr;
  void* context_ = nullptr;
  bool requested_ = false;  // a frame is on its way
  bool timer_set_ = false;
  bool drawing_ = false;
};

}  // namespace lab::platform
