// The official binary layout of CIFAR-10 (Krizhevsky 2009): records of a label byte and 3,072 pixel bytes.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "core/result.h"
#include "data/image_set.h"

namespace lab {

inline constexpr std::array<std::string_view, 10> cifar10_classes = {
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"};
inline constexpr std::size_t cifar10_record_bytes = 1 + ImageSet::pixels_per_image;

// All records of one file. `name` is the file's, for messages. Refuses an empty file, a last record cut short, and a
// label above 9, each with file, record and what was expected.
Result<ImageSet> readCifar10Records(std::span<const std::uint8_t> bytes, std::string_view name);

// The training and test batches of cifar-10-binary.tar, already decompressed. Refuses an archive without them, and says
// what it holds instead.
// train: data_batch_1.bin to data_batch_5.bin, in order; test: test_batch.bin.
Result<ImageLibrary> readCifar10Tar(std::span<const std::uint8_t> bytes, std::string_view name);

}  // namespace lab
