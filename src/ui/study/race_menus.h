// One run of a race as menus: a setting chosen by its title, and its value.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/frame.h"

namespace lab::ui {

// One setting of a run that differs from those in force.
struct LaneSetting {
  std::string key, value;
  bool operator==(const LaneSetting&) const = default;
};
// "optimizer=adam lr=0.02", as a command has it, and back.
std::vector<LaneSetting> laneSettings(std::string_view changes);
std::string laneText(std::span<const LaneSetting> settings);

// Where the menus of a run are, from its left edge, in a region of this width.
struct LanePlaces {
  std::size_t beside = 1;  // settings in a line
  bool more = true;        // there is room for the button that adds another one
  float left = 0, cell = 0, gap = 0, buttons = 0;
};
LanePlaces lanePlaces(const Frame& frame, float width);
// How many lines its menus take.
std::size_t laneLines(std::string_view changes, const LanePlaces& places);

// Why a run cannot have these changes; empty: it can.
using LaneRefusal = std::function<std::string(std::string_view changes)>;
// The menus at the cursor; `name` is the run's, of all fields on the page. True: the run is to be taken away.
bool drawLaneMenus(Frame& frame, std::string_view name, std::string& changes, const LanePlaces& places, bool removable,
                   const LaneRefusal& refusal);

}  // namespace lab::ui
