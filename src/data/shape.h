// The data sets of the plane that are drawn by formula, by name.
#pragma once

namespace lab {

enum class Shape {
  spiral,   // arm j: radius 0 to 1, angle 4j to 4(j+1) + noise * normal; the course's case study
  moons,    // interleaved half circles, side by side; noise moves both coordinates
  circles,  // concentric rings of radius 1/C to 1
  blobs,    // normal clouds whose centres lie on a circle
  xor_,     // squares of a chessboard; class = (column + row) mod C
};

}  // namespace lab
