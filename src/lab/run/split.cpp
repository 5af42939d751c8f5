#include "lab/run/split.h"

#include <algorithm>

#include "core/text.h"

namespace lab {

ImageSplit splitImages(const Settings& settings, Index images, Index most_validation) {
  ImageSplit split;
  split.validation = std::min({Index{settings.val}, images / 2, most_validation});
  split.train = std::min<Index>(settings.train, images - split.validation);
  const bool first = settings.val_from == ValidationFrom::first;
  split.first_train = first ? split.validation : 0;
  split.first_validation = first ? 0 : split.train;
  return split;
}

std::string describeSplit(const Settings& settings, Index images) {
  const ImageSplit split = splitImages(settings, images);
  const bool all = settings.train == Settings{}.train;
  const bool fewer = split.validation < settings.val || (split.train < settings.train && !all);
  const std::string words = grouped(split.train) + (split.train == 1 ? " image" : " images") + " to train on and " +
                            grouped(split.validation) + " for validation";
  return fewer ? words + " (fewer than asked for: " + grouped(images) + " are loaded)" : words;
}

}  // namespace lab
