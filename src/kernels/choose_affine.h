// Which kernel serves a layer of which size: decided once, when a model is made.
#pragma once

#include <memory>

#include "kernels/affine.h"

namespace lab {

// The kernel for that many inputs. Not meant to pass anything back to X.
template <class S>
std::unique_ptr<ScoreLayer<S>> makeScoreLayer(Index inputs);
// The same behind a hidden layer, to which it passes the gradient back.
template <class S>
std::unique_ptr<ScoreLayer<S>> makeScoreLayerOnHidden();
template <class S>
std::unique_ptr<HiddenLayer<S>> makeHiddenLayer(Index inputs);

}  // namespace lab
