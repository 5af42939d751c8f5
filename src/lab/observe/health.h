// Looks whether training is well: what health_snapshot.h shows, of the examples that a run learns from.
#pragma once

#include "lab/observe/health_snapshot.h"
#include "train/trainer.h"

namespace lab {

// Looks at no more than this many examples.
inline constexpr Index health_examples = 256;

template <class S>
Health examine(const Trainer<S>& trainer, const Objective& objective);

}  // namespace lab
