// A plot of our own: axes with round ticks, curves, dashed reference lines, marks, values under the mouse.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/kit/frame.h"
#include "ui/plot/axis.h"

namespace lab::ui {

struct PlotPoint {
  double x = 0;
  double y = 0;
};

// How a scale follows a curve.
enum class Fit {
  whole,    // all of it is shown, but for an early spike on a linear axis
  loosely,  // on a logarithmic axis up to two decades below the others; a linear one starts at 0 and needs not follow
  no,       // it may leave the plot
};

struct Series {
  std::string label;
  std::vector<PlotPoint> points;  // x ascending; a y that is not finite breaks the line
  Color color = 0;
  float width = 1.5f;
  bool in_hover = true;       // its value is told under the mouse
  bool direct_label = false;  // its label stands at its right end
  Fit fit = Fit::whole;
};

struct ReferenceLine {
  double y = 0;
  std::string label;
};

// A value to be met; filled once it was.
struct PlotMark {
  double x = 0;
  double y = 0;
  bool met = false;
  std::string label;  // what it is, for the values under the mouse
};

// Something that happened: a line from top to bottom with its word at the top.
struct PlotEvent {
  double x = 0;
  std::string label;
};

struct PlotSpec {
  Axis x{0, 1};
  Axis y{0, 1};
  std::span<const Series> series = {};
  std::span<const ReferenceLine> references = {};
  std::span<const PlotMark> marks = {};
  std::span<const PlotEvent> events = {};
  std::string x_name = {};
  std::string (*y_text)(double) = nullptr;       // value under the mouse
  std::string (*y_tick_text)(double) = nullptr;  // absent: the axis's own labels
};

// The sign of a mark, in a plot or a legend.
void drawMark(const Frame& frame, ImDrawList& list, ImVec2 at, bool met);
void drawPlot(Frame& frame, const Rect& rect, const PlotSpec& spec);

// The value of a series at x: of its nearest point. Nothing for an empty series. For tests and the hover values.
std::optional<PlotPoint> nearestPoint(std::span<const PlotPoint> points, double x);

// Where a series leaves the plot at the top for good: the last point below `top` before its end. Nothing if it ends in
// it.
std::optional<PlotPoint> leavesAt(std::span<const PlotPoint> points, double top);

// At most two screen points a column of pixels, keeping every peak: what is drawn of a long series.
std::vector<ImVec2> thinned(std::span<const PlotPoint> points, const Axis& x, const Axis& y, const Rect& area);

}  // namespace lab::ui
