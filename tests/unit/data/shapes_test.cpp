// The drawn data sets: the spiral against NumPy's, the others against what their comments promise.
#include "data/shapes.h"

#include <cmath>
#include <limits>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "support.h"

namespace lab {
namespace {

using test::contains;

constexpr Shape shapes[] = {Shape::spiral, Shape::moons, Shape::circles, Shape::blobs, Shape::xor_};

// Value of "name=value" in a golden header line.
std::string field(const std::string& line, const std::string& name) {
  for (const std::string& word : test::split(line, ' ')) {
    if (word.starts_with(name + "=")) return word.substr(name.size() + 1);
  }
  throw std::runtime_error("no field " + name);
}

TEST_CASE("shapes: the spiral is NumPy's") {
  const auto golden = test::lines(test::readText(test::sourceDir() / "tests/golden/spiral.txt"));
  int spirals = 0;
  Dataset dataset;
  double farthest = 0;
  for (const std::string& line : golden) {
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("spiral")) {
      CAPTURE(line);
      NumpyRandom random(static_cast<std::uint32_t>(std::stoul(field(line, "seed"))));
      ShapeSpec spec;
      spec.points = std::stoi(field(line, "points"));
      spec.classes = std::stoi(field(line, "classes"));
      spec.noise = test::number(field(line, "noise"));
      const Result<Dataset> made = makeShape(spec, random);
      REQUIRE(made.ok());
      dataset = made.value();
      CHECK(dataset.size() == Index{spec.points} * spec.classes);
      CHECK(dataset.classes == spec.classes);
      ++spirals;
      continue;
    }
    const auto words = test::split(line, ' ');
    REQUIRE(words.size() == 4);
    const Index row = std::stol(words[0]);
    CAPTURE(line);
    // Within the rounding of sine and cosine of angles up to 40.
    farthest = std::max(farthest, std::abs(dataset.X(row, 0) - test::number(words[1])));
    farthest = std::max(farthest, std::abs(dataset.X(row, 1) - test::number(words[2])));
    REQUIRE(dataset.y[static_cast<std::size_t>(row)] == std::stoi(words[3]));
  }
  CHECK(farthest <= 1e-14);
  CHECK(spirals == 7);
}

TEST_CASE("shapes: every shape has its points, classes in order, finite and within sight") {
  for (const Shape shape : shapes) {
    for (const int classes : {2, 3, 7, 10}) {
      for (const int points : {1, 2, 17}) {
        CAPTURE(static_cast<int>(shape));
        CAPTURE(classes);
        CAPTURE(points);
        NumpyRandom random(4);
        const Result<Dataset> made = makeShape({shape, points, classes, 0.1}, random);
        REQUIRE(made.ok());
        const Dataset& dataset = made.value();
        REQUIRE(dataset.size() == Index{points} * classes);
        REQUIRE(dataset.features() == 2);
        REQUIRE(dataset.y.size() == static_cast<std::size_t>(dataset.size()));
        for (Index i = 0; i < dataset.size(); ++i) CHECK(dataset.y[static_cast<std::size_t>(i)] == i / points);
        CHECK(dataset.X.allFinite());
        CHECK(dataset.X.cwiseAbs().maxCoeff() < 2.0);
      }
    }
  }
}

TEST_CASE("shapes: a seed is a data set, another seed is another one") {
  for (const Shape shape : shapes) {
    CAPTURE(static_cast<int>(shape));
    NumpyRandom first(1);
    NumpyRandom again(1);
    NumpyRandom other(2);
    const ShapeSpec spec{shape, 20, 3, 0.2};
    const Dataset a = makeShape(spec, first).value();
    CHECK(a.X == makeShape(spec, again).value().X);
    CHECK(first == again);
    CHECK(a.X != makeShape(spec, other).value().X);
  }
}

TEST_CASE("shapes: without noise the geometry is exact") {
  NumpyRandom random(1);
  const Dataset circles = makeShape({Shape::circles, 40, 4, 0.0}, random).value();
  for (Index i = 0; i < circles.size(); ++i) {
    CHECK(circles.X.row(i).norm() == doctest::Approx(double(i / 40 + 1) / 4));
  }
  const Dataset blobs = makeShape({Shape::blobs, 5, 3, 0.0}, random).value();
  for (Index i = 0; i < blobs.size(); ++i) CHECK(blobs.X.row(i) == blobs.X.row(i / 5 * 5));
  const Dataset chess = makeShape({Shape::xor_, 100, 2, 0.0}, random).value();
  for (Index i = 0; i < chess.size(); ++i) {
    const bool same_sign = (chess.X(i, 0) < 0) == (chess.X(i, 1) < 0);
    CHECK(chess.y[static_cast<std::size_t>(i)] == (same_sign ? 0 : 1));
  }
  const Dataset spiral = makeShape({Shape::spiral, 50, 2, 0.0}, random).value();
  for (Index i = 0; i < spiral.size(); ++i) CHECK(spiral.X.row(i).norm() == doctest::Approx(double(i % 50) / 49));
}

TEST_CASE("shapes: values out of range are refused by name, value and range") {
  NumpyRandom random(1);
  const auto refusal = [&random](int points, int classes, double noise) {
    const Result<Dataset> made = makeShape({Shape::spiral, points, classes, noise}, random);
    REQUIRE_FALSE(made.ok());
    return made.error();
  };
  const NumpyRandom untouched = random;
  CHECK(contains(refusal(0, 3, 0.2), "points"));
  CHECK(contains(refusal(2001, 3, 0.2), "2001"));
  CHECK(contains(refusal(2001, 3, 0.2), "1 to 2000"));
  CHECK(contains(refusal(100, 1, 0.2), "classes"));
  CHECK(contains(refusal(100, 11, 0.2), "2 to 10"));
  CHECK(contains(refusal(100, 3, -0.1), "noise"));
  CHECK(contains(refusal(100, 3, 1.1), "0 to 1"));
  CHECK(contains(refusal(100, 3, std::numeric_limits<double>::quiet_NaN()), "noise"));
  CHECK(random == untouched);
}

}  // namespace
}  // namespace lab
