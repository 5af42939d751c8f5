// The page's own text and the panels are written in the same two fonts, so that a visit loads them once: web/module.mjs
// hands them over. These stand in the place of the definitions that are generated for programs without a page.
#include <emscripten.h>

#include <cstddef>
#include <vector>

#include "fonts_data.h"

namespace lab::ui {

namespace {

EM_JS(int, bytesOfFont, (int number), { return Module["labFonts"][number].length; });
EM_JS(void, takeFont, (int number, unsigned char* to), { HEAPU8.set(Module["labFonts"][number], to); });

// As long as the program runs, as Dear ImGui wants it.
FontData fontOfPage(int number, std::vector<unsigned char>& bytes) {
  if (bytes.empty()) {
    bytes.resize(static_cast<std::size_t>(bytesOfFont(number)));
    takeFont(number, bytes.data());
  }
  return {bytes.data(), static_cast<int>(bytes.size())};
}

}  // namespace

FontData fontRegular() {
  static std::vector<unsigned char> bytes;
  return fontOfPage(0, bytes);
}

FontData fontSemiBold() {
  static std::vector<unsigned char> bytes;
  return fontOfPage(1, bytes);
}

}  // namespace lab::ui
