#include "lab/study/check_gradient.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>

#include "core/number_text.h"
#include "core/text.h"
#include "lab/run/examples.h"
#include "lab/settings/model_kinds.h"
#include "lab/settings/rules.h"
#include "lab/settings/settings_table.h"
#include "model/classifiers.h"
#include "train/gradient_check.h"

namespace lab {
namespace {

// Each parameter takes five passes over the examples. Of images, whose passes are thousands of times longer, a handful.
constexpr Index most_points = 100;
constexpr Index most_images = 8;

std::string nameOf(const Model<double>& model, Index parameter) {
  for (const ParameterBlock& block : model.blocks()) {
    if (parameter >= block.offset + block.size()) continue;
    const Index place = parameter - block.offset;
    const std::string col = std::to_string(place % block.cols);
    return std::string(block.name) + "[" +
           (block.is_weight ? std::to_string(place / block.cols) + "," : std::string()) + col + "]";
  }
  return {};
}

std::string shortNumber(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1e", value);
  return withMinusSigns(text.data());
}

struct Point {
  std::unique_ptr<Model<double>> model;
  Vector<double> parameters;
  std::int64_t iteration = 0;
  Matrix<double> X;
  Labels labels;
  Index training_examples = 0;
};

Point pointOf(const StudyBase& base) {
  const Checkpoint checkpoint = base.run.checkpoint(base.data);
  Point point;
  std::visit(
      [&](const auto& state) {
        point.parameters = state.parameters.template cast<double>();
        point.iteration = state.iteration;
      },
      checkpoint.state);
  const auto& learned = checkpoint.images;
  PixelSums sums;
  const Examples<double> examples = makeExamples<double>(
      base.settings(), base.data, learned ? learned->validation : std::numeric_limits<Index>::max(), sums,
      learned ? &learned->preprocessing : nullptr);
  point.model = makeModel<double>(modelShapeOf(base.settings()));
  point.training_examples = examples.train->size();
  const Index count = std::min(point.training_examples, learned ? most_images : most_points);
  std::vector<Index> rows;
  for (std::int64_t i = 0; i < count; ++i) {
    rows.push_back(static_cast<Index>(i * point.training_examples / count));  // spread over all of them
    point.labels.push_back(examples.train->labelOf(rows.back()));
  }
  Matrix<double> scratch;
  point.X = examples.train->gather(rows, scratch);
  return point;
}

class GradientJob final : public CheckJob {
 public:
  GradientJob(const GradientPlan& plan, const StudyBase& base)
      : plan_(plan),
        settings_(base.settings()),
        point_(pointOf(base)),
        checker_(*point_.model, objectiveOf(base.settings()), point_.parameters, point_.X, point_.labels,
                 {.mistake = plan.mistake}) {}

  bool finished() const override { return done_.size() == plan_.parameters.size(); }
  void piece(const Clock& clock) override;
  void observe(CheckSnapshot& out) const override;

 private:
  bool agrees(const GradientEntry& entry) const {
    const double tolerance = GradientCheckOptions{}.tolerance;
    return entry.relative_error < tolerance && entry.automatic_error < tolerance;
  }
  std::string subject() const;
  std::string kinkWords(std::size_t kinks) const;
  std::string smallWords(std::size_t small, double blur) const;
  std::string mistakeWords(bool passed) const;
  void judge(GradientCheckSnapshot& out) const;

