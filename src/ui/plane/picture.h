// The decision regions with the data points on them, one picture or two side by side; hidden units' lines if wanted.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ui/kit/frame.h"
#include "ui/layout/layout.h"
#include "ui/plane/markers.h"
#include "ui/plane/plane_camera.h"
#include "ui/plane/plane_gestures.h"
#include "ui/plane/region_texture.h"

namespace lab::ui {

class PicturePanel {
 public:
  // Legend of the classes, and switches.
  void drawHeader(Frame& frame, const Rect& rect, View& view);
  // One or two squares, with a caption line above each when there are two.
  void draw(Frame& frame, const Layout& layout, View& view);
  // Marks small enough for text lines: the legend's, the inspector's.
  Markers& legendMarkers() { return legend_markers_; }

  // What one looks at, as a text that restoreView() understands: zoom, chosen point, switches. Empty: as on a first
  // visit.
  std::string keptView(const View& view) const;
  // As soon as the data of this revision are shown; an empty text at once. What does not fit them, or is no such text,
  // is left out.
  void restoreView(std::string_view kept, std::uint64_t data_revision) {
    restored_ = std::string(kept);
    restored_revision_ = data_revision;
  }

  // True once after a point was tapped.
  bool takeTap() { return std::exchange(tapped_, false); }

  // Whether this place of the page, in ImGui's units, belongs to a picture: two fingers there are not the browser's.
  bool covers(ImVec2 place) const { return coveredPicture(place) < windows_.size(); }

 private:
  // What was looked at of a data set that is shown no more, in case it comes back.
  struct Look {
    std::weak_ptr<const Dataset> data;
    std::uint64_t data_revision = 0;
    std::optional<PlaneBounds> zoom;
    std::optional<Index> example;
  };

  void followData(const Snapshot& snapshot, View& view);
  void applyRestored(const Snapshot& snapshot, View& view);
  // The picture that this place of the page belongs to; the number of pictures if to none.
  std::size_t coveredPicture(ImVec2 place) const;
  void zoomByKeys(const Focus& focus, const Rect& square, const View& view);
  void choose(PlaneGestures::Tap tap, std::optional<Index> point, bool unit, View& view);
  void drawOne(Frame& frame, std::size_t index, const Rect& square, View& view);
  void drawCaption(Frame& frame, std::size_t index, const Rect& rect);
  void drawPoints(Frame& frame, const RunSnapshot& run, const PlaneMap& map, const View& view);
  void drawFit(Frame& frame, const Rect& square);

  Markers markers_;
  Markers legend_markers_;
  std::array<RegionTexture, 2> regions_;
  std::array<ImGuiID, 2> windows_{};  // that the pictures are drawn in
  PlaneCamera camera_;
  PlaneGestures gestures_;
  std::vector<Look> looks_;  // the latest last, a few
  std::optional<std::string> restored_;
  std::uint64_t restored_revision_ = 0;  // of the data that it is about
  std::uint64_t data_revision_ = 0;
  bool show_mistakes_ = true;
  bool show_hidden_ = false;
  bool tapped_ = false;
  std::optional<Index> before_tap_;  // the point that was chosen before the last tap
};

}  // namespace lab::ui
