// Models: layout of the parameters, initialization from the stream, forward and backward against plain loops.
#include "model/model.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "kernels/thread_pool.h"
#include "model/classifiers.h"
#include "model/init.h"
#include "support.h"

namespace lab {
namespace {

struct Forward {
  Matrix<double> hidden;
  Matrix<double> scores;
};

// X W + b by three loops.
Matrix<double> affineByLoops(const Matrix<double>& X, ConstMatrixView<double> W, ConstMatrixView<double> b) {
  Matrix<double> out(X.rows(), W.cols());
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index c = 0; c < W.cols(); ++c) {
      double sum = b(0, c);
      for (Index d = 0; d < X.cols(); ++d) sum += X(i, d) * W(d, c);
      out(i, c) = sum;
    }
  }
  return out;
}

Forward forwardByLoops(const Model<double>& model, const Vector<double>& parameters, const Matrix<double>& X) {
  const auto& blocks = model.blocks();
  if (model.shape().kind == ModelKind::linear) {
    return {{}, affineByLoops(X, view(parameters, blocks[0]), view(parameters, blocks[1]))};
  }
  Matrix<double> hidden = affineByLoops(X, view(parameters, blocks[0]), view(parameters, blocks[1]));
  for (Index i = 0; i < hidden.size(); ++i) {
    if (hidden.data()[i] < 0) hidden.data()[i] = 0;
  }
  Matrix<double> scores = affineByLoops(hidden, view(parameters, blocks[2]), view(parameters, blocks[3]));
  return {hidden, scores};
}

// dW(d,c) = sum_i X(i,d) dout(i,c), and the column sums behind it.
void affineGradientByLoops(const Matrix<double>& X, const Matrix<double>& dout, MatrixView<double> dW,
                           MatrixView<double> db) {
  dW.setZero();
  db.setZero();
  for (Index i = 0; i < X.rows(); ++i) {
    for (Index c = 0; c < dout.cols(); ++c) {
      db(0, c) += dout(i, c);
      for (Index d = 0; d < X.cols(); ++d) dW(d, c) += X(i, d) * dout(i, c);
    }
  }
}

Vector<double> gradientByLoops(const Model<double>& model, const Vector<double>& parameters, const Matrix<double>& X,
                               const Matrix<double>& dscores) {
  Vector<double> gradient(parameters.size());
  const auto& blocks = model.blocks();
  if (model.shape().kind == ModelKind::linear) {
    affineGradientByLoops(X, dscores, view(gradient, blocks[0]), view(gradient, blocks[1]));
    return gradient;
  }
  const Matrix<double> hidden = forwardByLoops(model, parameters, X).hidden;
  affineGradientByLoops(hidden, dscores, view(gradient, blocks[2]), view(gradient, blocks[3]));
  const ConstMatrixView<double> W2 = view(parameters, blocks[2]);
  Matrix<double> dhidden = Matrix<double>::Zero(hidden.rows(), hidden.cols());
  for (Index i = 0; i < hidden.rows(); ++i) {
    for (Index h = 0; h < hidden.cols(); ++h) {
      if (!(hidden(i, h) > 0)) continue;
      for (Index c = 0; c < dscores.cols(); ++c) dhidden(i, h) += dscores(i, c) * W2(h, c);
    }
  }
  affineGradientByLoops(X, dhidden, view(gradient, blocks[0]), view(gradient, blocks[1]));
  return gradient;
}

TEST_CASE("model: blocks lie one behind the other and fill the flat vector") {
  for (const ModelShape& shape :
       {ModelShape{ModelKind::linear, 2, 100, 3}, ModelShape{ModelKind::linear, 7, 0, 10},
        ModelShape{ModelKind::two_layer, 2, 100, 3}, ModelShape{ModelKind::two_layer, 5, 1, 2}}) {
    const auto model = makeModel<double>(shape);
    Index next = 0;
    for (const ParameterBlock& block : model->blocks()) {
      CAPTURE(std::string(block.name));
      CHECK(block.offset == next);
      CHECK(block.is_weight == (block.name[0] == 'W'));
      if (!block.is_weight) CHECK(block.rows == 1);
      next += block.size();
    }
    CHECK(model->parameterCount() == next);
  }
  const auto linear = makeModel<float>({ModelKind::linear, 2, 0, 3});
  CHECK(linear->parameterCount() == 9);
  REQUIRE(linear->blocks().size() == 2);
  CHECK(linear->blocks()[0].name == "W");
  CHECK(linear->blocks()[0].rows == 2);
  CHECK(linear->blocks()[0].cols == 3);
  const auto two_layer = makeModel<float>({ModelKind::two_layer, 2, 100, 3});
  CHECK(two_layer->parameterCount() == 603);
  REQUIRE(two_layer->blocks().size() == 4);
  CHECK(two_layer->blocks()[2].name == "W2");
  CHECK(two_layer->blocks()[2].rows == 100);
  CHECK(two_layer->blocks()[2].cols == 3);
}

