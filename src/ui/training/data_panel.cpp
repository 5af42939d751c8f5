#include "ui/training/data_panel.h"

#include <cmath>
#include <limits>
#include <vector>

#include "lab/settings/settings_table.h"
#include "ui/kit/column.h"
#include "ui/kit/entry.h"
#include "ui/kit/setting_rows.h"
#include "ui/kit/wrap.h"

namespace lab::ui {
namespace {

DataKind kindOf(const ValueName& name) { return static_cast<DataKind>(static_cast<int>(name.value)); }

bool chosen(const Frame& frame, const ValueName& name) { return frame.snapshot.settings.data == kindOf(name); }

// Those of the values of "data" that are shapes.
std::vector<const ValueName*> shapes() {
  std::vector<const ValueName*> list;
  for (const ValueName& name : findSetting("data")->names) {
    if (kindOf(name) != DataKind::cifar10) list.push_back(&name);
  }
  return list;
}

// The description of the chosen shape, with room for the longest, so that choosing moves nothing below.
void describeShape(Frame& frame) {
  if (!frame.explain) return;
  const float top = ImGui::GetCursorPosY();
  const float width = ImGui::GetContentRegionAvail().x;
  float tallest = 0;
  for (const ValueName* shape : shapes()) {
    tallest = std::max(tallest, wrappedSize(shape->words.text, width).y);
    if (chosen(frame, *shape)) prose(frame, shape->words.text);
  }
  keepHeight(top, tallest + ImGui::GetStyle().ItemSpacing.y);
}

// A few dots that look like the data set. `at` maps the square from -1 to 1 to the screen.
template <class Dot>
void sketch(Shape shape, Dot&& dot) {
  for (int i = 0; i < 9; ++i) {
    const float t = (static_cast<float>(i) + 0.6f) / 9;
    for (int c = 0; c < 2; ++c) {
      const float side = c == 0 ? 1.0f : -1.0f;
      switch (shape) {
        case Shape::spiral: {
          const float a = 4.4f * t;
          dot(side * t * std::sin(a), side * t * std::cos(a), c);
          break;
        }
        case Shape::moons: {
          const float a = IM_PI * t;
          dot(side * (0.6f * std::cos(a) - 0.3f), side * (0.75f * std::sin(a) - 0.22f) * -1, c);
          break;
        }
        case Shape::circles: {
          const float a = 2 * IM_PI * static_cast<float>(i) / 9;
          const float r = c == 0 ? 0.35f : 0.9f;
          if (c == 1 || i % 2 == 0) dot(r * std::cos(a), r * std::sin(a), c);
          break;
        }
        case Shape::blobs: {
          const float a = 2.4f * static_cast<float>(i);
          const float r = 0.4f * std::sqrt(t);
          dot(side * 0.48f + r * std::cos(a), side * 0.42f + r * std::sin(a), c);
          break;
        }
        case Shape::xor_: {
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

void DataPanel::newSample(const Frame& frame) {
  const std::uint32_t seed = frame.snapshot.settings.seed;
  frame.set("seed", std::to_string(seed < std::numeric_limits<std::uint32_t>::max() ? seed + 1 : 0));
}

void DataPanel::drawShapes(Frame& frame) {
  const Palette& p = frame.colors();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const std::vector<const ValueName*> entries = shapes();
  const float gap = frame.px(6);
  const auto count = static_cast<float>(entries.size());
  const float width = (ImGui::GetContentRegionAvail().x - (count - 1) * gap) / count;
  const float side = std::min(width, frame.px(60));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(gap, frame.px(8)));
  for (const ValueName* entry : entries) {
    if (entry != entries.front()) ImGui::SameLine();
    const bool selected = chosen(frame, *entry);
    if (pressable(frame, entry->text.data(), ImVec2(width, side), selected)) {
      if (!selected) frame.set("data", entry->text);
    }
    const ImVec2 a = ImGui::GetItemRectMin();
    const ImVec2 b = ImGui::GetItemRectMax();
    const bool hovered = ImGui::IsItemHovered() && !frame.host.touch;
    list.AddRectFilled(a, b, selected ? p.accent_soft : hovered ? p.field_hover : p.field, frame.px(8));
    if (selected) list.AddRect(a, b, p.accent, frame.px(8), 0, frame.px(1.5f));
    const ImVec2 center = (a + b) / 2;
    sketch(shapeOf(kindOf(*entry)), [&](float x, float y, int label) {
      list.AddCircleFilled(center + ImVec2(x, -y) * (side * 0.36f), frame.px(2.3f), classColor(label), 8);
    });
    hint(frame, entry->words.text);
  }
  ImGui::PopStyleVar();
}

void DataPanel::draw(Frame& frame, bool heading) {
  if (heading) fold(frame, "data fold", "Data", open_);
  if (heading && !open_) return;
  drawShapes(frame);
  describeShape(frame);
  fieldError(frame, "data");
  settingRows(frame, {"points", "classes", "noise", "seed"});
  if (button(frame, {.id = "new sample",
                     .icon = Icon::dice,
                     .label = "New sample",
                     .tip = "Draw other points of the same kind, from the next seed   G",
                     .width = ImGui::GetContentRegionAvail().x})) {
    newSample(frame);
  }
}

}  // namespace lab::ui
