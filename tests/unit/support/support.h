// What several test files need: the repository's own files as text, awkward matrices, pictures, and the distance of two
// doubles.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/matrix.h"
#include "core/random.h"
#include "data/image_set.h"

namespace lab::test {

// LAB_SOURCE_DIR, the root of the repository.
std::filesystem::path sourceDir();
// Throws when the file cannot be read, so that a missing golden file fails its test.
std::string readText(const std::filesystem::path& path);
// The folder with CIFAR-10's data_batch_1.bin, where this machine has one: CIFAR10_DIR, in which ./test names what
// tools/find_images.mjs has found, else assets/cifar10, else what that script has unpacked into the user's cache.
std::optional<std::filesystem::path> cifar10Folder();

// Without line ends (LF or CRLF).
std::vector<std::string> lines(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
double number(std::string_view text);

bool contains(std::string_view text, std::string_view part);

// How many representable doubles lie between the two; 0 for equal ones, huge for NaN.
std::uint64_t ulps(double a, double b);

// |a - b| <= tolerance, and false for NaN.
bool near(double a, double b, double tolerance);

// Normals times `scale`.
Matrix<double> randomMatrix(Index rows, Index cols, double scale, NumpyRandom& random);
Labels randomLabels(Index count, Index classes, NumpyRandom& random);

// Pictures of the stand-in, the same ones every time.
std::shared_ptr<ImageLibrary> someLibrary(Index train, Index test_images);

// Largest difference of two matrices of the same shape; NaN counts as infinite.
double largestDifference(const Matrix<double>& a, const Matrix<double>& b);

}  // namespace lab::test
