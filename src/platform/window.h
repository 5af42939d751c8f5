// The canvas: an SDL window, a WebGL 2 (OpenGL ES 3) context on it and Dear ImGui's two backends on it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "ui/app.h"

struct SDL_Window;
struct SDL_TouchFingerEvent;

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
  // Two fingers that the page left to the lab: web/keyboard.mjs.
  ui::Pinch pinch() const;

 private:
  struct Finger {
    std::int64_t id = 0;
    float x = 0, y = 0;  // of the canvas, 0 to 1
  };

  void matchCanvas();
  void followFinger(const SDL_TouchFingerEvent& event);

  SDL_Window* window_ = nullptr;
  std::uintptr_t gl_ = 0;  // the browser's number of the WebGL context
  bool has_graphics_ = false;
  bool touch_ = false;
  std::vector<Finger> fingers_;  // on the canvas, in the order in which they came down
  int pinches_ = 0;              // how often two have been there
};

}  // namespace lab::platform
