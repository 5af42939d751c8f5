#include "ui/data_panel.h"

#include <array>
#include <cmath>
#include <cstdlib>

#include "ui/column.h"
#include "ui/format.h"
#include "ui/setting_rows.h"
#include "ui/wrap.h"

namespace lab::ui {
namespace {

struct ShapeEntry {
  const char* value;
  const char* tip;
};
constexpr std::array<ShapeEntry, 5> shapes = {{
    {"spiral", "Spiral arms: no straight line can separate them."},
    {"moons", "Interleaved half circles."},
    {"circles", "Rings within rings."},
    {"blobs", "Clouds: a linear model is enough."},
    {"xor", "A chessboard: the classic that a linear model cannot learn."},
}};

// A few dots that look like the data set. `at` maps the square from -1 to 1 to the screen.
template <class Dot>
void sketch(int shape, Dot&& dot) {
  for (int i = 0; i < 9; ++i) {
    const float t = (static_cast<float>(i) + 0.6f) / 9;
    for (int c = 0; c < 2; ++c) {
      const float side = c == 0 ? 1.0f : -1.0f;
      switch (shape) {
        case 0: {
          const float a = 4.4f * t;
          dot(side * t * std::sin(a), side * t * std::cos(a), c);
          break;
        }
        case 1: {
          const float a = IM_PI * t;
          dot(side * (0.6f * std::cos(a) - 0.3f), side * (0.75f * std::sin(a) - 0.22f) * -1, c);
          break;
        }
        case 2: {
          const float a = 2 * IM_PI * static_cast<float>(i) / 9;
          const float r = c == 0 ? 0.35f : 0.9f;
          if (c == 1 || i % 2 == 0) dot(r * std::cos(a), r * std::sin(a), c);
          break;
        }
        case 3: {
          const float a = 2.4f * static_cast<float>(i);
          const float r = 0.4f * std::sqrt(t);
          dot(side * 0.48f + r * std::cos(a), side * 0.42f + r * std::sin(a), c);
          break;
        }
        default: {
          const float x = 0.25f + 0.5f * static_cast<float>(i % 2);
          const float y = 0.25f + 0.5f * static_cast<float>(i / 2 % 2);
          const float flip = i < 4 ? 1.0f : -1.0f;
          if (i < 8) dot(flip * x, flip * y * side, c);
          break;
        }
      }
    }
  }
}

}  // namespace

std::string DataPanel::draft(const Settings& settings, const char* key) const {
  const auto found = draft_.find(key);
  return found != draft_.end() ? found->second : valueText(settings, key);
}

void DataPanel::setDraft(Frame& frame, const char* key, const std::string& value) {
  const Settings& settings = frame.snapshot.settings;
  const Result<Settings> changed = withAssignments(settings, std::string(key) + "=" + value);
  frame.notes.error_key = changed ? "" : key;
  frame.notes.error = changed ? "" : changed.failure().shown();
  if (!changed) return;
  if (value == valueText(settings, key)) {
    draft_.erase(key);
  } else {
    draft_[key] = value;
  }
}

std::string DataPanel::changes(const Settings& settings) const {
  std::string text;
  for (const auto& [key, value] : draft_) {
    if (value == valueText(settings, key)) continue;
    text.append(text.empty() ? "" : "&").append(key).append("=").append(value);
  }
  return text;
}

void DataPanel::generate(const Frame& frame) {
  const std::string changed = changes(frame.snapshot.settings);
  frame.post(changed.empty() ? "generate" : "set " + changed);
  draft_.clear();
}

void DataPanel::drawShapes(Frame& frame) {
  const Palette& p = frame.colors();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::string chosen = draft(frame.snapshot.settings, "data");
  const float gap = frame.px(6);
  const float width = (ImGui::GetContentRegionAvail().x - 4 * gap) / 5;
  const float side = std::min(width, frame.px(60));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(gap, frame.px(8)));
  for (int i = 0; i < 5; ++i) {
    const ShapeEntry& entry = shapes[static_cast<std::size_t>(i)];
    if (i > 0) ImGui::SameLine();
    const bool selected = chosen == entry.value;
    if (pressable(frame, entry.value, ImVec2(width, side), selected)) {
      setDraft(frame, "data", entry.value);
    }
    const ImVec2 a = ImGui::GetItemRectMin();
    const ImVec2 b = ImGui::GetItemRectMax();
    const bool hovered = ImGui::IsItemHovered() && !frame.host.touch;
    list.AddRectFilled(a, b, selected ? p.accent_soft : hovered ? p.field_hover : p.field, frame.px(8));
    if (selected) list.AddRect(a, b, p.accent, frame.px(8), 0, frame.px(1.5f));
    const ImVec2 center = (a + b) / 2;
    sketch(i, [&](float x, float y, int label) {
      list.AddCircleFilled(center + ImVec2(x, -y) * (side * 0.36f), frame.px(2.3f), classColor(label), 8);
    });
    hint(frame, std::string(entry.value) + ": " + entry.tip);
  }
  ImGui::PopStyleVar();
}

