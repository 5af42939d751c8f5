#include "lab/split.h"

#include <algorithm>

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

}  // namespace lab
