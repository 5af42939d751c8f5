// What a search is to try: a grid of learning rates and penalty strengths, or pairs drawn at random.
//   lr=1e-4..1 l2=1e-5..0.1 grid=4x4 steps=200     learning rates × strengths, on a logarithmic scale, ends included
//   lr=1e-4..1 l2=1e-5..0.1 random=16 seed=0       as many pairs, log-uniform, from our own NumPy stream
//   lr=1e-8,5e-8,1e-7 l2=1e4 steps=1500            the values themselves; what is not named stays as it is
//   preset=assignment_svm                          settings, grid and budget of the course's assignment
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lab/settings/settings.h"
#include "lab/study/search_axis.h"

namespace lab {

struct SearchPoint {
  double lr = 0;
  double strength = 0;  // of the penalty
};

struct SearchPlan {
  static constexpr std::int64_t most_on_page = 64;
  static constexpr std::int64_t most_in_terminal = 400;

  Settings base;                      // of every cell, but for the cell's own two values; side_by_side off
  std::string preset;                 // the preset that base is, if the search named one
  std::string key = "l2";             // the penalty: l2 or l1
  SearchAxis lr, strength;            // as asked for
  std::int64_t steps = 200;           // a cell makes
  std::optional<std::uint32_t> seed;  // of a random search; absent: a grid

  // A grid's columns and rows, ascending; empty in a random search.
  std::vector<double> rates, strengths;
  // The cells, in the order in which they are tried; a grid row by row: row · rates.size() + column.
  std::vector<SearchPoint> cells;

  bool random() const { return seed.has_value(); }
};

// Refuses, with what to write instead: ranges that are none (see readAxis), values that the settings refuse, keys that
// are no part of a search or given twice, an empty budget, and none or more than `most_cells` cells.
Result<SearchPlan> planSearch(std::string_view text, const Settings& base,
                              std::int64_t most_cells = SearchPlan::most_on_page);

// Settings of one cell: a run of them on the same data is the cell.
Settings cellSettings(const SearchPlan& plan, std::size_t cell);
// Assignments that bring a run on the screen there: "lr=0.1&l2=0.001", with the preset before them if the plan has one.
std::string adoptText(const SearchPlan& plan, std::size_t cell);

// The keys that a search adds to those of the settings, and those of the settings that it can vary.
bool isSearchKey(std::string_view key);

// Grid and budget that belong to a preset: the assignment's. Empty for a preset without.
std::string_view presetSearch(std::string_view preset);
// The names of the presets that have one.
std::vector<std::string_view> searchPresets();
// A search that is worth a look for settings like these.
std::string usualSearch(const Settings& base);

}  // namespace lab
