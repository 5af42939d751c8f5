#include "ui_screen_text.h"

#include <array>
#include <map>
#include <string>

#include "ui/im.h"

namespace lab::ui {
namespace {

// One of these strings a letter, as UTF-8, and its place.
struct Letters {
  std::string text;
  std::vector<Rect> places;  // (bytes of the text)
};

using Corner = std::array<float, 4>;  // u and v of two corners

std::string utf8(unsigned codepoint) {
  std::array<char, 5> text{};
  ImTextCharToUtf8(text.data(), codepoint);
  return text.data();
}

// Every glyph that was rasterized, by its place in the atlas.
std::map<Corner, std::string> glyphs() {
  std::map<Corner, std::string> known;
  auto& pool = ImGui::GetIO().Fonts->Builder->BakedPool;
  for (int b = 0; b < pool.Size; ++b) {
    for (const ImFontGlyph& glyph : pool[b].Glyphs) {
      if (glyph.Visible) known[{glyph.U0, glyph.V0, glyph.U1, glyph.V1}] = utf8(glyph.Codepoint);
    }
  }
  return known;
}

void read(const ImDrawList& list, const ImDrawCmd& command, const std::map<Corner, std::string>& known, Letters& out) {
  const auto end = static_cast<int>(command.IdxOffset + command.ElemCount);
  for (int i = static_cast<int>(command.IdxOffset); i + 5 < end; i += 3) {
    const int first = list.IdxBuffer[i];
    if (list.IdxBuffer[i + 2] != first + 2 || list.IdxBuffer[i + 5] != first + 3) continue;  // no quad
    const ImDrawVert& a = list.VtxBuffer[first + static_cast<int>(command.VtxOffset)];
    const ImDrawVert& b = list.VtxBuffer[first + static_cast<int>(command.VtxOffset) + 2];
    const auto glyph = known.find({a.uv.x, a.uv.y, b.uv.x, b.uv.y});
    if (glyph == known.end()) continue;
    const ImVec2 middle = (a.pos + b.pos) / 2;
    const ImVec4& clip = command.ClipRect;
    if (middle.x < clip.x || middle.y < clip.y || middle.x > clip.z || middle.y > clip.w) continue;
    const Rect place{a.pos.x, a.pos.y, b.pos.x - a.pos.x, b.pos.y - a.pos.y};
    out.text += glyph->second;
    out.places.resize(out.text.size(), place);
  }
}

Letters readScreen() {
  Letters letters;
  const std::map<Corner, std::string> known = glyphs();
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) read(*list, command, known, letters);
  }
  return letters;
}

}  // namespace

std::vector<Rect> findText(std::string_view words) {
  std::string wanted(words);
  std::erase(wanted, ' ');
  const Letters letters = readScreen();
  std::vector<Rect> found;
  for (std::size_t at = letters.text.find(wanted); at != std::string::npos; at = letters.text.find(wanted, at + 1)) {
    ImRect place(FLT_MAX, FLT_MAX, -FLT_MAX, -FLT_MAX);
    for (std::size_t i = at; i < at + wanted.size(); ++i) {
      const Rect& letter = letters.places[i];
      place.Add(ImRect(letter.x, letter.y, letter.right(), letter.bottom()));
    }
    found.push_back({place.Min.x, place.Min.y, place.GetWidth(), place.GetHeight()});
  }
  return found;
}

std::optional<Rect> placeOf(std::string_view words) {
  const std::vector<Rect> found = findText(words);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

bool says(std::string_view words) { return placeOf(words).has_value(); }

}  // namespace lab::ui