TEST_CASE("model: forward and backward agree with plain loops at awkward sizes") {
  NumpyRandom random(10);
  for (const ModelKind kind : {ModelKind::linear, ModelKind::two_layer}) {
    for (const Index examples : {1, 2, 3, 17, 100}) {
      for (const Index inputs : {1, 2, 5, 13}) {
        for (const Index hidden : {1, 3, 16, 33}) {
          for (const Index classes : {2, 3, 9}) {
            CAPTURE(examples);
            CAPTURE(inputs);
            CAPTURE(hidden);
            CAPTURE(classes);
            const auto model = makeModel<double>({kind, inputs, hidden, classes});
            const Vector<double> parameters = test::randomMatrix(model->parameterCount(), 1, 1.0, random);
            const Matrix<double> X = test::randomMatrix(examples, inputs, 1.0, random);
            const Matrix<double> dscores = test::randomMatrix(examples, classes, 1.0, random);
            Activations<double> activations;
            model->forward(parameters, X, activations);
            const Forward expected = forwardByLoops(*model, parameters, X);
            REQUIRE(test::largestDifference(activations.scores.topRows(examples), expected.scores) < 1e-12);
            if (kind == ModelKind::two_layer) {
              REQUIRE(test::largestDifference(activations.hidden.topRows(examples), expected.hidden) < 1e-13);
            }
            activations.scores.topRows(examples) = dscores;
            Vector<double> gradient = Vector<double>::Constant(parameters.size(), 123.0);
            model->backward(X, activations, gradient);
            const Vector<double> loops = gradientByLoops(*model, parameters, X, dscores);
            REQUIRE((gradient - loops).cwiseAbs().maxCoeff() < 1e-11);
          }
        }
      }
    }
  }
}

// Scores and gradient of a batch that goes through the model in pieces of so many rows: for the second time, since what
// the first one left behind is of no account.
struct Passed {
  Matrix<float> scores;
  Vector<float> gradient;
};
Passed inPieces(const Model<float>& model, const Vector<float>& parameters, const Matrix<float>& X,
                const Matrix<float>& dscores, Index rows, bool relative) {
  Activations<float> activations;
  activations.use = relative ? ScoreUse::differences : ScoreUse::values;
  Passed passed{Matrix<float>(X.rows(), dscores.cols()), Vector<float>::Constant(parameters.size(), 123.0f)};
  for (int time = 0; time < 2; ++time) {
    model.setWeights(parameters, activations);
    model.startGradient(passed.gradient, activations);
    for (Index first = 0; first < X.rows(); first += rows) {
      const Index count = std::min(rows, X.rows() - first);
      model.forward(X.middleRows(first, count), activations);
      passed.scores.middleRows(first, count) = activations.scores.topRows(count);
      activations.scores.topRows(count) = dscores.middleRows(first, count);
      model.backward(X.middleRows(first, count), activations);
    }
    model.finishGradient(activations);
  }
  return passed;
}

// Less the last class's.
Matrix<double> relativeScores(const Matrix<double>& scores) { return scores.colwise() - scores.col(scores.cols() - 1); }

// Batches of `examples` in pieces of several sizes and on several threads against loops. With `relative`, dscores add
// up to 0 over the classes, as a loss's do, and scores may be relative to the last class.
void compareWithLoops(const ModelShape& shape, Index examples, bool relative, NumpyRandom& random) {
  const auto exact = makeModel<double>(shape);
  const auto model = makeModel<float>(shape);
  const Vector<double> parameters = test::randomMatrix(exact->parameterCount(), 1, 0.1, random);
  const Matrix<double> X = test::randomMatrix(examples, shape.inputs, 1.0, random);
  Matrix<double> dscores = test::randomMatrix(examples, shape.classes, 1.0, random);
  if (relative) dscores.col(0) -= dscores.rowwise().sum();
  Matrix<double> scores = forwardByLoops(*exact, parameters, X).scores;
  if (relative) scores = relativeScores(scores);
  const Vector<double> gradient = gradientByLoops(*exact, parameters, X, dscores);

  const auto run = [&](Index rows, int threads) {
    setThreadCount(threads);
    const Passed passed =
        inPieces(*model, parameters.cast<float>(), X.cast<float>(), dscores.cast<float>(), rows, relative);
    setThreadCount(1);
    return passed;
  };
  for (const Index rows : {Index{61}, Index{32}, Index{7}}) {
    CAPTURE(rows);
    const Passed one = run(rows, 1);
    Matrix<double> found = one.scores.cast<double>();
    if (relative) found = relativeScores(found);
    REQUIRE(test::largestDifference(found, scores) < 1e-5 * scores.cwiseAbs().maxCoeff());
    REQUIRE((one.gradient.cast<double>() - gradient).cwiseAbs().maxCoeff() < 1e-5 * gradient.cwiseAbs().maxCoeff());
    for (const int threads : {2, 3}) {
      const Passed shared = run(rows, threads);
      REQUIRE(shared.scores == one.scores);
      REQUIRE(shared.gradient == one.gradient);
    }
  }
}

