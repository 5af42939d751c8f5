// The fields of a search: what Start will begin.
#pragma once

#include <array>
#include <string>

#include "lab/study/search_plan.h"
#include "ui/kit/frame.h"

namespace lab::ui {

class SearchForm {
 public:
  // Fields one below the other, in the width of the region.
  void draw(Frame& frame);

  // Keeps to what suits the settings on the screen until somebody changes a field.
  void follow(const Settings& base);
  // Takes over a search that somebody else has begun; one of listed values, which have no fields here, is left alone.
  void take(const SearchPlan& plan);

  // A field holds a text that was refused.
  static bool refused(const Frame& frame);
  // The fields as "lr=…..… l2=…..… grid=4x4 steps=200".
  std::string text() const;

 private:
  struct Ends {
    std::string low, high;
  };
  // One field by its key, of all on the page, and whether only a whole number can be meant.
  struct Field {
    std::string_view key;
    std::string* value;
    bool whole;
  };
  std::array<Field, 9> fields();
  // Draws the field with this value.
  void drawField(Frame& frame, std::string& value, float width);
  std::string take(Frame& frame, const Field& field, const std::string& text);
  void rangeRow(Frame& frame, std::string_view label, std::string_view term, Ends& ends);
  void numberRow(Frame& frame, std::string_view label, std::string& value, std::string_view term = {});
  void gridRow(Frame& frame);

  Ends lr_, strength_;
  std::string key_ = "l2";
  bool random_ = false;
  std::string columns_ = "4", rows_ = "4", pairs_ = "16", seed_ = "0", steps_ = "200";
  std::string followed_;  // the usual search that the fields hold, as text(); empty: somebody's own
  std::string usual_;     // for which settings that was
  Settings base_;         // those on the screen
};

}  // namespace lab::ui
