#include "platform/frame_loop.h"

#include <emscripten.h>
#include <emscripten/html5.h>

namespace lab::platform {

namespace {
constexpr double kSoonMs = 120;  // a blinking caret, a fading hint
}

void FrameLoop::start(Next (*draw)(void*), void* context) {
  draw_ = draw;
  context_ = context;
  wake();
}

void FrameLoop::wake() {
  if (requested_ || !draw_) return;
  requested_ = true;
  emscripten_request_animation_frame(onFrame, this);
}

void FrameLoop::drawNow() {
  if (draw_ && !drawing_) run();
}

void FrameLoop::stop() { draw_ = nullptr; }

bool FrameLoop::onFrame(double, void* self) {
  auto* loop = static_cast<FrameLoop*>(self);
  loop->requested_ = false;
  if (loop->draw_) loop->run();
  return false;
}

void FrameLoop::onTimer(void* self) {
  auto* loop = static_cast<FrameLoop*>(self);
  loop->timer_set_ = false;
  loop->wake();
}

// If drawing traps, nothing after it runs, so no further frame is requested: a crash is reported once.
void FrameLoop::run() {
  drawing_ = true;
  const Next next = draw_(context_);
  drawing_ = false;
  if (next == Next::at_once) wake();
  if (next == Next::soon && !timer_set_) {
    timer_set_ = true;
    emscripten_set_timeout(onTimer, kSoonMs, this);
  }
}

}  // namespace lab::platform
