// Rows of figures under headings, each column at its own place: right-aligned numbers, left-aligned words.
#pragma once

#include <span>
#include <string>

#include "ui/kit/frame.h"

namespace lab::ui {

struct TableColumn {
  std::string_view title;
  float edge = 1;  // of the width: where a left-aligned column begins, a right-aligned one ends
  bool left = false;
};

// One row at the cursor. `cells` are as many as columns; `tint` lies behind the row, 0 for none.
void tableRow(Frame& frame, std::span<const TableColumn> columns, std::span<const std::string> cells, Color ink,
              Color tint = 0);
// The headings, muted.
void tableHead(Frame& frame, std::span<const TableColumn> columns);
// Height of a row.
float tableRowHeight(const Frame& frame);

}  // namespace lab::ui
