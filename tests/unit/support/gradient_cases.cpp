#include "gradient_cases.h"

#include "data/shapes.h"
#include "model/classifiers.h"
#include "model/init.h"

namespace lab::test {
namespace {

std::vector<DataLoss> allLosses() {
  std::vector<DataLoss> losses{LossKind::softmax};
  for (const int power : {1, 2}) {
    for (const SvmSum sum : {SvmSum::others, SvmSum::all}) {
      for (const SvmReduce reduce : {SvmReduce::sum, SvmReduce::mean}) {
        DataLoss loss(LossKind::svm);
        loss.margin = power == 1 ? 1 : 0.5;
        loss.power = power;
        loss.sum = sum;
        loss.reduce = reduce;
        losses.push_back(loss);
      }
    }
  }
  return losses;
}

Dataset fourClasses(NumpyRandom& random) { return makeShape({.points = 12, .classes = 4}, random).value(); }

}  // namespace

std::vector<GradientCase> allGradientCases() {
  std::vector<GradientCase> cases;
  for (const ModelKind model : {ModelKind::linear, ModelKind::two_layer}) {
    for (const DataLoss& loss : allLosses()) {
      for (const Regularizer& regularizer :
           {Regularizer{}, Regularizer{.l2 = 0.1, .half = true}, Regularizer{.l2 = 0.1, .half = false},
            Regularizer{.l1 = 0.05}, Regularizer{.l2 = 0.1, .l1 = 0.05, .half = false},
            Regularizer{.l1 = 0.05, .elastic_beta = 0.8}}) {
        cases.push_back({model, {loss, regularizer}});
      }
    }
  }
  return cases;
}

GradientPoint::GradientPoint(ModelKind kind, std::uint32_t seed) {
  NumpyRandom random(seed);
  data = fourClasses(random);
  model = makeModel<double>({kind, 2, 7, 4});
  parameters = initialParameters<double>(*model, InitKind::scaled, 0.7, random);
  // Biases too: at 0 they put the spiral's first point, the origin, on the bend of every ReLU.
  for (double& parameter : parameters) {
    if (parameter == 0) parameter = 0.7 * random.normal();
  }
}

}  // namespace lab::test
