#include "ui/table.h"

#include <algorithm>
#include <vector>

#include "ui/text.h"

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
  std::vector<std::string> titles;
  titles.reserve(columns.size());
  for (const TableColumn& column : columns) titles.emplace_back(column.title);
  tableRow(frame, columns, titles, frame.colors().muted);
}

}  // namespace lab::ui
