// The hidden units of a two-layer model on the plane: each is a line w·x + b = 0 with an active side.
#pragma once

#include <optional>
#include <span>

#include "ui/kit/frame.h"
#include "ui/plane/plane.h"

namespace lab::ui {

// The part of the line w_x x + w_y y + b = 0 inside the bounds; nothing if it misses them.
std::optional<std::array<ImVec2, 2>> lineInside(const HiddenUnit& unit, const PlaneMap& map);

// Unit whose line passes within `reach` (ImGui's units) of a place on the screen, the nearest one.
std::optional<int> unitNear(std::span<const HiddenUnit> units, const PlaneMap& map, ImVec2 place, float reach);

// Draws every line, darker the more the unit's outgoing weights matter; the active side of `chosen` is shaded.
void drawHiddenLines(Frame& frame, ImDrawList& list, std::span<const HiddenUnit> units, const PlaneMap& map,
                     std::optional<int> chosen);

// What the unit computes and what it says to each class.
void unitTooltip(Frame& frame, std::span<const HiddenUnit> units, int index);

}  // namespace lab::ui
