// The canvas: an SDL window with an OpenGL ES 3 (WebGL 2) context and Dear ImGui's two backends on it.
#pragma once

#include <string>

#include "core/result.h"

struct SDL_Window;

namespace lab::platform {

class Window {
 public:
  Window() = default;
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Creates everything, including the ImGui context (without fonts). The error is a sentence for the visitor.
  Status open();

  // Called on every input event, before it is handled: whoever sleeps wakes up.
  void onInput(void (*wake)(void*), void* context);

  // Hands the waiting events to ImGui. True if there were any.
  bool pollEvents();
  void beginFrame();
  // Draws what ImGui was given since beginFrame.
  void endFrame(bool dark);

  // The browser took the graphics context away, and gave it back: everything on the graphics card is made anew.
  void loseGraphics();
  Status restoreGraphics();
  bool hasGraphics() const { return has_graphics_; }

  // Until the first input: what the device is likely to be used with.
  void expectTouch(bool touch) { touch_ = touch; }
  bool lastInputWasTouch() const { return touch_; }

 private:
  void matchCanvas();

  SDL_Window* window_ = nullptr;
  void* gl_ = nullptr;
  bool has_graphics_ = false;
  bool touch_ = false;
};

}  // namespace lab::platform
