#include "support.h"

#include <bit>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>

#include "data/stand_in.h"

namespace lab::test {

std::filesystem::path sourceDir() { return LAB_SOURCE_DIR; }

std::string readText(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

namespace {

// An environment variable; empty if it is not set.
std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

std::filesystem::path cacheFolder() {
  const std::string cache = variable("XDG_CACHE_HOME");
  return cache.empty() ? std::filesystem::path(variable("HOME")) / ".cache" : std::filesystem::path(cache);
}

}  // namespace

std::optional<std::filesystem::path> cifar10Folder() {
  std::vector<std::filesystem::path> places{sourceDir() / "assets/cifar10",
                                            cacheFolder() / "classifier-lab/cifar10/exact"};
  if (const std::string named = variable("CIFAR10_DIR"); !named.empty()) places = {named};
  for (const std::filesystem::path& place : places) {
    if (std::filesystem::exists(place / "data_batch_1.bin")) return place;
  }
  return std::nullopt;
}

std::vector<std::string> lines(std::string_view text) {
  std::vector<std::string> out = split(text, '\n');
  if (!out.empty() && out.back().empty()) out.pop_back();
  for (std::string& line : out) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
  }
  return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = text.find(separator, begin);
    out.emplace_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return out;
    begin = end + 1;
  }
}

double number(std::string_view text) {
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  if (copy.empty() || *end != '\0') throw std::runtime_error("not a number: '" + copy + "'");
  return value;
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::uint64_t ulps(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::numeric_limits<std::uint64_t>::max();
  // Bit patterns of doubles of one sign are in their order; negative ones are mirrored to make one scale of all.
  const auto ordered = [](double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    constexpr std::uint64_t sign = 1ull << 63;
    return (bits & sign) != 0 ? sign - (bits & ~sign) : sign + bits;
  };
  const std::uint64_t x = ordered(a);
  const std::uint64_t y = ordered(b);
  return x > y ? x - y : y - x;
}

bool near(double a, double b, double tolerance) { return std::abs(a - b) <= tolerance; }

Matrix<double> randomMatrix(Index rows, Index cols, double scale, NumpyRandom& random) {
  Matrix<double> out(rows, cols);
  for (Index r = 0; r < rows; ++r) {
    for (Index c = 0; c < cols; ++c) out(r, c) = scale * random.normal();
  }
  return out;
}

Labels randomLabels(Index count, Index classes, NumpyRandom& random) {
  Labels out;
  for (Index i = 0; i < count; ++i) {
    out.push_back(static_cast<std::int32_t>(random.upTo(static_cast<std::uint32_t>(classes - 1))));
  }
  return out;
}

std::shared_ptr<ImageLibrary> someLibrary(Index train, Index test_images) {
  NumpyRandom random(5);
  auto library = std::make_shared<ImageLibrary>();
  library->train = drawStandIn(train, random);
  library->test = drawStandIn(test_images, random);
  library->classes.assign(stand_in_classes.begin(), stand_in_classes.end());
  return library;
}

double largestDifference(const Matrix<double>& a, const Matrix<double>& b) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (a.rows() != b.rows() || a.cols() != b.cols()) return infinity;
  double largest = 0;
  for (Index i = 0; i < a.size(); ++i) {
    const double difference = std::abs(a.data()[i] - b.data()[i]);
    largest = difference <= largest ? largest : (std::isnan(difference) ? infinity : difference);
  }
  return largest;
}

}  // namespace lab::test
