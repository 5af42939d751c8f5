// CIFAR-10 from the file system: a folder of .bin files, one .bin file, or cifar-10-binary.tar.gz.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "cli/command_line.h"
#include "core/result.h"
#include "data/image_set.h"

namespace lab::cli {

// Refuses what cannot be read, with the file's name and what was expected.
Result<ImageLibrary> readImages(const std::filesystem::path& path);

// Those of --data-dir, which data=cifar10 needs and nothing else takes; null for the plane.
Result<std::shared_ptr<const ImageLibrary>> imagesFor(const ParsedArguments& parsed, const Settings& settings);

// A whole file.
Result<std::vector<std::uint8_t>> readFile(const std::filesystem::path& path);

// The first images of each class in turn, as many as the classes have, filled up from the rest in order when some are
// short. Returns the places, in the set's own order.
std::vector<Index> balancedChoice(const ImageSet& images, Index count);

}  // namespace lab::cli
