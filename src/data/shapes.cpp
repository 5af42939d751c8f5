#include "data/shapes.h"

#include <numbers>
#include <string>

#include "kernels/elementary.h"

namespace lab {
namespace {

using std::numbers::pi;

// NumPy's linspace(start, stop, n)[i], with its rounding: i * step + start, and the end exactly.
double linspace(double start, double stop, int n, int i) {
  if (n == 1) return start;
  if (i == n - 1) return stop;
  return i * ((stop - start) / (n - 1)) + start;
}

struct Point {
  double x, y;
};

// Arm j of the spiral. One normal a point.
Point spiralPoint(const ShapeSpec& spec, int j, int i, NumpyRandom& random) {
  const double radius = linspace(0.0, 1.0, spec.points, i);
  const double angle = linspace(4.0 * j, 4.0 * (j + 1), spec.points, i) + random.normal() * spec.noise;
  const auto [sine, cosine] = sinCos(angle);
  return {radius * sine, radius * cosine};
}

// Half circles that interlock: even classes bulge upwards, odd ones downwards, each shifted by half a moon. Scaled to
// about -1 to 1.
Point moonsPoint(const ShapeSpec& spec, int j, int i, NumpyRandom& random) {
  const double angle = linspace(0.0, pi, spec.points, i);
  const double side = j % 2 == 0 ? 1.0 : -1.0;
  const double width = 2.0 + (spec.classes - 1);
  const auto [sine, cosine] = sinCos(angle);
  const double x = j + 1.0 - cosine - width / 2;
  const double y = side * (sine - 0.25);
  const double scale = 2.0 / width;
  const double noise_x = random.normal();
  const double noise_y = random.normal();
  return {scale * (x + spec.noise * noise_x), scale * (y + spec.noise * noise_y)};
}

// Rings of radius 1/C, 2/C … 1. The noise is a share of the gap between rings.
Point circlesPoint(const ShapeSpec& spec, int j, int i, NumpyRandom& random) {
  const double gap = 1.0 / spec.classes;
  const double radius = (j + 1) * gap + spec.noise * gap * random.normal();
  const double angle = 2.0 * pi * i / spec.points;
  const auto [sine, cosine] = sinCos(angle);
  return {radius * sine, radius * cosine};
}

// Clouds around centres on a circle of radius 0.7; the noise is their standard deviation.
Point blobsPoint(const ShapeSpec& spec, int j, int /*i*/, NumpyRandom& random) {
  const double angle = 2.0 * pi * j / spec.classes;
  const double noise_x = random.normal();
  const double noise_y = random.normal();
  const auto [sine, cosine] = sinCos(angle);
  return {0.7 * sine + spec.noise * noise_x, 0.7 * cosine + spec.noise * noise_y};
}

// A chessboard of C x C squares on [-1, 1]^2; class j owns the squares with (column + row) mod C = j. For C = 2 that
// is the exclusive or of the signs. Points fill the class's squares in turn, uniformly; the noise moves them out.
Point xorPoint(const ShapeSpec& spec, int j, int i, NumpyRandom& random) {
  const int column = i % spec.classes;
  const int row = (j - column + spec.classes) % spec.classes;
  const double side = 2.0 / spec.classes;
  const double x = -1.0 + side * (column + random.uniform());
  const double y = -1.0 + side * (row + random.uniform());
  const double noise_x = random.normal();
  const double noise_y = random.normal();
  return {x + 0.5 * spec.noise * side * noise_x, y + 0.5 * spec.noise * side * noise_y};
}

Point drawPoint(const ShapeSpec& spec, int j, int i, NumpyRandom& random) {
  switch (spec.shape) {
    case Shape::spiral:
      return spiralPoint(spec, j, i, random);
    case Shape::moons:
      return moonsPoint(spec, j, i, random);
    case Shape::circles:
      return circlesPoint(spec, j, i, random);
    case Shape::blobs:
      return blobsPoint(spec, j, i, random);
    case Shape::xor_:
      return xorPoint(spec, j, i, random);
  }
  return {};
}

Error outOfRange(const char* what, const std::string& value, const char* range) {
  return {std::string(what) + " is " + value + "; it must be " + range + "."};
}

}  // namespace

Result<Dataset> makeShape(const ShapeSpec& spec, NumpyRandom& random) {
  if (spec.points < 1 || spec.points > 2000) {
    return outOfRange("points per class", std::to_string(spec.points), "1 to 2000");
  }
  if (spec.classes < 2 || spec.classes > 10) {
    return outOfRange("classes", std::to_string(spec.classes), "2 to 10");
  }
  if (!(spec.noise >= 0 && spec.noise <= 1)) return outOfRange("noise", std::to_string(spec.noise), "0 to 1");

  Dataset dataset;
  dataset.classes = spec.classes;
  dataset.X.resize(Index{spec.points} * spec.classes, 2);
  dataset.y.reserve(static_cast<std::size_t>(dataset.X.rows()));
  for (int j = 0; j < spec.classes; ++j) {
    for (int i = 0; i < spec.points; ++i) {
      const Point point = drawPoint(spec, j, i, random);
      dataset.X.row(Index{j} * spec.points + i) << point.x, point.y;
      dataset.y.push_back(j);
    }
  }
  return dataset;
}

}  // namespace lab
