// The benchmark's oracle against the trainer that it judges, both in float64.
#include "reference/training.h"

#include <numeric>

#include <doctest/doctest.h>

#include "model/classifiers.h"
#include "model/init.h"
#include "support.h"
#include "train/trainer.h"

namespace lab {
namespace {

const Regularizer regularizer{.l2 = 0.03, .l1 = 0.002};

TEST_CASE("naive step: the trainer's losses and parameters, minibatch by minibatch") {
  NumpyRandom random(5);
  const Dataset data{test::randomMatrix(12, 5, 1, random), test::randomLabels(12, 4, random), 4};
  for (const ModelKind kind : {ModelKind::linear, ModelKind::two_layer}) {
    for (const OptimizerKind optimizer : {OptimizerKind::sgd, OptimizerKind::momentum}) {
      CAPTURE(int(kind));
      CAPTURE(int(optimizer));
      const ModelShape shape{kind, 5, 7, 4};
      const UpdateRule rule{.kind = optimizer, .lr = 0.2, .momentum = 0.8};
      // Biases that are not 0, so that nothing hides behind them.
      const Index count = makeModel<double>(shape)->parameterCount();
      const Vector<double> start = test::randomMatrix(count, 1, 0.4, random).col(0);
      Trainer<double> trainer(makeModel<double>(shape), start, matrixSource<double>(data));
      ReferenceTraining naive(shape, regularizer, rule, start);
      for (Index step = 0; step < 9; ++step) {
        std::vector<Index> rows(4);
        std::iota(rows.begin(), rows.end(), step % 3 * 4);
        const StepReport report = trainer.step({LossKind::softmax, regularizer}, rule, rows, false);
        const double loss =
            naive.step(data.X.middleRows(rows[0], 4), std::span(data.y).subspan(static_cast<std::size_t>(rows[0]), 4));
        CHECK(test::near(loss, report.batch.loss.total(), 1e-12));
      }
      CHECK((naive.parameters() - trainer.parameters()).cwiseAbs().maxCoeff() < 1e-13);
      CHECK((naive.parameters() - start).norm() > 0.1);
    }
  }
}

}  // namespace
}  // namespace lab
