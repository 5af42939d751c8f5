// The random stream against NumPy's, from tests/golden/random_stream.txt.
#include "core/random.h"

#include <algorithm>
#include <sstream>

#include <doctest/doctest.h>

#include "support.h"

namespace lab {
namespace {

using test::lines;
using test::number;
using test::split;

// "operation arguments : values"
struct GoldenLine {
  std::string operation;
  std::vector<std::int64_t> arguments;
  std::vector<double> values;  // integers up to 2^32 are exact in a double
};

GoldenLine parseGoldenLine(const std::string& line) {
  GoldenLine out;
  const std::size_t colon = line.find(" :");
  std::istringstream head(line.substr(0, colon));
  head >> out.operation;
  for (std::int64_t argument; head >> argument;) out.arguments.push_back(argument);
  if (colon == std::string::npos) return out;
  std::istringstream tail(line.substr(colon + 2));
  for (std::string value; tail >> value;) out.values.push_back(number(value));
  return out;
}

std::vector<double> draw(const GoldenLine& golden, NumpyRandom& random) {
  const std::string& operation = golden.operation;
  std::vector<double> out;
  if (operation == "randint" || operation == "choice") {
    std::vector<Index> drawn(static_cast<std::size_t>(golden.arguments.at(1)));
    random.randint(static_cast<std::uint32_t>(golden.arguments.at(0)), drawn);
    // An Index has 32 bits in WebAssembly, where the largest draws wrap; no data set has that many rows.
    for (const Index value : drawn) out.push_back(static_cast<std::uint32_t>(value));
  } else if (operation == "permutation") {
    std::vector<Index> drawn;
    random.permutation(drawn, static_cast<Index>(golden.arguments.at(0)));
    out.assign(drawn.begin(), drawn.end());
  } else {
    for (std::int64_t i = 0; i < golden.arguments.at(0); ++i) {
      if (operation == "bits") out.push_back(random.bits());
      if (operation == "uniform") out.push_back(random.uniform());
      if (operation == "normal") out.push_back(random.normal());
    }
  }
  return out;
}

TEST_CASE("random: every draw is NumPy's") {
  NumpyRandom random(0);
  std::string seed;
  int checked = 0;
  for (const std::string& line : lines(test::readText(test::sourceDir() / "tests/golden/random_stream.txt"))) {
    if (line.empty() || line[0] == '#') continue;
    const GoldenLine golden = parseGoldenLine(line);
    if (golden.operation == "seed") {
      seed = line;
      random = NumpyRandom(static_cast<std::uint32_t>(golden.arguments.at(0)));
      continue;
    }
    if (golden.operation == "discard") {
      random.discardNormals(golden.arguments.at(0));
      continue;
    }
    CAPTURE(seed);
    CAPTURE(line.substr(0, 60));
    const std::vector<double> ours = draw(golden, random);
    REQUIRE(ours.size() == golden.values.size());
    std::size_t wrong = 0;
    std::uint64_t farthest = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
      const std::uint64_t distance = test::ulps(ours[i], golden.values[i]);
      farthest = std::max(farthest, distance);
      wrong += distance == 0 ? 0u : 1u;
    }
    if (golden.operation == "normal") {
      // log is the C library's, which may round the last bit in another way than NumPy's did.
      CHECK(farthest <= 1);
    } else {
      CHECK(wrong == 0);
    }
    ++checked;
  }
  CHECK(checked > 80);
}

TEST_CASE("random: the spare normal waits through other draws and copies along") {
  NumpyRandom pairs(5);
  const double first = pairs.normal();
  const double second = pairs.normal();

  NumpyRandom other(5);
  CHECK(other.normal() == first);
  std::vector<Index> drawn(3);
  other.randint(10, drawn);
  NumpyRandom copy = other;
  CHECK(copy == other);
  CHECK(other.normal() == second);
  CHECK_FALSE(copy == other);
  CHECK(copy.normal() == second);
  CHECK(copy == other);
}

TEST_CASE("random: discarding normals is drawing them") {
  for (const int count : {0, 1, 2, 17, 1001}) {
    NumpyRandom drawn(9);
    NumpyRandom discarded(9);
    for (int i = 0; i < count; ++i) drawn.normal();
    discarded.discardNormals(count);
    CHECK(drawn == discarded);
  }
}

TEST_CASE("random: a stream goes on from its state, wherever in a generation that is") {
  for (const int drawn : {0, 1, 623, 624, 625, 3000}) {
    NumpyRandom random(17);
    for (int i = 0; i < drawn; ++i) random.bits();
    CHECK(random.state().position == (drawn == 0 ? 624 : (drawn - 1) % 624 + 1));
    NumpyRandom resumed(random.state());
    CHECK(resumed == random);
    for (int i = 0; i < 700; ++i) REQUIRE(resumed.bits() == random.bits());
  }
}

TEST_CASE("random: ranges hold, and a range of one value draws nothing") {
  NumpyRandom random(11);
  NumpyRandom untouched = random;
  CHECK(random.upTo(0) == 0);
  CHECK(random == untouched);
  for (int i = 0; i < 10000; ++i) {
    const double value = random.uniform();
    REQUIRE((value >= 0 && value < 1));
    REQUIRE(random.upTo(6) <= 6);
  }
  std::vector<Index> order;
  random.permutation(order, 50);
  std::vector<Index> sorted = order;
  std::sort(sorted.begin(), sorted.end());
  for (Index i = 0; i < 50; ++i) CHECK(sorted[static_cast<std::size_t>(i)] == i);
  random.permutation(order, 1);
  CHECK(order == std::vector<Index>{0});
  random.permutation(order, 0);
  CHECK(order.empty());
}

}  // namespace
}  // namespace lab
