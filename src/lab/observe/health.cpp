#include "lab/observe/health.h"

#include <algorithm>
#include <cmath>
#include "train/model_loss.h"

namespace lab {
namespace {

constexpr int bins = 32;

// `keep`: which of the finite values count.
template <class S, class Keep>
Histogram histogramOf(std::string_view name, const S* values, Index count, Keep keep) {
  Histogram histogram{name, 0, 0, std::vector<std::int64_t>(bins, 0)};
  bool any = false;
  for (Index i = 0; i < count; ++i) {
    if (!std::isfinite(values[i]) || !keep(values[i])) continue;
    const auto value = double(values[i]);
    histogram.low = any ? std::min(histogram.low, value) : value;
    histogram.high = any ? std::max(histogram.high, value) : value;
    any = true;
  }
  // Each part by itself, for the difference of the largest numbers is infinite.
  const double width = histogram.high / bins - histogram.low / bins;
  for (Index i = 0; i < count; ++i) {
    if (!std::isfinite(values[i]) || !keep(values[i])) continue;
    const double place = width > 0 ? double(values[i]) / width - histogram.low / width : 0;
    ++histogram.counts[static_cast<std::size_t>(std::clamp(place, 0.0, double(bins - 1)))];
  }
  return histogram;
}

template <class S>
void lookAtHidden(const Matrix<S>& hidden, Index rows, Health& health) {
  const auto seen = hidden.topRows(rows).array();
  Index dead = 0;
  for (Index j = 0; j < hidden.cols(); ++j) dead += (seen.col(j) > S(0)).any() ? 0 : 1;
  health.dead_units = dead;
  health.silent_share = double((seen <= S(0)).count()) / double(rows * hidden.cols());
  health.histograms.push_back(
      histogramOf("hidden", hidden.data(), rows * hidden.cols(), [](S value) { return value > 0; }));
}

}  // namespace

template <class S>
Health examine(const Trainer<S>& trainer, const Objective& objective) {
  const Model<S>& model = trainer.model();
  Health health;
  health.examples = std::min(health_examples, trainer.examples().size());
  Matrix<S> scratch;
  const auto X = trainer.examples().slice(0, health.examples, scratch);
  const auto labels = trainer.examples().labels().first(static_cast<std::size_t>(health.examples));
  Activations<S> activations;
  Vector<S> gradient(trainer.parameters().size());
  lossAndGradient<S>(model, objective, trainer.parameters(), X, labels, activations, gradient);
  for (const ParameterBlock& block : model.blocks()) {
    const auto values = trainer.parameters().segment(block.offset, block.size());
    BlockHealth seen{block.name,
                     block.is_weight,
                     double(values.norm()),
                     double(gradient.segment(block.offset, block.size()).norm()),
                     {}};
    if (trainer.lastUpdate()) seen.update = double(trainer.lastUpdate()->segment(block.offset, block.size()).norm());
    health.blocks.push_back(seen);
    if (!block.is_weight) continue;
    health.histograms.push_back(histogramOf(block.name, values.data(), block.size(), [](S /*value*/) { return true; }));
  }
  if (hasHidden(model.shape().kind)) lookAtHidden(activations.hidden, health.examples, health);
  return health;
}

template Health examine(const Trainer<float>&, const Objective&);
template Health examine(const Trainer<double>&, const Objective&);

}  // namespace lab
