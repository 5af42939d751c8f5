#include "ui/plane/picture.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/focus.h"
#include "ui/kit/format.h"
#include "ui/kit/widgets.h"
#include "ui/plane/hidden_lines.h"
#include "ui/plane/plane_axes.h"

namespace lab::ui {
namespace {

constexpr Index points_per_list = 7000;  // with rings 8 vertices each: below 65,536 even where indices have 16 bits

// Cells along a side of the decision regions: fine at rest, coarser while training moves them.
int regionSize(const Snapshot& snapshot, float pixels) {
  const bool moving = snapshot.state == RunState::running || snapshot.steps_owed > 0;
  const double wide = snapshot.settings.hidden > 200 && hasHidden(snapshot.runs.back().model)
                          ? std::sqrt(200.0 / snapshot.settings.hidden)
                          : 1.0;
  const double wanted = static_cast<double>(pixels) / (moving ? 4 : 2) * wide;
  return std::clamp(static_cast<int>(wanted) / 16 * 16, 64, moving ? 160 : RegionTexture::max_size);
}

float markerRadius(Index points) {
  if (points > 8000) return 2.2f;
  if (points > 2500) return 3;
  return points > 900 ? 4 : 5;
}

std::optional<Index> pointNear(const Dataset& data, const PlaneMap& map, ImVec2 place, float reach) {
  std::optional<Index> nearest;
  float least = reach * reach;
  for (Index i = 0; i < data.size(); ++i) {
    const float distance = ImLengthSqr(map.toScreen(data.X(i, 0), data.X(i, 1)) - place);
    if (distance <= least) {
      least = distance;
      nearest = i;
    }
  }
  return nearest;
}

void pointTooltip(Frame& frame, const Dataset& data, const RunSnapshot& run, Index i) {
  if (frame.host.touch || !ImGui::BeginTooltip()) return;
  const auto row = static_cast<std::size_t>(i);
  const int label = data.y[row];
  text(frame, "Point " + std::to_string(i) + ", class " + std::to_string(label));
  if (!run.trained()) {
    text(frame, "not trained yet", Tone::muted);
  } else if (row < run.predictions.size()) {
    const bool right = run.predictions[row] == label;
    text(frame, "predicted " + std::to_string(run.predictions[row]) + (right ? " ✓" : ""),
         right ? Tone::good : Tone::bad);
  }
  text(frame, "(" + fixed(data.X(i, 0), 3) + ", " + fixed(data.X(i, 1), 3) + ")", Tone::muted);
  ImGui::EndTooltip();
}

// The point after the chosen one, or before it.
void chooseNext(View& view, Index points, int steps) {
  const Index now = view.example.value_or(steps > 0 ? -1 : points);
  view.example = std::clamp<Index>(now + steps, 0, points - 1);
}

}  // namespace

void PicturePanel::drawHeader(Frame& frame, const Rect& rect, View& view) {
  const Snapshot& snapshot = frame.snapshot;
  legend_markers_.prepare(frame.theme, frame.px(6), ImGui::GetIO().DisplayFramebufferScale.x);
  const bool has_hidden = std::any_of(snapshot.runs.begin(), snapshot.runs.end(),
                                      [](const RunSnapshot& run) { return hasHidden(run.model); });
  view.hidden_units = show_hidden_ && has_hidden;
  if (rect.empty()) return;
  beginPanel(frame, "picture header", rect, bare_panel);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float chip_h = frame.theme.chip();
  const char* mistakes = "Mistakes";
  const char* hidden = "Hidden units";
  float x = rect.right() - chipWidth(frame, mistakes);
  if (has_hidden) x -= chipWidth(frame, hidden) + frame.px(8);
  const float y = rect.y + (rect.h - chip_h) / 2;
  ImGui::SetCursorScreenPos(ImVec2(x, y));
  if (has_hidden) {
    const char* tip = "Each hidden unit is a line w·x + b = 0. Hover one to see its active side.";
    if (chip(frame, "hidden", hidden, show_hidden_, tip)) show_hidden_ = !show_hidden_;
    ImGui::SameLine();
  }
  const bool trained =
      std::any_of(snapshot.runs.begin(), snapshot.runs.end(), [](const RunSnapshot& run) { return run.trained(); });
  const char* rings = trained ? "Ring the points that the model gets wrong." : untrained_tip;
  if (chip(frame, "mistakes", mistakes, show_mistakes_ && trained, rings, trained)) {
    show_mistakes_ = !show_mistakes_;
  }
  // The legend, if there is room for all of it.
  const Index classes = snapshot.data ? snapshot.data->classes : 0;
  const float prefix = textWidth("class") + frame.px(12);
  float lx = rect.x + frame.px(4);
  const float count = static_cast<float>(std::max<Index>(classes, 1));
  const float cell = std::clamp((x - lx - frame.px(6)) / count, frame.px(30), frame.px(classes > 5 ? 36 : 42));
  const float needed = count * cell;
  const float middle = rect.y + rect.h / 2;
  if (lx + prefix + needed < x) {
    textAt(list, ImVec2(lx, middle), 0, frame.colors().muted, "class");
    lx += prefix;
  }
  if (lx + needed < x) {
    for (int c = 0; c < classes; ++c) {
      legend_markers_.draw(list, ImVec2(lx + frame.px(8), middle), c);
      textAt(list, ImVec2(lx + frame.px(19), middle), 0, frame.colors().text, std::to_string(c));
      lx += cell;
    }
  }
  endPanel(frame);
}

void PicturePanel::draw(Frame& frame, const Layout& layout, View& view) {
  const Snapshot& snapshot = frame.snapshot;
  followData(snapshot, view);
  const std::size_t shown = std::min<std::size_t>(snapshot.runs.size(), 2);
  for (std::size_t i = 0; i < shown; ++i) {
    const Pinch& fingers = frame.host.pinch;
    const bool touched = coveredPicture(ImVec2(fingers.x, fingers.y)) == i;
    gestures_.pinch(fingers, layout.pictures[i], touched, camera_);
  }
  if (!layout.pictures[0].empty()) zoomByKeys(frame.focus, layout.pictures[0], view);
  const float density = ImGui::GetIO().DisplayFramebufferScale.x;
  view.regions = !layout.pictures[0].empty();
  if (!snapshot.runs.empty()) view.region_size = regionSize(snapshot, layout.pictures[0].w * density);
  if (snapshot.data) {
    const float smaller = std::clamp(layout.pictures[0].w / frame.px(560), 0.68f, 1.0f);
    markers_.prepare(frame.theme, frame.px(markerRadius(snapshot.data->size()) * smaller), density);
  }
  for (std::size_t i = 0; i < shown; ++i) {
    if (!layout.captions[i].empty()) drawCaption(frame, i, layout.captions[i]);
    if (!layout.pictures[i].empty()) drawOne(frame, i, layout.pictures[i], view);
  }
  view.bounds = camera_.bounds();
}

void PicturePanel::drawCaption(Frame& frame, std::size_t index, const Rect& rect) {
  const RunSnapshot& run = frame.snapshot.runs[index];
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = rect.y + rect.h / 2;
  const std::string accuracy = percent(run.now.train_accuracy);
  std::string full = "loss " + fixed(run.now.loss, 4) + "    " + accuracy;
  // Where one of the two was trained alone, each says where it is.
  const auto& runs = frame.snapshot.runs;
  if (runs.front().iteration != runs.back().iteration) full = "step " + grouped(run.iteration) + "    " + full;
  const float name = textWidth(modelName(run.model)) + frame.px(24);
  const std::string& numbers = textWidth(full) + name < rect.w ? full : accuracy;
  textAt(list, ImVec2(rect.right() - frame.px(2), y), 1, frame.colors().text, numbers);
  const FontScope font(frame.theme.semibold(), 0);
  textAt(list, ImVec2(rect.x + frame.px(2), y), 0, frame.colors().run[index], modelName(run.model));
}

void PicturePanel::drawPoints(Frame& frame, const RunSnapshot& run, const PlaneMap& map, const View& view) {
  const Dataset& data = *frame.snapshot.data;
  const Rect& s = map.screen;
  const float air = markers_.radius() * 2;
  for (Index first = 0; first < data.size(); first += points_per_list) {
    ImGui::PushID(static_cast<int>(first));
    ImGui::SetCursorScreenPos(topLeft(s));
    // A window of its own is a draw list of its own.
    ImGui::BeginChild("points", sizeOf(s), 0, ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoBackground);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Index last = std::min(data.size(), first + points_per_list);
    for (Index i = first; i < last; ++i) {
      const ImVec2 p = map.toScreen(data.X(i, 0), data.X(i, 1));
      if (p.x < s.x - air || p.x > s.right() + air || p.y < s.y - air || p.y > s.bottom() + air) continue;
      const auto row = static_cast<std::size_t>(i);
      if (show_mistakes_ && run.trained() && row < run.predictions.size() && run.predictions[row] != data.y[row]) {
        markers_.drawRing(list, p);
      }
      markers_.draw(list, p, data.y[row]);
    }
    if (view.example && *view.example >= first && *view.example < last) {
      const ImVec2 p = map.toScreen(data.X(*view.example, 0), data.X(*view.example, 1));
      list.AddCircle(p, markers_.radius() + frame.px(8), frame.colors().surface, 40, frame.px(5));
      list.AddCircle(p, markers_.radius() + frame.px(8), frame.colors().accent, 40, frame.px(2.5f));
    }
    ImGui::EndChild();
    ImGui::PopID();
  }
}

// Stands above the points, and only where something is out of sight.
void PicturePanel::drawFit(Frame& frame, const Rect& square) {
  if (camera_.whole()) return;
  const float side = frame.theme.row();
  const ButtonSpec fit{.id = "fit",
                       .label = "Fit",
                       .tip = "Show all of the data again. A double click does the same.   0",
                       .width = std::max(side, textWidth("Fit") + frame.px(24)),
                       .height = side};
  const float margin = frame.px(10);
  ImGui::SetCursorScreenPos(ImVec2(square.right() - margin - fit.width, square.y + margin));
  ImGui::PushStyleColor(ImGuiCol_ChildBg, frame.colors().surface);
  ImGui::BeginChild("fit", ImVec2(fit.width, fit.height), ImGuiChildFlags_NavFlattened);
  if (button(frame, fit)) camera_.fit();
  ImGui::EndChild();
  ImGui::PopStyleColor();
}

void PicturePanel::drawOne(Frame& frame, std::size_t index, const Rect& square, View& view) {
  const Snapshot& snapshot = frame.snapshot;
  const RunSnapshot& run = snapshot.runs[index];
  ImGui::PushID(static_cast<int>(index));
  beginPanel(frame, "picture", square, bare_panel);
  windows_[index] = ImGui::GetCurrentWindow()->ID;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float rounding = frame.px(10);
  const PlaneMap map{camera_.bounds(), square};
  list.AddRectFilled(topLeft(square), bottomRight(square), frame.colors().region_base, rounding);
  regions_[index].update(run.regions, frame.theme);
  regions_[index].draw(list, map, rounding);
  drawPlaneAxes(frame, list, map);

  ImGui::SetCursorScreenPos(topLeft(square));
  const bool released = pressable(frame, "plane", sizeOf(square)) && ImGui::IsMouseReleased(0);
  ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
  const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_NoNavOverride);
  if (const int steps = keySteps(false); steps != 0 && snapshot.data) chooseNext(view, snapshot.data->size(), steps);
  const PlaneGestures::Tap tap = gestures_.press(frame, square, camera_, released);
  std::optional<Index> point;
  std::optional<int> unit;
  if (hovered && snapshot.data && snapshot.data->features() == 2) {
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    point = pointNear(*snapshot.data, map, mouse, frame.px(frame.host.touch ? 22 : 11));
    if (!point && view.hidden_units) unit = unitNear(run.hidden_units, map, mouse, frame.px(9));
  }
  if (view.hidden_units) drawHiddenLines(frame, list, run.hidden_units, map, unit);
  if (snapshot.data && snapshot.data->features() == 2) drawPoints(frame, run, map, view);
  if (point && !frame.focus.quiet) pointTooltip(frame, *snapshot.data, run, *point);
  if (unit && !frame.focus.quiet) unitTooltip(frame, run.hidden_units, *unit);
  choose(tap, point, unit.has_value(), view);
  drawFit(frame, square);
  endPanel(frame);
  ImGui::PopID();
}

// A tap beside every point lets go. A double tap asked for something else: the point is what it was before both.
void PicturePanel::choose(PlaneGestures::Tap tap, std::optional<Index> point, bool unit, View& view) {
  if (tap == PlaneGestures::Tap::once) {
    before_tap_ = view.example;
    if (point || !unit) view.example = point;
    tapped_ = point.has_value();
  }
  if (tap == PlaneGestures::Tap::twice) view.example = before_tap_;
}

}  // namespace lab::ui
