// The picture in the middle: decision regions, data points on top, the hidden units' lines if wanted.
#pragma once

#include <array>
#include <optional>

#include "ui/frame.h"
#include "ui/markers.h"
#include "ui/plane.h"
#include "ui/region_texture.h"

namespace lab::ui {

class PicturePanel {
 public:
  // Legend of the classes, and switches.
  void drawHeader(Frame& frame, const Rect& rect, View& view);
  // One or two squares, with a caption line above each when there are two.
  void draw(Frame& frame, const Layout& layout, View& view);
  // The part of the plane that is shown; absent: all of the data.
  const std::optional<PlaneBounds>& zoom() const { return zoom_; }
  // Until data of another revision comes.
  void zoomTo(std::optional<PlaneBounds> bounds, std::uint64_t data_revision) {
    zoom_ = bounds;
    data_revision_ = data_revision;
  }
  // Marks small enough for text lines: the legend's, the inspector's.
  Markers& legendMarkers() { return legend_markers_; }

 private:
  void drawOne(Frame& frame, std::size_t index, const Rect& square, View& view);
  void drawCaption(Frame& frame, std::size_t index, const Rect& rect);
  void drawPoints(Frame& frame, const RunSnapshot& run, const PlaneMap& map, const View& view);
  void drawAxes(Frame& frame, ImDrawList& list, const PlaneMap& map);
  void navigate(Frame& frame, const PlaneMap& map);

  Markers markers_;
  Markers legend_markers_;
  std::array<RegionTexture, 2> regions_;
  std::optional<PlaneBounds> zoom_;  // absent: all of the data
  std::uint64_t data_revision_ = 0;
  bool show_mistakes_ = true;
  bool show_hidden_ = false;
  bool moved_ = false;  // the press that is under way became a drag
};

}  // namespace lab::ui
