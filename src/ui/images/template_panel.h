// What the first layer looks for: the weights of each class or hidden unit as a picture, and where an image's score
// comes from.
#pragma once

#include "ui/images/image_desk.h"
#include "ui/kit/cell_atlas.h"

namespace lab::ui {

class TemplatePanel {
 public:
  void draw(Frame& frame, const Rect& rect, ImageDesk& desk, View& view);

 private:
  void drawScale(Frame& frame, const RunSnapshot& run);
  void drawGrid(Frame& frame, const RunSnapshot& run);
  void drawDetail(Frame& frame, const RunSnapshot& run, float height);
  void paintDetail(Frame& frame, const RunSnapshot& run);

  void takeWeights(const Templates& templates);
  CellAtlas::Cell cellOf(Index k) const;
  // What the pictures of one revision depend on besides.
  std::uint64_t form() const { return (raw_ ? 2u : 0u) + (alike_ ? 1u : 0u); }

  CellAtlas cells_{30};
  CellAtlas detail_{2, 8};
  bool raw_ = false;           // the weights as they are, not the average image moved by them
  bool alike_ = false;         // one scale for all
  float reach_ = 0;            // of that scale
  std::vector<float> centre_;  // (D) grey levels where a weight is 0
  std::vector<float> shifts_;  // (count, D) the weights, in grey levels of a pixel unless raw
  std::uint64_t taken_ = 0;    // from this revision
  std::uint64_t taken_form_ = 0;
  std::optional<Index> chosen_;
  std::uint64_t painted_ = 0;  // bumped whenever the detail's pictures change
  std::array<std::uint64_t, 6> painted_from_{};
  double sum_ = 0;  // of weights × image
};

// Sum over the colour channels of weight × input, pixel by pixel; their total is the score without its bias.
std::array<float, 1024> scoreMap(std::span<const float> weights, std::span<const double> input);

}  // namespace lab::ui
