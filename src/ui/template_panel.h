// What the first layer looks for: the weights of each class or hidden unit as a picture, and where an image's score
// comes from.
#pragma once

#include "ui/cell_atlas.h"
#include "ui/image_desk.h"

namespace lab::ui {

class TemplatePanel {
 public:
  void draw(Frame& frame, const Rect& rect, ImageDesk& desk, View& view);

 private:
  void drawScale(Frame& frame);
  void drawGrid(Frame& frame, const RunSnapshot& run);
  void drawDetail(Frame& frame, const RunSnapshot& run, float height);
  void paintDetail(Frame& frame, const RunSnapshot& run);

  CellAtlas cells_{30};
  CellAtlas detail_{2, 8};
  bool alike_ = false;  // one scale for all
  float reach_ = 0;     // of that scale
  std::optional<Index> chosen_;
  std::uint64_t painted_ = 0;  // bumped whenever the detail's pictures change
  std::array<std::uint64_t, 6> painted_from_{};
  double sum_ = 0;  // of weights × image
};

// Sum over the colour channels of weight × input, pixel by pixel; their total is the score without its bias.
std::array<float, 1024> scoreMap(std::span<const float> weights, std::span<const double> input);

}  // namespace lab::ui