// The sizes of images, too large for the loops above in every combination: blocks of every product have edges here.
TEST_CASE("model: many inputs, in pieces, on several threads: the same as loops, and threads change no bit") {
  NumpyRandom random(21);
  for (const ModelKind kind : {ModelKind::linear, ModelKind::two_layer}) {
    for (const Index inputs : {603, 3072}) {
      for (const Index classes : {2, 7, 10}) {
        for (const bool relative : {false, true}) {
          CAPTURE(inputs);
          CAPTURE(classes);
          CAPTURE(relative);
          compareWithLoops({kind, inputs, 43, classes}, 61, relative, random);
        }
      }
    }
  }
}

TEST_CASE("model: rows of a larger batch before do not leak into a smaller one") {
  NumpyRandom random(12);
  const auto model = makeModel<double>({ModelKind::two_layer, 2, 9, 4});
  const Vector<double> parameters = test::randomMatrix(model->parameterCount(), 1, 1.0, random);
  const Matrix<double> large = test::randomMatrix(50, 2, 1.0, random);
  const Matrix<double> small = test::randomMatrix(7, 2, 1.0, random);
  Activations<double> used, fresh;
  Vector<double> used_gradient(parameters.size()), fresh_gradient(parameters.size());
  model->forward(parameters, large, used);
  model->backward(large, used, used_gradient);
  model->forward(parameters, small, used);
  model->forward(parameters, small, fresh);
  CHECK(used.scores.topRows(7) == fresh.scores.topRows(7));
  model->backward(small, used, used_gradient);
  model->backward(small, fresh, fresh_gradient);
  CHECK(used_gradient == fresh_gradient);
}

TEST_CASE("model: the ReLU lets nothing back at exactly zero, and keeps NaN") {
  const auto model = makeModel<double>({ModelKind::two_layer, 1, 1, 2});
  Vector<double> parameters = Vector<double>::Ones(model->parameterCount());
  Matrix<double> X(1, 1);
  X << -1;  // -1 * 1 + 1 = 0
  Activations<double> activations;
  Vector<double> gradient(parameters.size());
  model->forward(parameters, X, activations);
  CHECK(activations.hidden(0, 0) == 0);
  activations.scores << 1, 2;
  model->backward(X, activations, gradient);
  CHECK(gradient[0] == 0);
  CHECK(gradient[1] == 0);

  X << std::numeric_limits<double>::quiet_NaN();
  model->forward(parameters, X, activations);
  CHECK(std::isnan(activations.scores(0, 0)));
}

TEST_CASE("init: weights are the stream's normals in order, biases zero") {
  const auto model = makeModel<double>({ModelKind::two_layer, 2, 5, 3});
  NumpyRandom random(4);
  NumpyRandom expected(4);
  const Vector<double> parameters = initialParameters<double>(*model, InitKind::scaled, 0.01, random);
  for (const ParameterBlock& block : model->blocks()) {
    for (Index i = 0; i < block.size(); ++i) {
      CHECK(parameters[block.offset + i] == (block.is_weight ? 0.01 * expected.normal() : 0.0));
    }
  }
  CHECK(random == expected);
}

TEST_CASE("init: He scales by the fan-in, zero draws nothing, float32 scales rounded normals") {
  const ModelShape shape{ModelKind::two_layer, 2, 8, 3};
  const auto model = makeModel<double>(shape);
  const auto model32 = makeModel<float>(shape);
  NumpyRandom random(4);
  NumpyRandom expected(4);
  const Vector<double> parameters = initialParameters<double>(*model, InitKind::he, 0.01, random);
  CHECK(parameters[0] == doctest::Approx(std::sqrt(2.0 / 2) * expected.normal()).epsilon(1e-15));
  expected.discardNormals(15);
  const ParameterBlock& W2 = model->blocks()[2];
  CHECK(parameters[W2.offset] == doctest::Approx(std::sqrt(2.0 / 8) * expected.normal()).epsilon(1e-15));

  NumpyRandom again(4);
  NumpyRandom single(4);
  const Vector<float> parameters32 = initialParameters<float>(*model32, InitKind::scaled, 0.01, again);
  CHECK(parameters32[0] == 0.01f * static_cast<float>(single.normal()));

  const NumpyRandom untouched = again;
  CHECK(initialParameters<double>(*model, InitKind::zero, 0.01, again).isZero(0));
  CHECK(again == untouched);
}

}  // namespace
}  // namespace lab
