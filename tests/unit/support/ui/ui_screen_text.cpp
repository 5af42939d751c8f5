#include "ui_screen_text.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "ui/kit/im.h"

namespace lab::ui {
namespace {

// Something that was drawn: where, and when within which list.
struct Drawn {
  Rect place;
  int list = 0;
  int turn = 0;
};

struct Screen {
  std::string text;            // all letters, as UTF-8, in the order of drawing
  std::vector<Drawn> letters;  // (bytes of the text)
  std::vector<Drawn> paint;    // triangles of plain, opaque colour
};

using Corners = std::array<float, 4>;  // u and v of two corners

std::string utf8(unsigned codepoint) {
  std::array<char, 5> text{};
  ImTextCharToUtf8(text.data(), codepoint);
  return text.data();
}

// Every glyph that was rasterized, by its place in the atlas.
std::map<Corners, std::string> glyphs() {
  std::map<Corners, std::string> known;
  auto& pool = ImGui::GetIO().Fonts->Builder->BakedPool;
  for (int b = 0; b < pool.Size; ++b) {
    for (const ImFontGlyph& glyph : pool[b].Glyphs) {
      if (glyph.Visible) known[{glyph.U0, glyph.V0, glyph.U1, glyph.V1}] = utf8(glyph.Codepoint);
    }
  }
  return known;
}

Rect rectOf(const ImRect& rect) { return {rect.Min.x, rect.Min.y, rect.GetWidth(), rect.GetHeight()}; }

class Reader {
 public:
  void read(const ImDrawList& list, const ImDrawCmd& command) {
    const auto end = static_cast<int>(command.IdxOffset + command.ElemCount);
    const auto vertex = [&](int i) -> const ImDrawVert& {
      return list.VtxBuffer[list.IdxBuffer[i] + static_cast<int>(command.VtxOffset)];
    };
    const ImRect clip(command.ClipRect);
    for (int i = static_cast<int>(command.IdxOffset); i + 2 < end; i += 3, ++turn_) {
      const ImDrawVert& a = vertex(i);
      const ImDrawVert& b = vertex(i + 1);
      const ImDrawVert& c = vertex(i + 2);
      const auto glyph = known_.find({a.uv.x, a.uv.y, c.uv.x, c.uv.y});
      if (glyph != known_.end() && clip.Contains((a.pos + c.pos) / 2)) {
        ImRect box(a.pos, a.pos);  // of upright words the corners are others
        box.Add(c.pos);
        const Drawn letter{rectOf(box), list_, turn_};
        screen_.text += glyph->second;
        screen_.letters.resize(screen_.text.size(), letter);
      }
      const bool opaque = std::min({a.col >> 24, b.col >> 24, c.col >> 24}) > 200;
      const bool plain = a.uv.x == b.uv.x && a.uv.y == b.uv.y && a.uv.x == c.uv.x && a.uv.y == c.uv.y;
      if (!opaque || !plain) continue;
      ImRect box(a.pos, a.pos);
      box.Add(b.pos);
      box.Add(c.pos);
      box.ClipWith(clip);
      if (box.GetWidth() > 0 && box.GetHeight() > 0) screen_.paint.push_back({rectOf(box), list_, turn_});
    }
  }
  void nextList() { ++list_; }
  Screen take() { return std::move(screen_); }

 private:
  const std::map<Corners, std::string> known_ = glyphs();
  Screen screen_;
  int list_ = 0;
  int turn_ = 0;
};

Screen readScreen() {
  Reader reader;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) {
    for (const ImDrawCmd& command : list->CmdBuffer) reader.read(*list, command);
    reader.nextList();
  }
  return reader.take();
}

std::string withoutBlanks(std::string_view words) {
  std::string text(words);
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

// Calls back with the first byte of each place where the words stand.
template <class Found>
void search(const Screen& screen, const std::string& wanted, Found&& found) {
  for (std::size_t at = screen.text.find(wanted); at != std::string::npos; at = screen.text.find(wanted, at + 1)) {
    found(at);
  }
}

}  // namespace

std::vector<Rect> findText(std::string_view words) {
  const std::string wanted = withoutBlanks(words);
  const Screen screen = readScreen();
  std::vector<Rect> places;
  search(screen, wanted, [&](std::size_t at) {
    ImRect box(FLT_MAX, FLT_MAX, -FLT_MAX, -FLT_MAX);
    for (std::size_t i = at; i < at + wanted.size(); ++i) {
      const Rect& letter = screen.letters[i].place;
      box.Add(ImRect(letter.x, letter.y, letter.right(), letter.bottom()));
    }
    places.push_back(rectOf(box));
  });
  return places;
}

std::optional<Rect> placeOf(std::string_view words) {
  const std::vector<Rect> places = findText(words);
  return places.empty() ? std::nullopt : std::optional(places.front());
}

std::string screenLetters() { return readScreen().text; }

bool says(std::string_view words) { return placeOf(words).has_value(); }

bool paintedOver(std::string_view words) {
  const std::string wanted = withoutBlanks(words);
  const Screen screen = readScreen();
  bool over = false;
  search(screen, wanted, [&](std::size_t at) {
    for (std::size_t i = at; i < at + wanted.size(); ++i) {
      const Drawn& letter = screen.letters[i];
      over |= std::any_of(screen.paint.begin(), screen.paint.end(), [&](const Drawn& paint) {
        return paint.list == letter.list && paint.turn > letter.turn && paint.place.overlaps(letter.place);
      });
    }
  });
  return over;
}

}  // namespace lab::ui
