// Colours, fonts and spacing of the whole page, light and dark. One accent; class colours never change.
#pragma once

#include "ui/kit/im.h"

namespace lab::ui {

using Color = ImU32;

// Linear blend in the stored colour space, alpha included; t = 0 gives a.
Color mix(Color a, Color b, float t);
Color withAlpha(Color color, float alpha);

struct Palette {
  Color page;     // behind everything
  Color surface;  // panels
  Color field;    // text fields, slider tracks, unselected segments
  Color field_hover;
  Color line;  // hairlines
  Color text;
  Color muted;   // labels, captions: still readable on a projector
  Color accent;  // the primary button, selections
  Color accent_hover;
  Color accent_soft;  // accent as a background
  Color on_accent;    // text on the accent
  Color good;
  Color good_soft;
  Color bad;
  Color bad_soft;
  Color region_base;  // an undecided point of the plane
  Color marker_edge;  // thin outline of a data point
  Color run[2];       // curves: linear, two-layer
};

// Dark or light letters, whichever stand out more on this ground.
Color inkOn(Color ground);

// Class colours, safe for colour-blind eyes in this order; classes beyond the tenth repeat.
Color classColor(int label);

class Theme {
 public:
  // Loads the fonts into the current ImGui context.
  Theme();

  // Sets colours and metrics for this frame. `touch` makes targets at least 44 px high.
  void apply(bool dark, float scale, bool touch);

  const Palette& colors() const { return palette_; }
  bool dark() const { return dark_; }
  bool touch() const { return touch_; }
  float scale() const { return scale_; }
  // Design pixels to ImGui's units.
  float px(float design_px) const { return design_px * scale_; }
  // Height of a row with a control in it.
  float row() const { return control(34); }
  // Height of what is so high for a mouse; a finger has 44 wherever there is room.
  float control(float mouse_px) const { return px(touch_ ? 44.0f : mouse_px); }
  float slider() const { return control(24); }
  float chip() const { return px(touch_ ? 40.0f : 30.0f); }

  ImFont* regular() const { return regular_; }
  ImFont* semibold() const { return semibold_; }
  // Size for ImGui::PushFont that makes one em this many design pixels: ImGui counts ascent + descent instead.
  float em(float design_px) const { return design_px * height_per_em_; }

  static constexpr float body_px = 16;
  static constexpr float heading_px = 17;
  static constexpr float readout_px = 20;
  static constexpr float caption_px = 14;  // what is there for whoever looks for it

 private:
  Palette palette_{};
  ImFont* regular_ = nullptr;
  ImFont* semibold_ = nullptr;
  float height_per_em_ = 1;
  float scale_ = 1;
  bool dark_ = false;
  bool touch_ = false;
};

// Pushes a font of the theme for the current scope.
class FontScope {
 public:
  FontScope(ImFont* font, float size) { ImGui::PushFont(font, size); }
  ~FontScope() { ImGui::PopFont(); }
  FontScope(const FontScope&) = delete;
  FontScope& operator=(const FontScope&) = delete;
};

}  // namespace lab::ui
