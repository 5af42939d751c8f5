#include "platform/window.h"

#include <GLES3/gl3.h>
#include <SDL.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "imgui_impl_sdl2.h"

namespace lab::platform {

namespace {

constexpr const char* kCanvas = "#canvas";
constexpr const char* kShaderVersion = "#version 300 es";

struct Waker {
  void (*wake)(void*) = nullptr;
  void* context = nullptr;
};
Waker g_waker;  // SDL's event watch wants a plain function

int watchEvent(void*, SDL_Event* event) {
  // SDL marks the end of what it polls by an event of its own: that is nobody's input.
  if (event->type != SDL_POLLSENTINEL && g_waker.wake) g_waker.wake(g_waker.context);
  return 1;
}

Error sdlError(const char* what) { return {std::string(what) + ": " + SDL_GetError() + "."}; }

}  // namespace

Status Window::open() {
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return sdlError("The window library could not start");

  window_ = SDL_CreateWindow("Classifier Lab", 0, 0, 1280, 800, SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
  if (!window_) return sdlError("The canvas could not be opened");

  EmscriptenWebGLContextAttributes attributes;
  emscripten_webgl_init_context_attributes(&attributes);
  attributes.majorVersion = 2;
  // An opaque canvas; ImGui smooths its own edges: neither multisampling nor a depth buffer.
  attributes.alpha = attributes.antialias = attributes.depth = false;
  gl_ = emscripten_webgl_create_context(kCanvas, &attributes);
  if (gl_ == 0) return Error{"The browser gave no WebGL 2 context."};
  emscripten_webgl_make_context_current(gl_);

  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;  // a page remembers nothing
  io.LogFilename = nullptr;
  if (!ImGui_ImplSDL2_InitForOpenGL(window_, nullptr)) return Error{"The input backend could not start."};
  if (!ImGui_ImplOpenGL3_Init(kShaderVersion)) return Error{"The graphics backend could not start."};
  has_graphics_ = true;
  return Done{};
}

Window::~Window() {
  if (ImGui::GetCurrentContext()) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplSDL2_Shutdown();
    ImGui::DestroyContext();
  }
  if (gl_ != 0) emscripten_webgl_destroy_context(gl_);
  if (window_) SDL_DestroyWindow(window_);
  SDL_Quit();
}

void Window::onInput(void (*wake)(void*), void* context) {
  g_waker = {wake, context};
  SDL_AddEventWatch(watchEvent, nullptr);
}

bool Window::pollEvents() {
  bool any = false;
  SDL_Event event;
  while (SDL_PollEvent(&event)) {
    any = true;
    if (event.type == SDL_FINGERDOWN) touch_ = true;
    if (event.type == SDL_FINGERDOWN || event.type == SDL_FINGERMOTION || event.type == SDL_FINGERUP) {
      followFinger(event.tfinger);
    }
    if (event.type == SDL_MOUSEMOTION && event.motion.which != SDL_TOUCH_MOUSEID) touch_ = false;
    ImGui_ImplSDL2_ProcessEvent(&event);
  }
  return any;
}

void Window::followFinger(const SDL_TouchFingerEvent& event) {
  const auto known = std::find_if(fingers_.begin(), fingers_.end(),
                                  [&event](const Finger& finger) { return finger.id == event.fingerId; });
  const std::size_t before = fingers_.size();
  if (event.type == SDL_FINGERUP) {
    if (known != fingers_.end()) fingers_.erase(known);
  } else if (known != fingers_.end()) {
    *known = {event.fingerId, event.x, event.y};
  } else if (event.type == SDL_FINGERDOWN) {
    fingers_.push_back({event.fingerId, event.x, event.y});
  }
  if (fingers_.size() == 2 && before != 2) ++pinches_;
}

ui::Pinch Window::pinch() const {
  if (fingers_.size() != 2) return {};
  const ImVec2 canvas = ImGui::GetIO().DisplaySize;
  const float dx = (fingers_[1].x - fingers_[0].x) * canvas.x;
  const float dy = (fingers_[1].y - fingers_[0].y) * canvas.y;
  return {.number = pinches_,
          .x = fingers_[0].x * canvas.x + dx / 2,
          .y = fingers_[0].y * canvas.y + dy / 2,
          .spread = std::hypot(dx, dy)};
}

// SDL rounds the size of the window to whole CSS pixels and assumes that the canvas follows. The page sizes the canvas
// to the pixel instead, so that nothing is resampled: read what is really there.
void Window::matchCanvas() {
  int width = 0;
  int height = 0;
  double css_width = 0;
  double css_height = 0;
  emscripten_get_canvas_element_size(kCanvas, &width, &height);
  emscripten_get_element_css_size(kCanvas, &css_width, &css_height);
  ImGuiIO& io = ImGui::GetIO();
  if (width <= 0 || height <= 0 || css_width <= 0 || css_height <= 0) return;
  // Rounded, so that a fraction of a pixel in the layout does not bake the fonts again at a density of their own.
  const double density = std::round(1000.0 * width / css_width) / 1000;
  io.DisplaySize = {static_cast<float>(width / density), static_cast<float>(height / density)};
  io.DisplayFramebufferScale = {static_cast<float>(density), static_cast<float>(density)};
}

void Window::beginFrame() {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  matchCanvas();
  ImGui::NewFrame();
}

void Window::endFrame(bool dark) {
  ImGui::Render();
  const ImGuiIO& io = ImGui::GetIO();
  glViewport(0, 0, static_cast<GLsizei>(io.DisplaySize.x * io.DisplayFramebufferScale.x),
             static_cast<GLsizei>(io.DisplaySize.y * io.DisplayFramebufferScale.y));
  const float ground = dark ? 0.07f : 0.97f;
  glClearColor(ground, ground, ground, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Window::loseGraphics() { has_graphics_ = false; }

Status Window::restoreGraphics() {
  // The old objects went with the old context, so that deleting them does nothing. ImGui itself makes the font textures
  // again; those of the panels are asked for here.
  ImGui_ImplOpenGL3_Shutdown();
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_Destroyed) texture->SetStatus(ImTextureStatus_WantCreate);
  }
  if (!ImGui_ImplOpenGL3_Init(kShaderVersion)) return Error{"The graphics backend could not start again."};
  has_graphics_ = true;
  return Done{};
}

}  // namespace lab::platform
