// Update rules against arithmetic by hand.
#include "optim/optimizer.h"

#include <doctest/doctest.h>

namespace lab {
namespace {

TEST_CASE("optimizer: SGD is minus the rate times the gradient") {
  Vector<double> gradient(3), update(3);
  gradient << 1, -2, 0;
  OptimizerState<double> state = initialState<double>(3);
  computeUpdate({.kind = OptimizerKind::sgd, .lr = 0.5}, gradient, state, update);
  CHECK(update[0] == -0.5);
  CHECK(update[1] == 1.0);
  CHECK(update[2] == 0.0);
}

TEST_CASE("optimizer: momentum adds up over three steps") {
  Vector<double> gradient(1), update(1);
  OptimizerState<double> state = initialState<double>(1);
  const UpdateRule rule{.kind = OptimizerKind::momentum, .lr = 0.5, .momentum = 0.5};
  gradient << 2;
  computeUpdate(rule, gradient, state, update);
  CHECK(update[0] == -1.0);  // 0 - 0.5 * 2
  gradient << 4;
  computeUpdate(rule, gradient, state, update);
  CHECK(update[0] == -2.5);  // 0.5 * -1 - 0.5 * 4
  gradient << -1;
  computeUpdate(rule, gradient, state, update);
  CHECK(update[0] == -0.75);  // 0.5 * -2.5 + 0.5 * 1
  CHECK(state.velocity[0] == -0.75);
}

TEST_CASE("optimizer: momentum without memory is SGD, in both precisions") {
  const auto compare = []<class S>(S) {
    Vector<S> gradient(4), sgd(4), momentum(4);
    gradient << S(0.1), S(-3), S(1e-6), S(7);
    OptimizerState<S> a = initialState<S>(4);
    OptimizerState<S> b = initialState<S>(4);
    for (int step = 0; step < 3; ++step) {
      computeUpdate<S>({.kind = OptimizerKind::sgd, .lr = 0.25}, gradient, a, sgd);
      computeUpdate<S>({.kind = OptimizerKind::momentum, .lr = 0.25, .momentum = 0}, gradient, b, momentum);
      CHECK(sgd == momentum);
    }
  };
  compare(0.0f);
  compare(0.0);
}

}  // namespace
}  // namespace lab
