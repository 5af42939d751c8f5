#include "optim/optimizer.h"

#include <atomic>
#include <cmath>

#include "kernels/thread_pool.h"
#include "kernels/update.h"

namespace lab {
namespace {

// base^exponent by repeated squaring: multiplications alone, so that native and browser runs agree.
double power(double base, std::int64_t exponent) {
  double result = 1;
  for (; exponent > 0; exponent >>= 1, base *= base) {
    if ((exponent & 1) != 0) result *= base;
  }
  return result;
}

template <class S>
bool sweepBy(const UpdateRule& of, std::int64_t steps, const UpdateBlock<S>& block, S l2, S l1) {
  const S lr = S(of.lr);
  const S kept = S(of.momentum);
  const S epsilon = S(of.epsilon);
  switch (of.kind) {
    case OptimizerKind::momentum:
      return sweep<true, false>(block, l2, l1, [=](S g, UpdateMemory<S>& memory) {
        return memory.velocity = kept * memory.velocity - lr * g;
      });
    case OptimizerKind::nesterov:
      return sweep<true, false>(block, l2, l1, [=](S g, UpdateMemory<S>& memory) {
        const S before = -kept * memory.velocity;
        memory.velocity = kept * memory.velocity - lr * g;
        return before + (1 + kept) * memory.velocity;
      });
    case OptimizerKind::adagrad: {
      const ShareOfSquares<S> share(1);
      return sweep<false, true>(block, l2, l1, [=](S g, UpdateMemory<S>& memory) {
        memory.squares += share.of(g);
        return -lr * g / (std::sqrt(memory.squares) + epsilon);
      });
    }
    case OptimizerKind::rmsprop: {
      const S decay = S(of.rms_decay);
      const ShareOfSquares<S> share(S(1 - of.rms_decay));
      return sweep<false, true>(block, l2, l1, [=](S g, UpdateMemory<S>& memory) {
        memory.squares = decay * memory.squares + share.of(g);
        return -lr * g / (std::sqrt(memory.squares) + epsilon);
      });
    }
    case OptimizerKind::adam: {
      // Both means start at 0 and are too small at first; 1 - beta^t is by how much.
      const S velocity_share = S(1 - power(of.beta1, steps));
      const S squares_share = S(1 - power(of.beta2, steps));
      const S beta1 = S(of.beta1), fresh1 = S(1 - of.beta1);
      const S beta2 = S(of.beta2);
      const ShareOfSquares<S> share(S(1 - of.beta2));
      return sweep<true, true>(block, l2, l1, [=](S g, UpdateMemory<S>& memory) {
        memory.velocity = beta1 * memory.velocity + fresh1 * g;
        memory.squares = beta2 * memory.squares + share.of(g);
        return -lr * (memory.velocity / velocity_share) / (std::sqrt(memory.squares / squares_share) + epsilon);
      });
    }
    case OptimizerKind::sgd:
    case OptimizerKind::numerical:
    case OptimizerKind::random_search:  // no gradient to step along: see the precondition of stepBlock
    case OptimizerKind::local_search:
      break;
  }
  return sweep<false, false>(block, l2, l1, [=](S g, UpdateMemory<S>&) { return -lr * g; });
}

template <class S>
bool ownMemory(const UpdateRule& rule, const OptimizerState<S>& memory) {
  return memory.kind == rule.kind &&
         (memoryVectors(rule.kind) == 0 || memory.velocity.size() + memory.squares.size() > 0);
}

}  // namespace

template <class S>
OptimizerState<S> startedMemory(OptimizerKind kind, Index parameters) {
  return {.kind = kind,
          .velocity = Vector<S>::Zero(traitsOf(kind).velocity ? parameters : 0),
          .squares = Vector<S>::Zero(traitsOf(kind).squares ? parameters : 0),
          .steps = 0};
}

template <class S>
void beginStep(const UpdateRule& rule, const StepVectors<S>& step) {
  const Index parameters = step.parameters.size();
  step.next_parameters.resize(parameters);
  if (!ownMemory(rule, step.memory)) {
    step.next_memory = startedMemory<S>(rule.kind, parameters);
  } else {
    step.next_memory.kind = rule.kind;
    step.next_memory.velocity.resize(step.memory.velocity.size());
    step.next_memory.squares.resize(step.memory.squares.size());
    step.next_memory.steps = step.memory.steps;
  }
  if (rule.kind == OptimizerKind::adam) ++step.next_memory.steps;
}

template <class S>
bool stepBlock(const UpdateRule& rule, const WeightDecay& decay, const StepVectors<S>& step, Index first, Index count) {
  // Memory that has just been started is where the step reads from, too.
  const OptimizerState<S>& memory = ownMemory(rule, step.memory) ? step.memory : step.next_memory;
  const auto at = [](auto& vector, Index i) { return vector.size() > 0 ? vector.data() + i : nullptr; };
  std::atomic<bool> finite = true;
  const Index chunks = chunkCount(double(count));
  parallelFor(chunks, [&](Index chunk) {
    const Range range = chunkRange(count, 16, chunks, chunk);
    const Index i = first + range.first;
    const UpdateBlock<S> block{step.parameters.data() + i,      step.gradient.data() + i,
                               at(memory.velocity, i),          at(memory.squares, i),
                               step.next_parameters.data() + i, at(step.next_memory.velocity, i),
                               at(step.next_memory.squares, i), range.end - range.first};
    if (!sweepBy<S>(rule, step.next_memory.steps, block, S(decay.l2), S(decay.l1))) finite = false;
  });
  return finite;
}

template OptimizerState<float> startedMemory(OptimizerKind, Index);
template OptimizerState<double> startedMemory(OptimizerKind, Index);
template void beginStep(const UpdateRule&, const StepVectors<float>&);
template void beginStep(const UpdateRule&, const StepVectors<double>&);
template bool stepBlock(const UpdateRule&, const WeightDecay&, const StepVectors<float>&, Index, Index);
template bool stepBlock(const UpdateRule&, const WeightDecay&, const StepVectors<double>&, Index, Index);

}  // namespace lab