void DataPanel::draw(Frame& frame, bool heading) {
  if (heading) fold(frame, "data fold", "Data", open_);
  if (heading && !open_) return;
  const Settings& now = frame.snapshot.settings;
  // Other data came, from a preset say: what was planned against the old has no place any more.
  if (data_revision_ != frame.snapshot.data_revision) draft_.clear();
  data_revision_ = frame.snapshot.data_revision;
  drawShapes(frame);
  // Room for the longest, whichever is chosen.
  const float top = ImGui::GetCursorPosY();
  float tallest = 0;
  for (const ShapeEntry& entry : shapes) {
    tallest = ImMax(tallest, wrappedSize(entry.tip, ImGui::GetContentRegionAvail().x).y);
    if (draft(now, "data") == entry.value) prose(frame, entry.tip);
  }
  if (frame.explain) keepHeight(top, tallest + ImGui::GetStyle().ItemSpacing.y);
  const auto row = [&](const char* key, const char* label, const Scale& scale) {
    if (const auto value = numberRow(frame, key, label, draft(now, key), scale)) setDraft(frame, key, *value);
  };
  row("points", "Points per class", {10, 2000, true, false, true});
  row("classes", "Classes", {2, 10, false, false, true});
  row("noise", "Noise", {0, 1, false, false, false});
  if (const auto seed = fieldRow(frame, "seed", "Seed", draft(now, "seed"))) setDraft(frame, "seed", *seed);
  drawButtons(frame);
  fieldError(frame, "data");
}

void DataPanel::drawButtons(Frame& frame) {
  const Settings& now = frame.snapshot.settings;
  const bool changed = !changes(now).empty();
  const float gap = frame.px(8);
  const float half = (ImGui::GetContentRegionAvail().x - gap) / 2;
  if (button(frame, {.id = "generate",
                     .label = "Generate",
                     .tip = changed ? "Draw the data with these settings   G" : "Draw the same data again   G",
                     .style = changed ? ButtonStyle::primary : ButtonStyle::plain,
                     .width = half})) {
    frame.notes.asked_key = "data";
    generate(frame);
  }
  ImGui::SameLine(0, gap);
  if (button(frame, {.id = "new seed",
                     .icon = Icon::dice,
                     .label = "New seed",
                     .tip = "Draw other data of the same kind at once",
                     .width = half})) {
    const double next = std::strtod(draft(now, "seed").c_str(), nullptr) + 1;
    setDraft(frame, "seed", shortest(next <= 4294967295.0 ? next : 0));
    frame.notes.asked_key = "data";
    generate(frame);
  }
  // Always a line, so that nothing below moves when the draft starts to differ.
  text(frame, changed ? "Not drawn yet: press Generate." : "This is what the picture shows.",
       changed ? Tone::accent : Tone::muted, true);
}

}  // namespace lab::ui
