#include "lab/study/check_naive.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "core/text.h"
#include "data/image_source.h"
#include "model/classifiers.h"
#include "model/init.h"
#include "reference/linear.h"
#include "reference/loss.h"
#include "train/model_loss.h"

namespace lab {
namespace {

constexpr Index most_images = 500;
constexpr Index images_a_piece = 100;
constexpr int matrix_passes = 5;       // one alone is too short for a browser's clock
constexpr double weight_scale = 1e-4;  // these and the strength of the penalty are the assignment's
constexpr double agreement = 1e-9;     // of the loss, and of the gradient's norm

// Where a pass by loops has come to.
enum class Stage { scores, loss, gradient, matrix };

class NaiveJob final : public CheckJob {
 public:
  explicit NaiveJob(const std::shared_ptr<const ImageLibrary>& library);

  bool finished() const override { return at_ == loss_kinds.size(); }
  void piece(const Clock& clock) override;
  void observe(CheckSnapshot& out) const override;

 private:
  void loops();
  void matrixPasses(const Clock& clock);
  void compare();
  void nextRows(Stage next);
  Index rows() const { return std::min(images_a_piece, X_.rows() - first_); }
  NaiveComparison& now() { return results_[at_]; }

  Matrix<double> X_;  // (N,D)
  Labels labels_;
  std::unique_ptr<Model<double>> model_;
  Vector<double> parameters_;  // W, b
  Matrix<double> W_;
  Vector<double> b_;
  Regularizer regularizer_{.l2 = 5e-6, .half = false};

  std::size_t at_ = 0;  // in loss_kinds
  Stage stage_ = Stage::scores;
  Index first_ = 0;  // row that the next piece of loops begins with
  Matrix<double> scores_, dscores_, dW_;
  Vector<double> db_;
  std::vector<NaiveComparison> results_;
};

NaiveJob::NaiveJob(const std::shared_ptr<const ImageLibrary>& library) {
  const std::shared_ptr<const ImageSet> images(library, &library->train);
  const Index count = std::min(most_images, images->size());
  const Preprocessing minus_mean = measurePreprocessing(Normalize::mean_image, images, 0, count);
  const auto source = imageSource<double>(images, 0, count, minus_mean);
  X_ = Matrix<double>(source->slice(0, count, X_));
  labels_.assign(source->labels().begin(), source->labels().end());

  model_ = makeModel<double>({ModelKind::linear, source->features(), 0, source->classes()});
  NumpyRandom random(0);
  parameters_ = initialParameters(*model_, InitKind::scaled, weight_scale, random);
  const std::vector<ParameterBlock>& blocks = model_->blocks();
  W_ = view(parameters_, blocks[0]);
  b_ = parameters_.segment(blocks[1].offset, blocks[1].size());
  scores_.resize(X_.rows(), W_.cols());
  for (const LossKind kind : loss_kinds) {
    results_.emplace_back().loss = lossKey(kind);
  }
}

void NaiveJob::nextRows(Stage next) {
  first_ += rows();
  if (first_ < X_.rows()) return;
  first_ = 0;
  stage_ = next;
}

void NaiveJob::loops() {
  switch (stage_) {
    case Stage::scores:
      referenceScores(X_, W_, b_, first_, rows(), scores_);
      return nextRows(Stage::loss);
    case Stage::loss:
      dW_.setZero(W_.rows(), W_.cols());
      db_.setZero(b_.size());
      now().loops_loss = referenceLoss<double>(loss_kinds[at_], scores_, labels_, dscores_);
      now().loops_loss += referencePenalty(regularizer_, W_, dW_);
      stage_ = Stage::gradient;
      return;
    case Stage::gradient:
      addReferenceGradient(X_, dscores_, first_, rows(), dW_, db_);
      return nextRows(Stage::matrix);
    case Stage::matrix:
      return;
  }
}

void NaiveJob::matrixPasses(const Clock& clock) {
  const Objective objective{loss_kinds[at_], regularizer_, 0};
  Activations<double> activations;
  Vector<double> gradient(parameters_.size());
  const double before = clock ? clock() : 0;
  for (int pass = 0; pass < matrix_passes; ++pass) {
    now().matrix_loss =
        lossAndGradient<double>(*model_, objective, parameters_, X_, labels_, activations, gradient).total();
  }
  if (clock) now().matrix_seconds = (clock() - before) / matrix_passes;
  Vector<double> by_loops(parameters_.size());
  by_loops << dW_.reshaped<Eigen::RowMajor>(), db_;
  now().gradient_norm = gradient.norm();
  now().gradient_difference = (gradient - by_loops).norm();
  now().finished = true;
  stage_ = Stage::scores;
  ++at_;
}

void NaiveJob::piece(const Clock& clock) {
  if (stage_ == Stage::matrix) return matrixPasses(clock);
  NaiveComparison& result = now();
  const double before = clock ? clock() : 0;
  loops();
  if (clock) result.loops_seconds += clock() - before;
}

bool agree(const NaiveComparison& one) {
  return std::abs(one.loops_loss - one.matrix_loss) <= agreement * std::abs(one.matrix_loss) &&
         one.gradient_difference <= agreement * one.gradient_norm;
}

std::string times(const NaiveComparison& one) {
  if (!(one.matrix_seconds > 0)) return {};
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), " %s: %.0f times as fast.", one.loss.c_str(),
                one.loops_seconds / one.matrix_seconds);
  return text.data();
}

void NaiveJob::observe(CheckSnapshot& out) const {
  NaiveSnapshot& naive = out.naive.emplace();
  naive.images = X_.rows();
  naive.losses = results_;
  if (!finished()) return;
  const bool passed = std::all_of(results_.begin(), results_.end(), agree);
  naive.verdict = passed ? CheckVerdict::passed : CheckVerdict::failed;
  if (!passed) {
    naive.reason = "Loops and matrix products differ by more than rounding: one of them is wrong.";
    return;
  }
  naive.reason = "The same losses and gradients, to rounding.";
  for (const NaiveComparison& one : results_) naive.reason += times(one);
}

}  // namespace

Status checkNaive(const StudyBase& base) {
  if (base.images && base.images->train.size() > 0) return Done{};
  return Error{
      "Loops and matrix products are compared on images, and none are loaded. Choose Images at the top right of the "
      "page; in the terminal: lab check naive --data-dir DIR.",
      "Loops and matrix products are compared on images, and none are loaded. Choose Images at the top right."};
}

std::unique_ptr<CheckJob> naiveJob(const StudyBase& base) { return std::make_unique<NaiveJob>(base.images); }

}  // namespace lab
