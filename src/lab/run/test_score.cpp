#include "lab/run/test_score.h"

#include <algorithm>
#include <utility>

#include "data/image_source.h"
#include "lab/observe/observe.h"

namespace lab {

template <class S>
void TestScore<S>::measure(Trainer<S>& trainer, const Objective& objective, std::int64_t iteration, const RunData& data,
                           const Preprocessing& preprocessing) {
  const ImageSet& images = data.images->test;
  if (images.size() == 0) return;
  tested_ = std::shared_ptr<const ImageSet>(data.images, &images);
  TestResult result;
  result.part = ImagePart::test;
  result.iteration = iteration;
  result.resize(images.size());
  EvaluationSums sums;
  const auto see = [&result](Index first, const auto& scores) { addVerdicts<S>(scores, first, result); };
  const auto source = imageSource<S>(tested_, 0, images.size(), preprocessing);
  result.accuracy = trainer.evaluateNext(*source, objective, images.size(), sums, see)->accuracy;
  result_ = std::move(result);
}

template <class S>
void TestScore<S>::keep(const RunData& data) {
  if (!result_) return;
  const ImageSet& now = data.images->test;
  const auto count = static_cast<Index>(result_->predicted.size());
  const auto bytes = count * ImageSet::pixels_per_image;
  const bool same = &now == tested_.get() ||
                    (now.size() >= count && std::equal(now.y.begin(), now.y.begin() + count, tested_->y.begin()) &&
                     std::equal(now.pixels.begin(), now.pixels.begin() + bytes, tested_->pixels.begin()));
  tested_ = same ? std::shared_ptr<const ImageSet>(data.images, &now) : nullptr;
  if (!same) result_.reset();
}

template <class S>
std::unique_ptr<ExampleSource<S>> TestScore<S>::images(const Preprocessing& preprocessing) const {
  if (!result_) return nullptr;
  return imageSource<S>(tested_, 0, static_cast<Index>(result_->predicted.size()), preprocessing);
}

template class TestScore<float>;
template class TestScore<double>;

}  // namespace lab
