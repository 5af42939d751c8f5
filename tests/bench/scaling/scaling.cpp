// One training step at any size, for the plots of how its time grows: the page's trainer on numbers drawn at random.
#include <emscripten.h>

#include <memory>

#include "kernels/thread_pool.h"
#include "model/classifiers.h"
#include "model/init.h"
#include "train/trainer.h"

namespace {

std::unique_ptr<lab::Trainer<float>> trainer;

lab::Dataset drawn(lab::Index N, lab::Index D, lab::Index C) {
  lab::Dataset data{.X = lab::Matrix<double>(N, D), .y = {}, .classes = C};
  lab::NumpyRandom random(0);
  for (lab::Index i = 0; i < data.X.size(); ++i) data.X.data()[i] = random.bits() / 4294967296.0 - 0.5;
  for (lab::Index i = 0; i < N; ++i) data.y.push_back(static_cast<std::int32_t>(i % C));
  return data;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE void scaling_threads(int threads) { lab::setThreadCount(threads); }

// N examples of D numbers, H hidden units (0: a linear model), C classes; full batches.
EMSCRIPTEN_KEEPALIVE void scaling_prepare(int N, int D, int H, int C) {
  const lab::ModelKind kind = H > 0 ? lab::ModelKind::two_layer : lab::ModelKind::linear;
  auto model = lab::makeModel<float>({kind, D, H, C});
  lab::NumpyRandom random(1);
  auto parameters = lab::initialParameters(*model, lab::InitKind::scaled, 1e-2, random);
  trainer = nullptr;  // the last one's memory first
  trainer = std::make_unique<lab::Trainer<float>>(std::move(model), std::move(parameters),
                                                  lab::matrixSource<float>(drawn(N, D, C)));
}

// The loss after so many steps.
EMSCRIPTEN_KEEPALIVE double scaling_steps(int steps) {
  const lab::Objective objective{lab::LossKind::softmax, {.l2 = 1e-3}};
  double loss = 0;
  for (int i = 0; i < steps; ++i) loss = trainer->step(objective, {.lr = 1e-3}, {}, false, {}).batch.loss.total();
  return loss;
}
}
