#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "ui/kit/im.h"
#include "ui_harness.h"

namespace lab::ui {
namespace {

// The characters beyond ASCII in a file of UTF-8, comments left out.
std::set<std::uint32_t> charactersOf(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::set<std::uint32_t> found;
  std::string line;
  while (std::getline(file, line)) {
    line = line.substr(0, line.find("//"));
    for (std::size_t i = 0; i < line.size(); ++i) {
      const auto byte = static_cast<unsigned char>(line[i]);
      if (byte < 0xC0) continue;
      const int more = byte >= 0xE0 ? 2 : 1;
      std::uint32_t code = byte & (more == 2 ? 0x0F : 0x1F);
      for (int k = 1; k <= more; ++k)
        code = code << 6 | (static_cast<unsigned char>(line[i + static_cast<std::size_t>(k)]) & 0x3F);
      found.insert(code);
    }
  }
  return found;
}

}  // namespace

// The fonts are subsets (tools/make_fonts.mjs): a sign that is missing there is a box on the page.
TEST_CASE("fonts: every character that the sources say is in the regular font") {
  Harness page(1280, 800);
  ImFont* font = ImGui::GetFont();
  int checked = 0;
  for (const char* folder : {"/src/ui", "/src/lab", "/src/platform"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(LAB_SOURCE_DIR) + folder)) {
      if (!entry.is_regular_file()) continue;
      for (const std::uint32_t code : charactersOf(entry.path())) {
        CAPTURE(entry.path().string());
        CAPTURE(code);
        CHECK(font->IsGlyphInFont(static_cast<ImWchar>(code)));
        ++checked;
      }
    }
  }
  CHECK(checked > 50);
}

}  // namespace lab::ui
