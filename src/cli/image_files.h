// CIFAR-10 from the file system: a folder of .bin files, one .bin file, or cifar-10-binary.tar.gz, packed or not. A
// file is known by its first bytes, whatever its name.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "core/result.h"
#include "data/image_set.h"

namespace lab::cli {

// Refuses what cannot be read, with the file's name and what was expected. A folder that lacks a batch is used, and the
// terminal told which.
Result<ImageLibrary> readImages(const std::string& path, Terminal& terminal);

// Those of --data-dir, which data=cifar10 needs and nothing else takes; null for the plane.
Result<std::shared_ptr<const ImageLibrary>> imagesFor(const ParsedArguments& parsed, const Settings& settings,
                                                      Terminal& terminal);

// The first images of each class in turn, as many as the classes have, filled up from the rest in order when some are
// short. Returns the places, in the set's own order.
std::vector<Index> balancedChoice(const ImageSet& images, Index count);

}  // namespace lab::cli
