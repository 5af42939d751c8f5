// What a picture looks at, of which data: kept for data that come back, and as a text for a later visit.
#include <algorithm>

#include "core/number_text.h"
#include "core/text.h"
#include "lab/settings/settings_table.h"
#include "ui/kit/focus.h"
#include "ui/kit/format.h"
#include "ui/plane/picture.h"

namespace lab::ui {
namespace {

constexpr std::size_t most_looks = 8;

// The numbers of "0.1,-0.25,0.5"; nothing unless there are as many as wanted.
template <std::size_t N>
std::optional<std::array<double, N>> readNumbers(std::string_view text) {
  std::array<double, N> numbers{};
  for (std::size_t i = 0; i < N; ++i) {
    const std::size_t end = i + 1 < N ? text.find(',') : text.size();
    if (end == std::string_view::npos || !readNumber(text.substr(0, end), numbers[i])) return std::nullopt;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return numbers;
}

// What stands behind "key=" in "key=value&key=value"; empty if nothing does.
std::string_view valueOf(std::string_view text, std::string_view key) {
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    if (part.size() > key.size() && part.starts_with(key) && part[key.size()] == '=') {
      return part.substr(key.size() + 1);
    }
  }
  return {};
}

}  // namespace

std::string PicturePanel::keptView(const View& view) const {
  std::string text;
  const auto add = [&text](std::string_view key, const std::string& value) {
    addTo(text, std::string(key) + "=" + std::string(value), "&");
  };
  if (const auto& zoom = camera_.zoomed()) {
    add("zoom", numberText(zoom->min_x) + "," + numberText(zoom->max_y) + "," + numberText(zoom->max_x - zoom->min_x));
  }
  if (view.example) add("point", std::to_string(*view.example));
  if (!show_mistakes_) add("mistakes", "0");
  if (show_hidden_) add("hidden", "1");
  return text;
}

void PicturePanel::applyRestored(const Snapshot& snapshot, View& view) {
  if (!restored_ || !snapshot.data) return;
  if (!restored_->empty() && restored_revision_ != snapshot.data_revision) return;
  const std::string text = std::move(*restored_);
  restored_.reset();
  show_mistakes_ = valueOf(text, "mistakes") != "0";
  show_hidden_ = valueOf(text, "hidden") == "1";
  view.example.reset();
  camera_.fit();
  const auto point = readNumbers<1>(valueOf(text, "point"));
  const auto size = static_cast<double>(snapshot.data->size());
  if (point && (*point)[0] >= 0 && (*point)[0] < size) view.example = static_cast<Index>((*point)[0]);
  if (const auto zoom = readNumbers<3>(valueOf(text, "zoom")); zoom && (*zoom)[2] > 0) {
    const auto [x, y, width] = *zoom;
    camera_.show(PlaneBounds{x, x + width, y - width, y});
  }
}

// Other data begin with all of them in sight, unless they were shown before: then with what was looked at.
void PicturePanel::followData(const Snapshot& snapshot, View& view) {
  if (snapshot.data && snapshot.data != camera_.data()) {
    if (camera_.data()) looks_.push_back({camera_.data(), data_revision_, camera_.zoomed(), view.example});
    if (looks_.size() > most_looks) looks_.erase(looks_.begin());
    camera_.watch(snapshot.data, snapshot.data_bounds);
    view.example.reset();
    const auto known = std::find_if(looks_.begin(), looks_.end(), [&](const Look& look) {
      return look.data.lock() == snapshot.data || look.data_revision == snapshot.data_revision;
    });
    if (known != looks_.end()) {
      camera_.show(known->zoom);
      view.example = known->example;
      looks_.erase(known);
    }
  }
  data_revision_ = snapshot.data_revision;
  applyRestored(snapshot, view);
}

// The window that a mouse at this place would act on tells, so that whatever covers a picture keeps it from the
// fingers.
std::size_t PicturePanel::coveredPicture(ImVec2 place) const {
  ImGuiWindow* window = nullptr;
  ImGuiWindow* under = nullptr;
  ImGui::FindHoveredWindowEx(place, false, &window, &under);
  const auto found = std::find(windows_.begin(), windows_.end(), window ? window->ID : 0);
  return window ? static_cast<std::size_t>(found - windows_.begin()) : windows_.size();
}

// Around the chosen point, where there is one in sight.
void PicturePanel::zoomByKeys(const Focus& focus, const Rect& square, const View& view) {
  const PlaneMap map{camera_.bounds(), square};
  ImVec2 around = (topLeft(square) + bottomRight(square)) / 2;
  if (view.example) {
    const ImVec2 point = map.toScreen(camera_.data()->X(*view.example, 0), camera_.data()->X(*view.example, 1));
    if (ImRect(topLeft(square), bottomRight(square)).Contains(point)) around = point;
  }
  PlaneGestures::keys(focus, around, square, camera_);
}

}  // namespace lab::ui
