#include "data/preprocess.h"

#include <algorithm>
#include <cmath>

namespace lab {
namespace {

struct Statistics {
  Vector<double> mean;       // (D)
  Vector<double> deviation;  // (D)
};

Statistics measurePixels(const ImageSet& images, Index first, Index count) {
  constexpr Index pixels = ImageSet::pixels_per_image;
  Vector<double> sum = Vector<double>::Zero(pixels);
  Vector<double> squares = Vector<double>::Zero(pixels);
  for (Index i = 0; i < count; ++i) {
    const auto image = images.image(first + i);
    for (Index d = 0; d < pixels; ++d) {
      const double value = image[static_cast<std::size_t>(d)];
      sum[d] += value;
      squares[d] += value * value;  // whole numbers below 2^53: exact
    }
  }
  Statistics statistics;
  statistics.mean = sum / double(count);
  statistics.deviation = (squares / double(count) - statistics.mean.cwiseAbs2()).cwiseMax(0.0).cwiseSqrt();
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

Preprocessing measurePreprocessing(Normalize normalize, const ImageSet& images, Index first, Index count) {
  constexpr Index pixels = ImageSet::pixels_per_image;
  Vector<double> scale = Vector<double>::Ones(pixels);
  Vector<double> shift = Vector<double>::Zero(pixels);
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
      shift = -measurePixels(images, first, count).mean;
      break;
    case Normalize::channel: {
      Statistics statistics = measurePixels(images, first, count);
      poolChannels(statistics);
      standardize(statistics);
      break;
    }
    case Normalize::pixel:
      standardize(measurePixels(images, first, count));
      break;
  }
  return {scale.cast<float>(), shift.cast<float>()};
}

}  // namespace lab
