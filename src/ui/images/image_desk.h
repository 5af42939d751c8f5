// What the image panels share: which images are looked at, the model's word on them, which model's.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ui/kit/frame.h"

namespace lab::ui {

inline constexpr std::size_t image_classes = 10;

// A part of the images, narrowed to a class, to mistakes, or to a cell of the confusion matrix.
struct ImageChoice {
  ImagePart part = ImagePart::validation;
  std::optional<int> label;
  std::optional<int> predicted;  // with it the surest come first
  bool mistakes = false;
  bool operator==(const ImageChoice&) const = default;
};

// Rows: the true class; columns: what the model took it for.
struct Confusion {
  std::array<std::array<int, image_classes>, image_classes> counts{};
  int total = 0;
  int right = 0;
  int row(int label) const;
  double accuracy() const { return total > 0 ? static_cast<double>(right) / total : 0; }
  // Of one class: the share of its images that the model gets right.
  double accuracyOf(int label) const;
};

enum class StageTab { images, templates, confusion };

struct ImageDesk {
  StageTab tab = StageTab::images;
  ImageChoice choice;
  std::size_t run = 0;  // side by side: whose word and templates are shown
  Verdicts verdicts;    // as last computed; while training runs that is now and then; none of an untrained model
  double verdicts_at = -1;
  std::size_t verdicts_run = 0;
  bool stale = true;  // asked for, but not computed yet
};

inline constexpr const char* own_picture_tip =
    "A picture from this device: what does the model take it for? It does not leave the device.";

// Name of a class: the library's, or CIFAR-10's.
std::string className(const Snapshot& snapshot, int label);
// "validation".
const char* partName(ImagePart part);
// The labels of a part, in its order; empty where there are no images.
std::span<const std::int32_t> labelsOf(const Snapshot& snapshot, const ImageSplit& split, ImagePart part);
// The pixels of an image; empty where it is not there.
std::span<const std::uint8_t> pixelsOf(const Snapshot& snapshot, const ImageSplit& split, ImageRef ref);
const RunSnapshot& shownRun(const Snapshot& snapshot, const ImageDesk& desk);
// How many parts there are to choose from: the test images are there once they were measured on. Before that the wall
// of images offers them all the same, and leads to the place where they are measured.
std::size_t partCount(const Snapshot& snapshot, const ImageDesk& desk);
// The switch between them, at the cursor.
std::optional<ImagePart> choosePart(Frame& frame, ImageDesk& desk, float width);

// Indices within the part of the images that are chosen.
std::vector<Index> chosenImages(const ImageChoice& choice, std::span<const std::int32_t> labels,
                                const Verdicts& verdicts);
// Of the chosen images the next one after `from`, in their order and going round, that the model gets wrong.
std::optional<Index> nextMistakeIn(const ImageChoice& choice, std::span<const std::int32_t> labels,
                                   const Verdicts& verdicts, Index from);
Confusion confusionOf(std::span<const std::int32_t> labels, std::span<const std::int32_t> predicted);

// Takes over what the session computed, and asks it for more: at once when at rest, a few times a second in training,
// where a look at every image costs more than a step. Of the test images there is only what was said when they were
// measured on; without that the choice falls back to the validation images. Before the first step there are none.
void updateVerdicts(Frame& frame, ImageDesk& desk, View& view);

}  // namespace lab::ui
