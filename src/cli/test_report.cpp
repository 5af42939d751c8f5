// What --test prints.
#include <algorithm>
#include <array>
#include <ostream>

#include "cli/training.h"

namespace lab::cli {

void printTest(const TestResult& test, const ImageLibrary& images, std::ostream& out) {
  std::array<std::array<int, 10>, 10> counts{};
  for (std::size_t i = 0; i < test.predicted.size(); ++i) {
    ++counts[static_cast<std::size_t>(images.test.y[i])][static_cast<std::size_t>(test.predicted[i])];
  }
  out << "\ntest accuracy " << formatted("%.2f%%", 100 * test.accuracy) << " on " << test.predicted.size()
      << " images\n\n";
  const auto column = [&](const std::string& text, std::size_t width) {
    out << std::string(width - std::min(width, text.size()), ' ') << text;
  };
  column("true \\ predicted", 16);
  for (const std::string& name : images.classes) column(name.substr(0, 5), 6);
  column("right", 9);
  out << '\n';
  for (std::size_t row = 0; row < counts.size(); ++row) {
    column(images.classes[row], 16);
    int total = 0;
    for (const int cell : counts[row]) {
      column(std::to_string(cell), 6);
      total += cell;
    }
    column(formatted("%.1f%%", total > 0 ? 100.0 * counts[row][row] / total : 0.0), 9);
    out << '\n';
  }
}

}  // namespace lab::cli
