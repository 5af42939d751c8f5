#include "model/model.h"

namespace lab {
namespace {

// Calls use(layer, weights, biases) from the first layer to the last. Blocks come in that order, two a layer.
template <class S, class Use>
void forLayers(Activations<S>& activations, const std::vector<ParameterBlock>& blocks, const Use& use) {
  std::size_t block = 0;
  for (AffineLayer<S>* layer :
       std::initializer_list<AffineLayer<S>*>{activations.hidden_layer.get(), activations.score_layer.get()}) {
    if (layer == nullptr) continue;
    use(*layer, blocks[block], blocks[block + 1]);
    block += 2;
  }
}

}  // namespace

template <class S>
void Activations<S>::reserve(Index rows) {
  if (scores.rows() < rows || scores.cols() != shape.classes) scores.resize(rows, shape.classes);
  if (!hasHidden(shape.kind)) return;
  if (hidden.rows() < rows || hidden.cols() != shape.hidden) {
    hidden.resize(rows, shape.hidden);
    dhidden.resize(rows, shape.hidden);
  }
}

template <class S>
Index Model<S>::parameterCount() const {
  return blocks_.back().offset + blocks_.back().size();
}

template <class S>
void Model<S>::setWeights(const Vector<S>& parameters, Activations<S>& activations) const {
  if (activations.score_layer == nullptr || activations.shape != shape_) {
    activations.shape = shape_;
    activations.hidden_layer.reset();
    makeLayers(activations);
  }
  forLayers(activations, blocks_, [&](AffineLayer<S>& layer, const ParameterBlock& W, const ParameterBlock& b) {
    layer.setWeights(view(parameters, W), view(parameters, b), activations.use);
  });
}

template <class S>
void Model<S>::startGradient(Vector<S>& gradient, Activations<S>& activations) const {
  forLayers(activations, blocks_, [&](AffineLayer<S>& layer, const ParameterBlock& W, const ParameterBlock& b) {
    layer.startGradient(view(gradient, W), view(gradient, b));
  });
}

template <class S>
void Model<S>::finishGradient(Activations<S>& activations) const {
  forLayers(activations, blocks_, [](AffineLayer<S>& layer, const auto&, const auto&) { layer.finishGradient(); });
}

template struct Activations<float>;
template struct Activations<double>;
template class Model<float>;
template class Model<double>;

}  // namespace lab
