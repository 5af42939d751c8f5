#include "lab/observe/observe.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "lab/observe/loss_terms.h"

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

// Softmax of the scores, of the class with the highest one.
template <class Row>
double probabilityOf(const Row& scores, Index best) {
  double sum = 0;
  for (Index j = 0; j < scores.size(); ++j) sum += std::exp(double(scores[j] - scores[best]));
  return 1.0 / sum;
}

template <class Row>
Decision decide(const Row& scores, const DataLoss& loss) {
  const Index best = highest(scores);
  double confidence = 0;
  switch (loss.kind) {
    case LossKind::softmax: {
      const double chance = 1.0 / double(scores.size());
      confidence = (probabilityOf(scores, best) - chance) / (1.0 - chance);
      break;
    }
    case LossKind::svm: {
      double lead = loss.margin;
      for (Index j = 0; j < scores.size(); ++j) {
        if (j != best) lead = std::min(lead, double(scores[best] - scores[j]));
      }
      confidence = lead / loss.margin;
      break;
    }
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
void openLoss(const DataLoss& loss, Inspection& inspection) {
  LossTerms terms = lossTerms(loss, inspection.scores, inspection.label);
  inspection.form = loss;
  inspection.exponentials = std::move(terms.exponentials);
  inspection.probabilities = std::move(terms.probabilities);
  inspection.margins = std::move(terms.margins);
  inspection.dscores = std::move(terms.dscores);
  inspection.loss = terms.loss;
}

template <class S>
Inspection inspect(Trainer<S>& trainer, const DataLoss& loss, const ExampleSource<S>& examples, Index example) {
  Inspection inspection;
  inspection.example = example;
  inspection.label = examples.labelOf(example);
  Matrix<S> scratch;
  const auto X = examples.slice(example, 1, scratch);
  inspection.features = asVector(X.row(0));
  const auto scores = trainer.scores(X);
  inspection.scores = asVector(scores.row(0));
  if (hasHidden(trainer.model().shape().kind)) inspection.hidden = asVector(trainer.hidden(1).row(0));
  inspection.predicted = static_cast<int>(highest(scores.row(0)));
  openLoss(loss, inspection);
  return inspection;
}

}  // namespace

template <class S>
void observeRegions(Trainer<S>& trainer, const DataLoss& loss, const View& view, bool moved, RegionPicture& out) {
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
  if (!view.hidden_units || !hasHidden(shape.kind) || shape.inputs != 2) {
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
void observeExample(Trainer<S>& trainer, const DataLoss& loss, const View& view, bool moved,
                    std::optional<Inspection>& out) {
  if (!view.example || *view.example < 0 || *view.example >= trainer.examples().size()) {
    out.reset();
    return;
  }
  if (!moved && out && out->example == *view.example) return;
  out = inspect(trainer, loss, trainer.examples(), *view.example);
}

// What the model's zero input is as a picture, and how far one unit of it reaches.
void openPreprocessing(const Preprocessing& preprocessing, Templates& out) {
  constexpr float mid_grey = 127.5f;
  const auto inputs = static_cast<std::size_t>(preprocessing.scale.size());
  const bool centred = (preprocessing.shift.array() != 0).any();
  out.centre.resize(inputs);
  out.grey_levels.resize(inputs);
  for (std::size_t d = 0; d < inputs; ++d) {
    const float scale = preprocessing.scale[static_cast<Index>(d)];
    const float shift = preprocessing.shift[static_cast<Index>(d)];
    out.centre[d] = centred ? -shift / scale : mid_grey;
    out.grey_levels[d] = 1 / scale;
  }
}

template <class S>
void observeHardest(Trainer<S>& trainer, const DataLoss& loss, const View& view, bool moved,
                    std::optional<Index>& out) {
  if (!view.hardest) return out.reset();
  if (!moved && out) return;
  out.reset();
  const ExampleSource<S>& examples = trainer.examples();
  std::pair<bool, double> worst;  // a mistake, its loss: a mistake is worse than any loss
  Matrix<S> scratch;
  for (Index first = 0; first < examples.size(); first += chunk_rows) {
    const Index count = std::min(chunk_rows, examples.size() - first);
    const auto scores = trainer.scores(examples.slice(first, count, scratch));
    for (Index i = 0; i < count; ++i) {
      const int label = examples.labelOf(first + i);
      const double cost = lossTerms(loss, asVector(scores.row(i)), label).loss;
      const std::pair<bool, double> now(highest(scores.row(i)) != label, cost);
      if (out && !(now > worst)) continue;
      out = first + i;
      worst = now;
    }
  }
}

template <class S>
void observeTemplates(const Trainer<S>& trainer, const Preprocessing& preprocessing, const View& view, bool moved,
                      Templates& out) {
  if (!view.templates) {
    out.count = 0;
    return;
  }
  if (!moved && out.count > 0) return;
  const auto& blocks = trainer.model().blocks();
  const auto W = lab::view(trainer.parameters(), blocks[0]);  // (D,C) or (D,H)
  out.count = W.cols();
  out.weights.resize(static_cast<std::size_t>(W.size()));
  // A template is a column; as a row of its own it can be drawn.
  MatrixView<float>(out.weights.data(), W.cols(), W.rows()) = W.transpose().template cast<float>();
  openPreprocessing(preprocessing, out);
  out.helps.clear();
  if (hasHidden(trainer.model().shape().kind)) {
    const auto W2 = lab::view(trainer.parameters(), blocks[2]);  // (H,C)
    for (Index h = 0; h < W2.rows(); ++h) out.helps.push_back(static_cast<int>(highest(W2.row(h))));
  }
  ++out.revision;
}

template <class S>
void addVerdicts(const ConstScoresRef<S>& scores, Index first, Verdicts& out) {
  for (Index i = 0; i < scores.rows(); ++i) {
    const Index best = highest(scores.row(i));
    out.predicted[static_cast<std::size_t>(first + i)] = static_cast<std::int32_t>(best);
    out.probability[static_cast<std::size_t>(first + i)] = static_cast<float>(probabilityOf(scores.row(i), best));
  }
}

void observeVerdicts(const Verdicts& known, const View& view, Verdicts& out) {
  if (!view.verdicts || *view.verdicts == ImagePart::test) return out.resize(0);
  if (out.part == *view.verdicts && out.predicted == known.predicted && out.probability == known.probability) return;
  out.part = *view.verdicts;
  out.predicted = known.predicted;
  out.probability = known.probability;
  ++out.revision;
}

template <class S>
void observeImage(Trainer<S>& trainer, const DataLoss& loss, const ExampleSource<S>* images, const View& view,
                  bool moved, std::optional<Inspection>& out) {
  const bool own = view.picture != nullptr;
  const Index index = own || !view.image ? 0 : view.image->index;
  if ((!own && !view.image) || images == nullptr || index >= images->size()) {
    out.reset();
    return;
  }
  if (!moved && out && !own && out->image == view.image) return;
  out = inspect(trainer, loss, *images, index);
  out->image = own ? std::nullopt : view.image;
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

template void observeRegions(Trainer<float>&, const DataLoss&, const View&, bool, RegionPicture&);
template void observeRegions(Trainer<double>&, const DataLoss&, const View&, bool, RegionPicture&);
template void observeHiddenUnits(const Trainer<float>&, const View&, bool, std::vector<HiddenUnit>&);
template void observeHiddenUnits(const Trainer<double>&, const View&, bool, std::vector<HiddenUnit>&);
template void observeHardest(Trainer<float>&, const DataLoss&, const View&, bool, std::optional<Index>&);
template void observeHardest(Trainer<double>&, const DataLoss&, const View&, bool, std::optional<Index>&);
template void observeTemplates(const Trainer<float>&, const Preprocessing&, const View&, bool, Templates&);
template void addVerdicts(const ConstScoresRef<float>&, Index, Verdicts&);
template void observeImage(Trainer<float>&, const DataLoss&, const ExampleSource<float>*, const View&, bool,
                           std::optional<Inspection>&);
template void observeExample(Trainer<float>&, const DataLoss&, const View&, bool, std::optional<Inspection>&);
template void observeTemplates(const Trainer<double>&, const Preprocessing&, const View&, bool, Templates&);
template void addVerdicts(const ConstScoresRef<double>&, Index, Verdicts&);
template void observeImage(Trainer<double>&, const DataLoss&, const ExampleSource<double>*, const View&, bool,
                           std::optional<Inspection>&);
template void observeExample(Trainer<double>&, const DataLoss&, const View&, bool, std::optional<Inspection>&);

}  // namespace lab
