#include "ui/plane/plane_gestures.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/focus.h"

namespace lab::ui {
namespace {

constexpr double notch = 1.15;         // of the wheel
constexpr double key_step = 1.5;       // of + and −
constexpr double second_tap_s = 0.35;  // at most between the ends of two taps

double widthOf(const PlaneBounds& bounds) { return bounds.max_x - bounds.min_x; }

}  // namespace

PlaneGestures::Place PlaneGestures::placeUnder(ImVec2 at, const Rect& picture, const PlaneCamera& camera) {
  const PlaneMap map{camera.bounds(), picture};
  return {map.toX(at.x), map.toY(at.y)};
}

void PlaneGestures::pinch(const Pinch& fingers, const Rect& picture, bool touched, PlaneCamera& camera) {
  if (fingers.number == 0) return;
  const ImVec2 middle(fingers.x, fingers.y);
  if (fingers.number != pinch_ && touched) {
    pinch_ = fingers.number;
    pinched_ = picture;
    grabbed_ = placeUnder(middle, picture, camera);
    width_ = widthOf(camera.bounds());
    spread_ = fingers.spread;
    two_ = moved_ = true;
    return;
  }
  if (fingers.number != pinch_ || pinched_.x != picture.x || pinched_.y != picture.y) return;
  const double apart = static_cast<double>(std::max(spread_, 1.0f) / std::max(fingers.spread, 1.0f));
  camera.place(grabbed_.x, grabbed_.y, middle, picture, width_ * apart);
}

bool PlaneGestures::isSecondTap(const Frame& frame) {
  const double now = ImGui::GetTime();
  const ImVec2 place = ImGui::GetIO().MousePos;
  const float reach = frame.px(frame.host.touch ? 32 : 8);
  const bool second = now - tap_time_ < second_tap_s && ImLengthSqr(place - tap_place_) < reach * reach;
  tap_time_ = second ? -second_tap_s : now;
  tap_place_ = place;
  return second;
}

PlaneGestures::Tap PlaneGestures::press(Frame& frame, const Rect& picture, PlaneCamera& camera, bool released) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_NoNavOverride);
  if (hovered && io.MouseWheel != 0) {
    camera.zoom(io.MousePos, picture, std::pow(notch, static_cast<double>(-io.MouseWheel)));
  }
  if (ImGui::IsItemActivated()) {
    moved_ = two_ = false;
    grabbed_ = placeUnder(io.MousePos, picture, camera);
  }
  if (heldByMouse()) {
    frame.drag_owned = true;
    if (frame.host.pinch.number != 0) two_ = moved_ = true;
    if (ImGui::IsMouseDragging(ImGuiMouseButton_Left, frame.px(frame.host.touch ? 10 : 5))) moved_ = true;
    if (moved_ && !two_ && !camera.whole()) {
      ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
      camera.place(grabbed_.x, grabbed_.y, io.MousePos, picture, widthOf(camera.bounds()));
    }
  }
  if (!released || moved_ || !hovered) return Tap::none;
  if (!isSecondTap(frame) || camera.whole()) return Tap::once;
  camera.fit();
  return Tap::twice;
}

void PlaneGestures::keys(const Focus& focus, ImVec2 around, const Rect& picture, PlaneCamera& camera) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!keysAreFree(focus) || io.KeyCtrl || io.KeyAlt || io.KeySuper) return;
  if (characterTyped('+') || characterTyped('=')) camera.zoom(around, picture, 1 / key_step);
  if (characterTyped('-')) camera.zoom(around, picture, key_step);
  if (characterTyped('0')) camera.fit();
}

}  // namespace lab::ui
