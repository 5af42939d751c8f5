#include "lab/observe.h"

#include <algorithm>
#include <cmath>

namespace lab {
namespace {

// Rows scored at once: enough for the products to run at speed, few enough to stay in the cache.
constexpr Index chunk_rows = 2048;

// Cell centres of the picture's rows [first, first + count), as a matrix (count * size, 2).
template <class S>
void cellCentres(const PlaneBounds& bounds, int size, Index first, Index count, Matrix<S>& X) {
  X.resize(count * size, 2);
  const double width = (bounds.max_x - bounds.min_x) / size;
  const double height = (bounds.max_y - bounds.min_y) / size;
  for (Index row = 0; row < count; ++row) {
    for (Index column = 0; column < size; ++column) {
      X(row * size + column, 0) = S(bounds.min_x + width * (double(column) + 0.5));
      X(row * size + column, 1) = S(bounds.max_y - height * (double(first + row) + 0.5));
    }
  }
}

struct Decision {
  std::uint8_t winner;
  float confidence;
};

template <class Row>
Decision decide(const Row& scores, LossKind loss) {
  Index best = 0;
  for (Index j = 1; j < scores.size(); ++j) {
    if (scores[j] > scores[best]) best = j;
  }
  double confidence = 0;
  if (loss == LossKind::softmax) {
    double sum = 0;
    for (Index j = 0; j < scores.size(); ++j) sum += std::exp(double(scores[j] - scores[best]));
    const double chance = 1.0 / double(scores.size());
    confidence = (1.0 / sum - chance) / (1.0 - chance);
  } else {
    double lead = 1;  // the margin
    for (Index j = 0; j < scores.size(); ++j) {
      if (j != best) lead = std::min(lead, double(scores[best] - scores[j]));
    }
    confidence = lead;
  }
  return {static_cast<std::uint8_t>(best), static_cast<float>(std::clamp(confidence, 0.0, 1.0))};
}

template <class Row>
std::vector<double> asVector(const Row& row) {
  std::vector<double> values(static_cast<std::size_t>(row.size()));
  for (Index j = 0; j < row.size(); ++j) values[static_cast<std::size_t>(j)] = double(row[j]);
  return values;
}

// Loss, dscores and what lies between, from the scores of one example.
void openLoss(LossKind loss, Inspection& inspection) {
  Matrix<double> row(1, static_cast<Index>(inspection.scores.size()));
  for (Index j = 0; j < row.cols(); ++j) row(0, j) = inspection.scores[static_cast<std::size_t>(j)];
  const Index label = inspection.label;
  const std::int32_t labels[] = {inspection.label};
  if (loss == LossKind::softmax) {
    const double largest = row.maxCoeff();
    const double sum = (row.array() - largest).exp().sum();
    inspection.exponentials = asVector(row.array().exp().matrix().row(0));
    inspection.probabilities = asVector(((row.array() - largest).exp() / sum).matrix().row(0));
  } else {
    Matrix<double> margins = (row.array() - row(0, label) + 1.0).max(0.0).matrix();
    margins(0, label) = 0;
    inspection.margins = asVector(margins.row(0));
  }
  inspection.loss = lossAndGradient<double>(loss, row, labels);
  inspection.dscores = asVector(row.row(0));
}

}  // namespace

template <class S>
void observeRegions(Trainer<S>& trainer, LossKind loss, const View& view, bool moved, RegionPicture& out) {
  if (!view.regions || trainer.model().shape().inputs != 2) {
    out.size = 0;
    return;
  }
  const int cells = std::clamp(view.region_size, 8, 512);
  if (!moved && out.size == cells && out.bounds == view.bounds) return;
  out.size = cells;
  out.bounds = view.bounds;
  ++out.revision;
  const Index size = out.size;
  out.winner.resize(static_cast<std::size_t>(size * size));
  out.confidence.resize(static_cast<std::size_t>(size * size));

  const Index rows_at_once = std::max<Index>(1, chunk_rows / size);
  Matrix<S> X;
  for (Index first = 0; first < size; first += rows_at_once) {
    const Index count = std::min(rows_at_once, size - first);
    cellCentres(out.bounds, out.size, first, count, X);
    const auto scores = trainer.scores(X);
    for (Index i = 0; i < scores.rows(); ++i) {
      const Decision decision = decide(scores.row(i), loss);
      const auto cell = static_cast<std::size_t>(first * size + i);
      out.winner[cell] = decision.winner;
      out.confidence[cell] = decision.confidence;
    }
  }
}

template <class S>
void observeHiddenUnits(const Trainer<S>& trainer, const View& view, bool moved, std::vector<HiddenUnit>& out) {
  const ModelShape& shape = trainer.model().shape();
  if (!view.hidden_units || shape.kind != ModelKind::two_layer || shape.inputs != 2) {
    out.clear();
    return;
  }
  if (!moved && !out.empty()) return;
  const auto& blocks = trainer.model().blocks();
  const auto W1 = lab::view(trainer.parameters(), blocks[0]);
  const auto b1 = lab::view(trainer.parameters(), blocks[1]);
  const auto W2 = lab::view(trainer.parameters(), blocks[2]);
  out.resize(static_cast<std::size_t>(shape.hidden));
  for (Index h = 0; h < shape.hidden; ++h) {
    HiddenUnit& unit = out[static_cast<std::size_t>(h)];
    unit.w_x = double(W1(0, h));
    unit.w_y = double(W1(1, h));
    unit.b = double(b1(0, h));
    unit.out = asVector(W2.row(h));
  }
}

template <class S>
void observeExample(Trainer<S>& trainer, LossKind loss, const View& view, bool moved, std::optional<Inspection>& out) {
  if (!view.example || *view.example < 0 || *view.example >= trainer.examples()) {
    out.reset();
    return;
  }
  const Index example = *view.example;
  if (!moved && out && out->example == example) return;
  Inspection inspection;
  inspection.example = example;
  inspection.label = trainer.labels()[static_cast<std::size_t>(example)];
  inspection.features = asVector(trainer.X().row(example));
  const auto scores = trainer.scores(trainer.X().middleRows(example, 1));
  inspection.scores = asVector(scores.row(0));
  if (trainer.model().shape().kind == ModelKind::two_layer) inspection.hidden = asVector(trainer.hidden(1).row(0));
  inspection.predicted = decide(scores.row(0), loss).winner;
  openLoss(loss, inspection);
  out = std::move(inspection);
}

std::vector<PublishedCheck> publishedChecks(const Settings& settings, std::span<const PublishedLoss> reached) {
  std::vector<PublishedCheck> checks;
  const PublishedRun* run = publishedRun(settings);
  if (run == nullptr) return checks;
  for (const PublishedLoss& published : run->losses) {
    PublishedCheck check{published.iteration, published.loss, std::nullopt, false};
    const auto ours = std::find_if(reached.begin(), reached.end(), [&](const PublishedLoss& candidate) {
      return candidate.iteration == published.iteration;
    });
    if (ours != reached.end()) {
      check.ours = ours->loss;
      check.matches = std::abs(ours->loss - published.loss) <= run->tolerance;
    }
    checks.push_back(check);
  }
  return checks;
}

template void observeRegions(Trainer<float>&, LossKind, const View&, bool, RegionPicture&);
template void observeRegions(Trainer<double>&, LossKind, const View&, bool, RegionPicture&);
template void observeHiddenUnits(const Trainer<float>&, const View&, bool, std::vector<HiddenUnit>&);
template void observeHiddenUnits(const Trainer<double>&, const View&, bool, std::vector<HiddenUnit>&);
template void observeExample(Trainer<float>&, LossKind, const View&, bool, std::optional<Inspection>&);
template void observeExample(Trainer<double>&, LossKind, const View&, bool, std::optional<Inspection>&);

}  // namespace lab
