#include "data/preprocess.h"

#include <algorithm>
#include <cmath>

#include "kernels/pixels.h"

namespace lab {
namespace {

struct Statistics {
  Vector<double> mean;       // (D)
  Vector<double> deviation;  // (D)
};

Statistics statisticsOf(const PixelSums& sums) {
  Statistics statistics;
  statistics.mean = sums.sum() / double(sums.count());
  statistics.deviation =
      (sums.squares() / double(sums.count()) - statistics.mean.cwiseAbs2()).cwiseMax(0.0).cwiseSqrt();
  return statistics;
}

// One mean and one deviation a colour channel, over all of its pixels.
void poolChannels(Statistics& statistics) {
  constexpr Index plane = ImageSet::side * ImageSet::side;
  for (Index channel = 0; channel < ImageSet::channels; ++channel) {
    auto mean = statistics.mean.segment(channel * plane, plane);
    auto deviation = statistics.deviation.segment(channel * plane, plane);
    const double pooled_mean = mean.mean();
    const double pooled_square = (deviation.cwiseAbs2() + mean.cwiseAbs2()).mean();
    mean.setConstant(pooled_mean);
    deviation.setConstant(std::sqrt(std::max(0.0, pooled_square - pooled_mean * pooled_mean)));
  }
}

}  // namespace

void PixelSums::add(const std::shared_ptr<const ImageSet>& images, Index first, Index count) {
  constexpr Index pixels = ImageSet::pixels_per_image;
  if (images_.lock() != images || first != first_ || count < count_) {
    images_ = images;
    first_ = first;
    count_ = 0;
    sum_.setZero(pixels);
    squares_.setZero(pixels);
  }
  for (; count_ < count; ++count_) {
    addPixels(images->image(first_ + count_).data(), pixels, sum_.data(), squares_.data());
  }
}

Preprocessing measurePreprocessing(Normalize normalize, const std::shared_ptr<const ImageSet>& images, Index first,
                                   Index count, PixelSums& sums) {
  constexpr Index pixels = ImageSet::pixels_per_image;
  Vector<double> scale = Vector<double>::Ones(pixels);
  Vector<double> shift = Vector<double>::Zero(pixels);
  const auto measured = [&] {
    sums.add(images, first, count);
    return statisticsOf(sums);
  };
  const auto standardize = [&](const Statistics& statistics) {
    scale = statistics.deviation.unaryExpr([](double deviation) { return deviation > 0 ? 1.0 / deviation : 1.0; });
    shift = -statistics.mean.cwiseProduct(scale);
  };
  switch (normalize) {
    case Normalize::raw:
      break;
    case Normalize::unit:
      scale.setConstant(1.0 / 255.0);
      break;
    case Normalize::mean_image:
      shift = -measured().mean;
      break;
    case Normalize::channel: {
      Statistics statistics = measured();
      poolChannels(statistics);
      standardize(statistics);
      break;
    }
    case Normalize::pixel:
      standardize(measured());
      break;
  }
  return {scale.cast<float>(), shift.cast<float>()};
}

}  // namespace lab
