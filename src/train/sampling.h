// How the examples of a minibatch are chosen.
#pragma once

namespace lab {

enum class Sampling {
  replace,  // choice(N, batch): each step draws afresh, with replacement
  epoch,    // permutation(N) once an epoch, cut into batches; the short last one is used too
};

}  // namespace lab