  GradientPlan plan_;
  Settings settings_;
  Point point_;
  GradientChecker checker_;
  std::vector<CheckedParameter> done_;
};

void GradientJob::piece(const Clock& /*clock*/) {
  const Index parameter = plan_.parameters[done_.size()];
  const GradientEntry entry = checker_.check(parameter);
  done_.push_back({nameOf(*point_.model, parameter), entry, bandOf(entry.relative_error)});
}

std::string GradientJob::subject() const {
  const Index count = point_.X.rows();
  const std::string all = grouped(point_.training_examples);
  return std::string(modelName(settings_.model)) + " model at iteration " + grouped(point_.iteration) + ", " +
         valueText(settings_, "loss") + " loss, on " +
         (count == point_.training_examples ? "all " + all : grouped(count) + " of " + all) + " training examples";
}

std::string GradientJob::kinkWords(std::size_t kinks) const {
  if (kinks == 0) return {};
  const bool one = kinks == 1;
  return " " + std::to_string(kinks) + (one ? " crosses a kink: " : " cross a kink: ") +
         "a hinge, a ReLU or |w| bends within h of it. No derivative exists there, so " +
         (one ? "it does" : "they do") + " not count, and it is no cause for worry.";
}

std::string GradientJob::smallWords(std::size_t small, double blur) const {
  if (small == 0) return {};
  const bool one = small == 1;
  return " " + std::to_string(small) + (one ? " is too small to judge: " : " are too small to judge: ") +
         "rounding of the loss, divided by h, blurs the centered difference by up to " + shortNumber(blur) + ", and " +
         (one ? "it differs" : "they differ") + " from it by less than that. " + (one ? "It does" : "They do") +
         " not count.";
}

std::string GradientJob::mistakeWords(bool passed) const {
  if (plan_.mistake == GradientBreak::none) return {};
  const std::string meaning(gradientBreaks()[static_cast<std::size_t>(plan_.mistake)].meaning);
  if (!passed) return " This is how it looks when " + meaning + ".";
  const bool no_penalty = settings_.l2 == 0 && settings_.l1 == 0;
  if (plan_.mistake == GradientBreak::forget_regularizer && no_penalty) {
    return " No penalty is switched on, so there was none to forget.";
  }
  return " The mistake is made (" + meaning + "), but not one of these parameters shows it: draw again.";
}

void GradientJob::judge(GradientCheckSnapshot& out) const {
  std::size_t kinks = 0, small = 0, wrong = 0;
  double blur = 0;
  const CheckedParameter* worst = nullptr;
  for (const CheckedParameter& one : done_) {
    if (!one.entry.counts()) {
      ++(one.entry.kink ? kinks : small);
      if (!one.entry.kink) blur = std::max(blur, one.entry.blur);
      continue;
    }
    wrong += !agrees(one.entry);
    if (worst == nullptr || !(one.entry.relative_error <= worst->entry.relative_error)) worst = &one;
  }
  const std::size_t judged = done_.size() - kinks - small;
  const bool enough = 2 * kinks < done_.size() && judged > 0;
  const bool passed = wrong == 0 && enough;
  out.verdict = passed ? CheckVerdict::passed : CheckVerdict::failed;
  if (judged > 0) {
    out.reason = wrong == 0 ? "All " + std::to_string(judged) + " that count agree: the largest relative error is "
                            : std::to_string(wrong) + " of " + std::to_string(judged) + " disagree, at worst " +
                                  worst->name + " with a relative error of ";
    out.reason += shortNumber(worst->entry.relative_error) + ".";
  }
  out.reason += kinkWords(kinks);
  out.reason += smallWords(small, blur);
  if (!enough) out.reason += " Too few are left to judge by.";
  out.reason += mistakeWords(wrong == 0);
  if (out.reason.starts_with(" ")) out.reason.erase(0, 1);
}

void GradientJob::observe(CheckSnapshot& out) const {
  GradientCheckSnapshot& gradient = out.gradient.emplace();
  gradient.subject = subject();
  gradient.count = plan_.parameters.size();
  gradient.mistake = lab::nameOf(plan_.mistake);
  gradient.h = GradientCheckOptions{}.h;
  gradient.loss = checker_.loss();
  gradient.examples = point_.X.rows();
  gradient.iteration = point_.iteration;
  gradient.parameters = done_;
  if (finished()) judge(gradient);
}

}  // namespace

std::string_view verdictWord(const CheckedParameter& parameter) {
  if (parameter.entry.kink) return "kink";
  if (parameter.entry.too_small) return "too small to judge";
  switch (parameter.band) {
    case GradientBand::happy:
      return "happy";
    case GradientBand::kinks_only:
      return "only with kinks";
    case GradientBand::uncomfortable:
      return "uncomfortable";
    case GradientBand::wrong:
      break;
  }
  return "usually wrong";
}

std::unique_ptr<CheckJob> gradientCheckJob(const GradientPlan& plan, const StudyBase& base) {
  return std::make_unique<GradientJob>(plan, base);
}

}  // namespace lab
