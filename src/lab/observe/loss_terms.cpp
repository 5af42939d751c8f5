#include "lab/observe/loss_terms.h"

#include <algorithm>

#include "loss/loss.h"

namespace lab {
namespace {

template <class Row>
std::vector<double> asVector(const Row& row) {
  return {row.data(), row.data() + row.size()};
}

}  // namespace

LossTerms lossTerms(const DataLoss& loss, std::span<const double> scores, int label) {
  Scores<double> row(1, static_cast<Index>(scores.size()));
  std::copy(scores.begin(), scores.end(), row.data());
  LossTerms terms;
  switch (loss.kind) {
    case LossKind::softmax: {
      const Scores<double> shifted = (row.array() - row.maxCoeff()).exp().matrix();
      terms.exponentials = asVector(Scores<double>(row.array().exp().matrix()));
      terms.probabilities = asVector(Scores<double>(shifted / shifted.sum()));
      break;
    }
    case LossKind::svm: {
      Scores<double> margins = (row.array() - row(0, label) + loss.margin).max(0.0).matrix();
      if (loss.sum == SvmSum::others) margins(0, label) = 0;
      terms.margins = asVector(margins);
      break;
    }
  }
  const std::int32_t labels[] = {label};
  terms.loss = lossAndGradient<double>(loss, row, labels);
  terms.dscores = asVector(row);
  return terms;
}

}  // namespace lab
