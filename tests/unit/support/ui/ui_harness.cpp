#include "ui_harness.h"

#include <algorithm>
#include <utility>

namespace lab::ui {
namespace {

// What imgui_impl_null does with texture requests: as if they had been uploaded.
int acknowledgeTextures() {
  int uploads = 0;
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
      texture->SetTexID(1);
      ++uploads;
      texture->SetStatus(ImTextureStatus_OK);
    } else if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    }
  }
  return uploads;
}

}  // namespace

Harness::Harness(float width, float height, const Settings& settings)
    : session(settings), context_(ImGui::CreateContext()) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  io.DeltaTime = 1.0f / 60;
  resize(width, height);
  app_ = std::make_unique<App>();
  frames(2);
}

Harness::~Harness() {
  app_.reset();
  ImGui::DestroyContext(context_);
}

void Harness::resize(float width, float height) { ImGui::GetIO().DisplaySize = ImVec2(width, height); }

void Harness::frame() {
  session.advance({10});
  session.observe(app_->view());
  ImGui::NewFrame();
  Commands commands;
  app_->draw(session.snapshot(), host, commands);
  ImGui::Render();
  uploads_ += acknowledgeTextures();
  for (const std::string& command : commands) {
    log_.push_back(command);
    if (obey_) static_cast<void>(session.post(command));
  }
}

void Harness::frames(int count) {
  for (int i = 0; i < count; ++i) frame();
}

void Harness::move(float x, float y) {
  ImGui::GetIO().AddMousePosEvent(x, y);
  frames(2);
}

void Harness::click(float x, float y) {
  move(x, y);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  frame();
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  frames(2);
}

void Harness::drag(float from_x, float from_y, float to_x, float to_y) {
  move(from_x, from_y);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  frame();
  for (int i = 1; i <= 4; ++i) {
    const float t = static_cast<float>(i) / 4;
    move(from_x + t * (to_x - from_x), from_y + t * (to_y - from_y));
  }
  ImGui::GetIO().AddMouseButtonEvent(0, false);
  frames(2);
}

void Harness::press(ImGuiKey key) {
  ImGui::GetIO().AddKeyEvent(key, true);
  frame();
  ImGui::GetIO().AddKeyEvent(key, false);
  frames(2);
}

void Harness::type(const char* text) {
  ImGui::GetIO().AddInputCharactersUTF8(text);
  frames(2);
}

bool Harness::clickFor(const Rect& rect, const std::string& command) {
  obey_ = false;
  bool found = false;
  for (float x = rect.x + 6; x < rect.right() && !found; x += 14) {
    takeCommands();
    click(x, rect.y + rect.h / 2);
    found = posted(command);
    press(ImGuiKey_Escape);
  }
  obey_ = true;
  return found;
}

Layout Harness::layout() const {
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  return computeLayout({.width = size.x,
                        .height = size.y,
                        .zoom = host.scale,
                        .side_by_side = session.snapshot().runs.size() > 1,
                        .images = session.snapshot().mode == Mode::images});
}

std::vector<std::string> Harness::takeCommands() { return std::exchange(log_, {}); }

bool Harness::posted(const std::string& command) { return std::find(log_.begin(), log_.end(), command) != log_.end(); }

}  // namespace lab::ui
