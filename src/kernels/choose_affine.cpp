#include "kernels/choose_affine.h"

#include "kernels/hidden_affine.h"
#include "kernels/narrow_affine.h"
#include "kernels/planar_affine.h"

namespace lab {

template <class S>
std::unique_ptr<ScoreLayer<S>> makeScoreLayer(Index inputs) {
  if (inputs <= few_inputs) return std::make_unique<PlanarAffine<S>>();
  return std::make_unique<NarrowAffine<S>>(false);
}

template <class S>
std::unique_ptr<ScoreLayer<S>> makeScoreLayerOnHidden() {
  return std::make_unique<NarrowAffine<S>>(true);
}

template <class S>
std::unique_ptr<HiddenLayer<S>> makeHiddenLayer(Index inputs) {
  return std::make_unique<HiddenAffine<S>>(inputs);
}

template std::unique_ptr<ScoreLayer<float>> makeScoreLayer(Index);
template std::unique_ptr<ScoreLayer<double>> makeScoreLayer(Index);
template std::unique_ptr<ScoreLayer<float>> makeScoreLayerOnHidden();
template std::unique_ptr<ScoreLayer<double>> makeScoreLayerOnHidden();
template std::unique_ptr<HiddenLayer<float>> makeHiddenLayer(Index);
template std::unique_ptr<HiddenLayer<double>> makeHiddenLayer(Index);

}  // namespace lab
