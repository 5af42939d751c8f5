// Trains the course's two-layer net on the library alone: data, model, loss, gradient and update, with no session,
// screen or file. Prints the loss every hundred steps as the case study's program does; at 1,000 the course has
// 0.294946.
//
//   cmake --preset release && cmake --build --preset release --target train_spiral && build/release/train_spiral
#include <cstdio>

#include "data/shapes.h"
#include "model/classifiers.h"
#include "model/init.h"
#include "train/trainer.h"

int main() {
  using namespace lab;

  // X:(300,2) and y:(300), class after class, from NumPy's RandomState(0).
  NumpyRandom random(0);
  const Result<Dataset> data = makeShape({.shape = Shape::spiral, .points = 100, .classes = 3, .noise = 0.2}, random);
  if (!data) {
    std::fprintf(stderr, "%s\n", data.error().c_str());
    return 1;
  }

  // scores = max(0, X W1 + b1) W2 + b2. The weights come from the same stream, in the published run 24 normals later.
  auto model = makeModel<double>({.kind = ModelKind::two_layer, .inputs = 2, .hidden = 100, .classes = 3});
  random.discardNormals(24);
  Vector<double> parameters = initialParameters(*model, InitKind::scaled, 0.01, random);
  Trainer<double> trainer(std::move(model), std::move(parameters), matrixSource<double>(data.value()));

  // Softmax plus (1/2) 1e-3 sum W^2, by gradient descent at learning rate 1 over all examples.
  const Objective objective{LossKind::softmax, {.l2 = 1e-3}};
  const UpdateRule rule{.kind = OptimizerKind::sgd, .lr = 1};
  for (int iteration = 0; iteration <= 1000; ++iteration) {
    const StepReport report = trainer.step(objective, rule, {}, false);
    if (!report.applied) {
      std::fprintf(stderr, "The loss is no longer finite at iteration %d: try a smaller learning rate.\n", iteration);
      return 1;
    }
    if (iteration % 100 == 0) std::printf("iteration %d: loss %f\n", iteration, report.batch.loss.total());
  }
  std::printf("training accuracy: %.2f\n", trainer.evaluate(objective).accuracy);
}
