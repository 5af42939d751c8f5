// Update rules against arithmetic by hand. tests/golden/runs/ has whole runs of each.
#include "optim/optimizer.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>

namespace lab {
namespace {

constexpr std::array<OptimizerKind, 7> all_kinds = {
    OptimizerKind::sgd,     OptimizerKind::momentum, OptimizerKind::nesterov, OptimizerKind::adagrad,
    OptimizerKind::rmsprop, OptimizerKind::adam,     OptimizerKind::numerical};

// One step of parameters that are all 0: what comes out is the update.
template <class S>
Vector<S> updateFor(const UpdateRule& rule, const Vector<S>& gradient, OptimizerState<S>& state) {
  const Vector<S> zeros = Vector<S>::Zero(gradient.size());
  Vector<S> update = gradient;
  Vector<S> next;
  OptimizerState<S> next_state;
  const StepVectors<S> step{zeros, state, update, next, next_state};
  beginStep(rule, step);
  CHECK(stepBlock(rule, {}, step, 0, gradient.size()));
  CHECK(next == update);
  state = next_state;
  return update;
}

// The updates of one parameter for its gradients in turn.
std::array<double, 3> updatesFor(const UpdateRule& rule, std::array<double, 3> gradients) {
  OptimizerState<double> state;
  std::array<double, 3> updates{};
  for (std::size_t i = 0; i < gradients.size(); ++i) {
    updates[i] = updateFor<double>(rule, Vector<double>::Constant(1, gradients[i]), state)[0];
  }
  return updates;
}

TEST_CASE("optimizer: SGD is minus the rate times the gradient") {
  Vector<double> gradient(3);
  gradient << 1, -2, 0;
  OptimizerState<double> state;
  const Vector<double> update = updateFor({.kind = OptimizerKind::sgd, .lr = 0.5}, gradient, state);
  CHECK(update[0] == -0.5);
  CHECK(update[1] == 1.0);
  CHECK(update[2] == 0.0);
}

TEST_CASE("optimizer: weight decay joins the gradient, and only within its block") {
  Vector<double> parameters(4), gradient(4), next;
  parameters << 2, -4, 0, 8;
  gradient << 1, 1, 1, 1;
  OptimizerState<double> memory, next_memory;
  const UpdateRule rule{.kind = OptimizerKind::sgd, .lr = 0.5};
  const StepVectors<double> step{parameters, memory, gradient, next, next_memory};
  beginStep(rule, step);
  CHECK(stepBlock(rule, {.l2 = 0.25, .l1 = 2}, step, 0, 3));
  CHECK(stepBlock(rule, {}, step, 3, 1));
  Vector<double> expected(4);
  expected << 2 - 0.5 * (1 + 0.5 + 2), -4 - 0.5 * (1 - 1 - 2), -0.5, 7.5;
  CHECK(next == expected);
  CHECK(gradient == expected - parameters);
}

TEST_CASE("optimizer: a step that leaves the numbers says so, and leaves the old parameters alone") {
  for (const OptimizerKind kind : all_kinds) {
    for (const float gradient : {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
      CAPTURE(static_cast<int>(kind));
      const Vector<float> parameters = Vector<float>::Constant(21, 3);
      Vector<float> gradients = Vector<float>::Constant(21, 1), next;
      gradients[17] = gradient;
      OptimizerState<float> memory, next_memory;
      const StepVectors<float> step{parameters, memory, gradients, next, next_memory};
      beginStep({.kind = kind}, step);
      CHECK_FALSE(stepBlock({.kind = kind}, {}, step, 0, 21));
      CHECK(memory.velocity.size() == 0);
    }
  }
}

TEST_CASE("optimizer: momentum adds up over three steps") {
  const auto updates = updatesFor({.kind = OptimizerKind::momentum, .lr = 0.5, .momentum = 0.5}, {2, 4, -1});
  CHECK(updates[0] == -1.0);   // 0 - 0.5 * 2
  CHECK(updates[1] == -2.5);   // 0.5 * -1 - 0.5 * 4
  CHECK(updates[2] == -0.75);  // 0.5 * -2.5 + 0.5 * 1
}

TEST_CASE("optimizer: Nesterov looks ahead of its velocity") {
  const auto updates = updatesFor({.kind = OptimizerKind::nesterov, .lr = 0.5, .momentum = 0.5}, {2, 4, -1});
  // Velocities as momentum's: -1, -2.5, -0.75; update = 1.5 v' - 0.5 v.
  CHECK(updates[0] == -1.5);
  CHECK(updates[1] == 1.5 * -2.5 - 0.5 * -1);
  CHECK(updates[2] == 1.5 * -0.75 - 0.5 * -2.5);
}

TEST_CASE("optimizer: Adagrad divides by the root of all squares so far") {
  const auto updates = updatesFor({.kind = OptimizerKind::adagrad, .lr = 0.5, .epsilon = 1e-8}, {3, 4, -12});
  CHECK(updates[0] == doctest::Approx(-0.5).epsilon(1e-7));             // 3 / sqrt(9)
  CHECK(updates[1] == doctest::Approx(-0.5 * 4 / 5).epsilon(1e-7));     // 4 / sqrt(9 + 16)
  CHECK(updates[2] == doctest::Approx(0.5 * 12.0 / 13).epsilon(1e-7));  // 12 / sqrt(9 + 16 + 144)
}

TEST_CASE("optimizer: RMSProp divides by the root of a leaking mean of squares") {
  const auto updates = updatesFor({.kind = OptimizerKind::rmsprop, .lr = 1, .rms_decay = 0.75}, {2, 2, -4});
  CHECK(updates[0] == doctest::Approx(-2.0 / std::sqrt(1.0)).epsilon(1e-7));    // mean square 1/4 * 4 = 1
  CHECK(updates[1] == doctest::Approx(-2.0 / std::sqrt(1.75)).epsilon(1e-7));   // 3/4 * 1 + 1
  CHECK(updates[2] == doctest::Approx(4.0 / std::sqrt(5.3125)).epsilon(1e-7));  // 3/4 * 1.75 + 4
}

TEST_CASE("optimizer: Adam's first step is the rate, whatever the size of the gradient") {
  for (const double gradient : {1e-3, 2.0, -5e4}) {
    const auto updates = updatesFor({.kind = OptimizerKind::adam, .lr = 0.25}, {gradient, gradient, gradient});
    // The bias correction makes both means those of equal gradients: g / |g| each time.
    for (const double update : updates) CHECK(update == doctest::Approx(gradient > 0 ? -0.25 : 0.25).epsilon(1e-4));
  }
  const auto updates = updatesFor({.kind = OptimizerKind::adam, .lr = 1, .beta1 = 0.5, .beta2 = 0.75}, {2, -2, 0});
  // v = 1, then 0.5 - 1 = -0.5, then -0.25; corrected by 0.5, 0.75, 0.875. All squares 4, then the mean leaks.
  CHECK(updates[0] == doctest::Approx(-1.0).epsilon(1e-7));
  CHECK(updates[1] == doctest::Approx((0.5 / 0.75) / 2).epsilon(1e-7));
  const double squares = 0.75 * (0.75 * 1 + 1);
  CHECK(updates[2] == doctest::Approx((0.25 / 0.875) / std::sqrt(squares / (1 - 0.421875))).epsilon(1e-7));
}

TEST_CASE("optimizer: momentum without memory is SGD, in both precisions") {
  const auto compare = []<class S>(S) {
    Vector<S> gradient(4);
    gradient << S(0.1), S(-3), S(1e-6), S(7);
    OptimizerState<S> a, b;
    for (int step = 0; step < 3; ++step) {
      CHECK(updateFor<S>({.kind = OptimizerKind::sgd, .lr = 0.25}, gradient, a) ==
            updateFor<S>({.kind = OptimizerKind::momentum, .lr = 0.25, .momentum = 0}, gradient, b));
    }
  };
  compare(0.0f);
  compare(0.0);
}

TEST_CASE("optimizer: a parameter without a gradient stays, also where squares are divided by") {
  for (const OptimizerKind kind : all_kinds) {
    CAPTURE(static_cast<int>(kind));
    for (const double update : updatesFor({.kind = kind}, {0, 0, 0})) CHECK(update == 0.0);
  }
}

TEST_CASE("optimizer: another rule starts with a memory of its own") {
  for (const OptimizerKind before : all_kinds) {
    for (const OptimizerKind after : all_kinds) {
      if (before == after) continue;
      CAPTURE(static_cast<int>(before));
      CAPTURE(static_cast<int>(after));
      Vector<float> gradient(2);
      gradient << 3, -1;
      OptimizerState<float> used, unused;
      for (int i = 0; i < 3; ++i) updateFor<float>({.kind = before, .lr = 0.1}, gradient, used);
      CHECK(updateFor<float>({.kind = after, .lr = 0.1}, gradient, used) ==
            updateFor<float>({.kind = after, .lr = 0.1}, gradient, unused));
      CHECK(used.velocity.size() + used.squares.size() == 2 * memoryVectors(after));
    }
  }
}

}  // namespace
}  // namespace lab
