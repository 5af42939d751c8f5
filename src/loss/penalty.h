// Which penalties are meant: values, without the code that computes them.
#pragma once

namespace lab {

// loss = (half ? 1/2 : 1) * l2 * sum W^2 + l1 * sum (|W| + elastic_beta W^2). The case study has the 1/2 (gradient
// l2 * W), the lecture and the assignment do not (gradient 2 * l2 * W). With elastic_beta above 0 the second term is
// the lecture's elastic net. The subgradient of |w| at 0 is 0.
struct Regularizer {
  double l2 = 0;
  double l1 = 0;
  double elastic_beta = 0;
  bool half = true;
};

// The penalty's gradient on a weight w: l2 w + l1 sign(w), with sign(0) = 0.
struct WeightDecay {
  double l2 = 0;
  double l1 = 0;
};

}  // namespace lab
