// What the map of a search says in a cell and beside its axes.
#pragma once

#include <string>
#include <vector>

#include "lab/study/search_result.h"

namespace lab::ui {

// "0.0464", "1e-7": a learning rate or a strength in few characters.
std::string rateText(double value);
// "38.9%", "✗ step 12", "57 of 200" or nothing.
std::string cellWords(const SearchPlan& plan, const SearchResult& cell);

// One line or two.
struct CellLines {
  std::string first, second;
};
// The same words, the best cell's with a star, in ever shorter forms: "★ 38.9%", "★" above "38.9%", … "39".
std::vector<CellLines> cellForms(const SearchPlan& plan, const SearchResult& cell, bool best);

}  // namespace lab::ui
