#include "ui/kit/theme.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "fonts_data.h"

namespace lab::ui {
namespace {

constexpr Color rgb(unsigned hex) { return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, 255); }

constexpr std::array<Color, 10> class_colors = {
    rgb(0x0072B2), rgb(0xD55E00), rgb(0xF0C020), rgb(0x009E73), rgb(0xCC79A7),
    rgb(0x56B4E9), rgb(0x7B5FC0), rgb(0x9A2F5A), rgb(0x8F9A2E), rgb(0x808890),
};

Palette lightPalette() {
  Palette p{};
  p.page = rgb(0xF3F4F7);
  p.surface = rgb(0xFFFFFF);
  p.field = rgb(0xEDEFF3);
  p.field_hover = rgb(0xE2E6EC);
  p.line = rgb(0xDDE1E7);
  p.text = rgb(0x1A2230);
  p.muted = rgb(0x566072);
  p.accent = rgb(0x4A4BC0);
  p.accent_hover = rgb(0x3B3CA8);
  p.accent_soft = rgb(0xE6E6F8);
  p.on_accent = rgb(0xFFFFFF);
  p.good = rgb(0x13794F);
  p.good_soft = rgb(0xDFF3E9);
  p.bad = rgb(0xB42318);
  p.bad_soft = rgb(0xFCE8E6);
  p.region_base = rgb(0xFBFBFC);
  p.marker_edge = IM_COL32(255, 255, 255, 235);
  p.run[0] = rgb(0x4A4BC0);
  p.run[1] = rgb(0xA8326E);
  return p;
}

Palette darkPalette() {
  Palette p{};
  p.page = rgb(0x11141A);
  p.surface = rgb(0x1A1F27);
  p.field = rgb(0x272E39);
  p.field_hover = rgb(0x323A47);
  p.line = rgb(0x313947);
  p.text = rgb(0xEAEEF4);
  p.muted = rgb(0xA6B0BF);
  p.accent = rgb(0x9A9CFF);
  p.accent_hover = rgb(0xB2B4FF);
  p.accent_soft = rgb(0x2D2F52);
  p.on_accent = rgb(0x14152B);
  p.good = rgb(0x5FD3A0);
  p.good_soft = rgb(0x173629);
  p.bad = rgb(0xFF8A80);
  p.bad_soft = rgb(0x43211F);
  p.region_base = rgb(0x232933);
  p.marker_edge = IM_COL32(12, 15, 20, 235);
  p.run[0] = rgb(0x9A9CFF);
  p.run[1] = rgb(0xF08FBE);
  return p;
}

unsigned bigEndian16(const unsigned char* bytes) { return static_cast<unsigned>(bytes[0] << 8 | bytes[1]); }

// (ascent - descent) / units per em, from the TrueType tables 'head' and 'hhea'.
float heightPerEm(const FontData& font) {
  float units_per_em = 0;
  float height = 0;
  const unsigned tables = bigEndian16(font.bytes + 4);
  for (unsigned t = 0; t < tables; ++t) {
    const unsigned char* record = font.bytes + 12 + 16 * t;
    const unsigned char* table = font.bytes + (bigEndian16(record + 8) << 16 | bigEndian16(record + 10));
    if (std::memcmp(record, "head", 4) == 0) units_per_em = static_cast<float>(bigEndian16(table + 18));
    if (std::memcmp(record, "hhea", 4) == 0) {
      const int ascent = static_cast<std::int16_t>(bigEndian16(table + 4));
      const int descent = static_cast<std::int16_t>(bigEndian16(table + 6));
      height = static_cast<float>(ascent - descent);
    }
  }
  return units_per_em > 0 && height > 0 ? height / units_per_em : 1.3f;
}

ImFont* addFont(const FontData& font, bool merge) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.MergeMode = merge;
  // ImGui takes a mutable pointer but only reads what it does not own.
  return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<unsigned char*>(font.bytes), font.size, 0.0f, &config);
}

}  // namespace

Color mix(Color a, Color b, float t) {
  const ImVec4 x = ImGui::ColorConvertU32ToFloat4(a);
  const ImVec4 y = ImGui::ColorConvertU32ToFloat4(b);
  return ImGui::ColorConvertFloat4ToU32(x + (y - x) * ImVec4(t, t, t, t));
}

