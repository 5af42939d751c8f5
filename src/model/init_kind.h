// How the weights of a model start.
#pragma once

namespace lab {

enum class InitKind {
  scaled,  // scale * normal
  he,      // sqrt(2 / fan-in) * normal (He et al. 2015)
  zero,    // all alike: the hidden units of a two-layer net then never tell themselves apart
};

}  // namespace lab
