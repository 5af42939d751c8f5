#include "ui/kit/table.h"

#include <algorithm>
#include <vector>

#include "ui/kit/text.h"
#include "ui/kit/wrap.h"

namespace lab::ui {

float tableRowHeight(const Frame& frame) { return frame.px(28); }

void tableRow(Frame& frame, std::span<const TableColumn> columns, std::span<const std::string> cells, Color ink,
              Color tint) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = tableRowHeight(frame);
  const float pad = frame.px(4);
  if (tint != 0) list.AddRectFilled(at, at + ImVec2(width, height - frame.px(1)), tint, frame.px(5));
  for (std::size_t i = 0; i < columns.size() && i < cells.size(); ++i) {
    const ImVec2 place(at.x + width * columns[i].edge, at.y + height / 2);
    if (!columns[i].left) {
      textAt(list, place - ImVec2(pad, 0), 1, ink, cells[i]);
      continue;
    }
    // Words end before the next column's figures begin, as far as those are wide.
    float end = at.x + width;
    if (i + 1 < columns.size()) {
      const float next = at.x + width * columns[i + 1].edge;
      end = columns[i + 1].left ? next : next - textWidth(cells[i + 1]) - frame.px(12);
    }
    textFitted(list, place + ImVec2(pad, 0), std::max(0.0f, end - place.x - 2 * pad), ink, cells[i]);
  }
  ImGui::Dummy(ImVec2(width, height));
}

void tableHead(Frame& frame, std::span<const TableColumn> columns) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float pad = frame.px(4);
  const FontScope font(frame.theme.regular(), frame.theme.em(Theme::caption_px));
  // A title has the room up to its neighbour's, and breaks into lines where it needs more.
  std::vector<std::string> titles;
  float height = tableRowHeight(frame);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const TableColumn& column = columns[i];
    float room = width * column.edge;
    if (column.left) {
      room = width - room;
      if (i + 1 < columns.size()) room = width * (columns[i + 1].edge - column.edge);
    } else if (i > 0) {
      room -= width * columns[i - 1].edge + (columns[i - 1].left ? textWidth(columns[i - 1].title) + pad : 0);
    }
    titles.push_back(wrapped(column.title, std::max(room - 2 * pad, frame.px(10))));
    height = std::max(height, ImGui::CalcTextSize(titles.back().c_str()).y + pad);
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const float x = at.x + width * columns[i].edge + (columns[i].left ? pad : -pad);
    float y = at.y + height - pad / 2;  // the titles end at the same height, above their figures
    const std::string& title = titles[i];
    for (std::size_t end = title.size(); !title.empty();) {
      const std::size_t start = title.rfind('\n', end - 1);
      const std::size_t first = start == std::string::npos ? 0 : start + 1;
      y -= ImGui::GetFontSize();
      textAt(list, ImVec2(x, y + ImGui::GetFontSize() / 2), columns[i].left ? 0.0f : 1.0f, frame.colors().muted,
             std::string_view(title).substr(first, end - first));
      if (start == std::string::npos) break;
      end = start;
    }
  }
  ImGui::Dummy(ImVec2(width, height));
}

}  // namespace lab::ui