Color withAlpha(Color color, float alpha) {
  ImVec4 c = ImGui::ColorConvertU32ToFloat4(color);
  c.w *= alpha;
  return ImGui::ColorConvertFloat4ToU32(c);
}

Color inkOn(Color ground) {
  const ImVec4 c = ImGui::ColorConvertU32ToFloat4(ground);
  // ITU-R BT.601 luma; at 0.48 the contrast ratios (WCAG) of both inks with a grey ground are the same.
  const float luma = 0.299f * c.x + 0.587f * c.y + 0.114f * c.z;
  return luma > 0.48f ? IM_COL32(20, 26, 38, 255) : IM_COL32(255, 255, 255, 255);
}

Color classColor(int label) {
  return class_colors[static_cast<std::size_t>(label < 0 ? 0 : label) % class_colors.size()];
}

Theme::Theme() {
  regular_ = addFont(fontRegular(), false);
  addFont(fontSymbols(), true);
  semibold_ = addFont(fontSemiBold(), false);
  addFont(fontSymbols(), true);
  height_per_em_ = heightPerEm(fontRegular());
  apply(false, 1, false);
}

void Theme::apply(bool dark, float scale, bool touch) {
  dark_ = dark;
  touch_ = touch;
  scale_ = scale;
  palette_ = dark ? darkPalette() : lightPalette();

  ImGuiStyle& style = ImGui::GetStyle();
  style.FontSizeBase = em(body_px);
  style.FontScaleMain = scale;
  style.WindowPadding = ImVec2(px(14), px(12));
  style.WindowRounding = px(8);
  style.WindowBorderSize = 1;
  style.ChildRounding = px(10);
  style.ChildBorderSize = 0;
  style.PopupRounding = px(8);
  style.PopupBorderSize = 1;
  style.FrameRounding = px(7);
  style.FrameBorderSize = 0;
  const float line = std::round(em(body_px) * scale);
  style.FramePadding = ImVec2(px(9), ImMax(0.0f, ImTrunc((row() - line) * 0.5f)));
  style.ItemSpacing = ImVec2(px(8), px(8));
  style.ItemInnerSpacing = ImVec2(px(6), px(4));
  style.CellPadding = ImVec2(px(6), px(3));
  style.ScrollbarSize = px(10);
  style.ScrollbarRounding = px(5);
  style.GrabMinSize = px(24);
  style.DisabledAlpha = 0.4f;
  style.HoverStationaryDelay = 0.12f;
  style.HoverDelayShort = 0.25f;
  style.HoverDelayNormal = 0.6f;

  const auto set = [&style](ImGuiCol index, Color color) {
    style.Colors[index] = ImGui::ColorConvertU32ToFloat4(color);
  };
  const Palette& p = palette_;
  for (int i = 0; i < ImGuiCol_COUNT; ++i) set(i, p.field);
  set(ImGuiCol_Text, p.text);
  set(ImGuiCol_TextDisabled, p.muted);
  set(ImGuiCol_WindowBg, p.page);
  set(ImGuiCol_ChildBg, 0);
  set(ImGuiCol_PopupBg, p.surface);
  set(ImGuiCol_Border, p.line);
  set(ImGuiCol_BorderShadow, 0);
  set(ImGuiCol_FrameBg, p.field);
  set(ImGuiCol_FrameBgHovered, p.field_hover);
  set(ImGuiCol_FrameBgActive, p.field_hover);
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, withAlpha(p.muted, 0.25f));
  set(ImGuiCol_ScrollbarGrabHovered, withAlpha(p.muted, 0.45f));
  set(ImGuiCol_ScrollbarGrabActive, withAlpha(p.muted, 0.6f));
  set(ImGuiCol_Button, p.field);
  set(ImGuiCol_ButtonHovered, p.field_hover);
  set(ImGuiCol_ButtonActive, p.line);
  set(ImGuiCol_Header, p.accent_soft);
  set(ImGuiCol_HeaderHovered, p.field_hover);
  set(ImGuiCol_HeaderActive, p.field_hover);
  set(ImGuiCol_InputTextCursor, p.accent);
  set(ImGuiCol_TextSelectedBg, withAlpha(p.accent, 0.3f));
  set(ImGuiCol_NavCursor, 0);
  set(ImGuiCol_ModalWindowDimBg, IM_COL32(0, 0, 0, 110));
}

}  // namespace lab::ui
