#include "lab/study/sanity_data.h"

#include <algorithm>

#include "lab/run/split.h"

namespace lab {
namespace {

// The middles of `count` equal parts of [0, n).
std::vector<Index> spread(Index count, Index n) {
  std::vector<Index> places;
  for (std::int64_t i = 0; i < count; ++i) places.push_back(static_cast<Index>((2 * i + 1) * n / (2 * count)));
  return places;
}

void addImage(const ImageSet& from, Index place, ImageSet& to) {
  const auto pixels = from.image(place);
  to.pixels.insert(to.pixels.end(), pixels.begin(), pixels.end());
  to.y.push_back(from.y[static_cast<std::size_t>(place)]);
}

bool contradicts(const Dataset& data) {
  for (Index i = 0; i < data.size(); ++i) {
    for (Index j = 0; j < i; ++j) {
      if (data.y[static_cast<std::size_t>(i)] != data.y[static_cast<std::size_t>(j)] &&
          data.X.row(i) == data.X.row(j)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

SmallData smallData(const Settings& settings, const RunData& data, Index count) {
  SmallData small{settings, {}, false};
  small.data.stream = data.stream;
  if (modeOf(settings) == Mode::plane) {
    const Dataset& all = *data.plane;
    const std::vector<Index> rows = spread(std::min(count, all.size()), all.size());
    auto some = std::make_shared<Dataset>();
    some->X = all.X(rows, Eigen::placeholders::all);
    for (const Index row : rows) some->y.push_back(all.y[static_cast<std::size_t>(row)]);
    some->classes = all.classes;
    small.contradicts_itself = contradicts(*some);
    small.data.plane = std::move(some);
    return small;
  }
  const ImageSet& all = data.images->train;
  const ImageSplit split = splitImages(settings, all.size());
  auto some = std::make_shared<ImageLibrary>();
  some->classes = data.images->classes;
  addImage(all, split.validation > 0 ? split.first_validation : 0, some->train);
  for (const Index i : spread(std::min(count, split.train), split.train)) {
    addImage(all, split.first_train + i, some->train);
  }
  small.settings.val = 1;
  small.settings.val_from = ValidationFrom::first;
  small.settings.train = static_cast<int>(some->train.size() - 1);
  small.data.images = std::move(some);
  return small;
}

}  // namespace lab
