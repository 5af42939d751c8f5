// The official binary layout of CIFAR-10 (Krizhevsky 2009): records of a label byte and 3,072 pixel bytes.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/result.h"
#include "data/image_set.h"

namespace lab {

inline constexpr std::array<std::string_view, 10> cifar10_classes = {
    "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"};
inline constexpr std::size_t cifar10_record_bytes = 1 + ImageSet::pixels_per_image;

// As many images as the lab takes in, for training and testing together: CIFAR-10 has 60,000, and MNIST in its layout
// 70,000.
inline constexpr Index most_images = 70'000;
// Refuses more of them than that.
Status checkImageCount(Index images, std::string_view name);

// The six files, in their order: "data_batch_1.bin" to "data_batch_5.bin", and last "test_batch.bin".
inline constexpr std::size_t cifar10_batches = 6;
inline constexpr std::size_t cifar10_test_batch = 5;
std::string cifar10BatchFile(std::size_t batch);
// Which of them a path names, whatever the folder.
std::optional<std::size_t> cifar10BatchOf(std::string_view path);
// "data_batch_3.bin and data_batch_5.bin", of those that are not there.
std::string cifar10Missing(const std::array<bool, cifar10_batches>& there);

// All records of one file. `name` is the file's, for messages. Refuses an empty file, a last record cut short, and a
// label above 9, each with file, record and what was expected; and what is known to be something else by its beginning.
Result<ImageSet> readCifar10Records(std::span<const std::uint8_t> bytes, std::string_view name);

// What bytes or paths look like that are not CIFAR-10's binary version, in a sentence that says what to do about it;
// empty where nobody knows.
std::string otherThanCifar10(std::span<const std::uint8_t> beginning);
std::string otherThanCifar10Path(std::string_view path);

}  // namespace lab
