#include "lab/run/examples.h"

#include <algorithm>

#include "lab/run/split.h"

namespace lab {
namespace {

// Looking at every training image would take longer than many a step; this many tell the accuracy to about 1.5 %.
constexpr Index probe_images = 1000;

}  // namespace

template <class S>
Examples<S> makeExamples(const Settings& settings, const RunData& data, Index most_validation, PixelSums& sums,
                         const Preprocessing* known) {
  if (modeOf(settings) == Mode::plane) return {matrixSource<S>(*data.plane), nullptr, nullptr, {}, {}};
  const std::shared_ptr<const ImageSet> images(data.images, &data.images->train);
  const ImageSplit split = splitImages(settings, images->size(), most_validation);
  const Preprocessing preprocessing =
      known != nullptr ? *known
                       : measurePreprocessing(settings.normalize, images, split.first_train, split.train, sums);
  return {imageSource<S>(images, split.first_train, split.train, preprocessing),
          imageSource<S>(images, split.first_train, std::min(split.train, probe_images), preprocessing),
          imageSource<S>(images, split.first_validation, split.validation, preprocessing), split, preprocessing};
}

template Examples<float> makeExamples(const Settings&, const RunData&, Index, PixelSums&, const Preprocessing*);
template Examples<double> makeExamples(const Settings&, const RunData&, Index, PixelSums&, const Preprocessing*);

}  // namespace lab
