#include "lab/study/check_sanity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>

#include "core/number_text.h"
#include "core/text.h"
#include "lab/settings/change_words.h"
#include "lab/settings/rules.h"
#include "lab/settings/settings_table.h"
#include "lab/study/sanity_data.h"

namespace lab {
namespace {

std::string shortNumber(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.4g", value);
  return withMinusSigns(text.data());
}

Settings withoutPenalty(Settings settings) {
  settings.l2 = settings.l1 = settings.max_norm = settings.dropout = 0;
  return settings;
}

RunSnapshot look(Run& run) {
  RunSnapshot out;
  run.observe({}, true, out);
  return out;
}

// At iteration 0.
RunSnapshot startOf(const Settings& settings, const RunData& data) { return look(*makeRun(settings, data)); }

// What the expected first loss is called.
std::string expectedWords(const Settings& settings, double expected) {
  const std::string classes = std::to_string(modelShapeOf(settings).classes);
  const DataLoss loss = lossOf(settings);
  const bool standard =
      loss.margin == 1 && loss.power == 1 && loss.sum == SvmSum::others && loss.reduce == SvmReduce::sum;
  const std::string value = shortNumber(expected);
  switch (loss.kind) {
    case LossKind::softmax:
      return "ln " + classes + " ≈ " + value;
    case LossKind::svm:
      return standard ? classes + " − 1 = " + value
                      : value + ", what this form of the SVM's loss gives to equal scores";
  }
  return value;
}

std::string initWords(const Settings& settings) {
  const std::string value = valueTitle(settings, settings.init == InitKind::scaled ? "init_scale" : "init");
  return titleInSentence(settingTitle(settings.init == InitKind::scaled ? "init_scale" : "init")) + " " + value;
}

class InitialLoss final : public CheckJob {
 public:
  explicit InitialLoss(const StudyBase& base) : small_(smallData(withoutPenalty(base.settings()), base.data, 100)) {}

  bool finished() const override { return tiny_.has_value(); }
  void piece(const Clock& /*clock*/) override;
  void observe(CheckSnapshot& out) const override;

 private:
  static constexpr double near = 0.1;        // of weights that are small, but not nothing
  static constexpr double allowed = 0.5;     // of those that show: He's, or 0.01 for the 3,072 pixels of an image
  static constexpr double very_near = 0.01;  // of weights that are next to nothing

  SmallData small_;
  double expected_ = 0;
  std::optional<double> own_, tiny_;  // first losses: with the settings' weights, with tiny ones
};

void InitialLoss::piece(const Clock& /*clock*/) {
  if (!own_) {
    const RunSnapshot start = startOf(small_.settings, small_.data);
    own_ = start.now.data_loss;
    expected_ = start.expected_start;
    return;
  }
  Settings tiny = small_.settings;
  tiny.init = InitKind::scaled;
  tiny.init_scale = 1e-6;
  tiny_ = startOf(tiny, small_.data).now.data_loss;
}

void InitialLoss::observe(CheckSnapshot& out) const {
  SanitySnapshot& sanity = out.sanity[static_cast<std::size_t>(SanityCheck::initial_loss)].emplace();
  if (own_) sanity.figures = {{"expected", expected_}, {"with " + initWords(small_.settings), *own_}};
  if (!finished()) return;
  sanity.figures.push_back({"with tiny weights", *tiny_});
  const bool loss_right = std::abs(*tiny_ - expected_) <= very_near * expected_;
  const double off = std::abs(*own_ - expected_);
  const bool passed = loss_right && off <= allowed * expected_;
  sanity.verdict = passed ? CheckVerdict::passed : CheckVerdict::failed;
  const std::string expected = expectedWords(small_.settings, expected_);
  const std::string begins = "The loss begins at " + shortNumber(*own_);
  const std::string tiny = "With tiny weights it is " + shortNumber(*tiny_) + ", so the loss is right";
  if (passed && off <= near * expected_) {
    sanity.reason = begins + ". A model that knows nothing has " + expected + ".";
  } else if (!loss_right) {
    sanity.reason = "With tiny weights the loss is " + shortNumber(*tiny_) + ", and should be " + expected +
                    ": the loss itself is wrong.";
  } else if (passed) {
    sanity.reason = begins + ", where a model that knows nothing has " + expected + ". " + tiny +
                    "; these first weights (" + initWords(small_.settings) + ") are large enough to show.";
  } else {
    sanity.reason = begins + ", far from " + expected + ". " + tiny + ", and these first weights (" +
                    initWords(small_.settings) + ") are too large: their scores are sure of something before " +
                    "anything was learned.";
  }
}

class RisingPenalty final : public CheckJob {
 public:
  explicit RisingPenalty(const StudyBase& base) : small_(smallData(base.settings(), base.data, 100)) {}

  bool finished() const override { return starts_.size() == strengths.size(); }
  void piece(const Clock& /*clock*/) override {
    Settings settings = small_.settings;
    settings.l2 = strengths[starts_.size()];
    starts_.push_back(startOf(settings, small_.data).now);
  }
  void observe(CheckSnapshot& out) const override;

 private:
  static constexpr std::array<double, 5> strengths{0, 0.01, 1, 100, 10000};

  SmallData small_;
  std::vector<Metrics> starts_;
};

void RisingPenalty::observe(CheckSnapshot& out) const {
  SanitySnapshot& sanity = out.sanity[static_cast<std::size_t>(SanityCheck::regularization)].emplace();
  bool rises = true;
  for (std::size_t i = 0; i < starts_.size(); ++i) {
    sanity.figures.push_back({"λ = " + shownNumber(strengths[i]), starts_[i].loss});
    if (i > 0 && !(starts_[i].loss > starts_[i - 1].loss && std::isfinite(starts_[i].loss))) rises = false;
  }
  if (!finished()) return;
  sanity.verdict = rises ? CheckVerdict::passed : CheckVerdict::failed;
  if (rises) {
    sanity.reason = "The first loss rises with λ: the penalty counts.";
  } else if (starts_.back().reg_loss == starts_.front().reg_loss) {
    sanity.reason =
        "The penalty adds nothing, however strong it is: all weights are 0 (" + initWords(small_.settings) + ").";
  } else {
    sanity.reason = "The first loss does not rise with λ: the penalty is wrong.";
  }
}

class Overfit final : public CheckJob {
 public:
  explicit Overfit(const StudyBase& base);

  bool finished() const override { return ended_; }
  void piece(const Clock& /*clock*/) override;
  void observe(CheckSnapshot& out) const override;

 private:
  static constexpr Index examples = 20;
  static constexpr std::int64_t interval = 20;  // steps between two looks
  static constexpr double next_to_none = 0.02;  // of the loss of a model that knows nothing

  bool learned() const { return now_.data_loss <= next_to_none * expected_ && now_.train_accuracy == 1; }
  std::string whyNot() const;

  SmallData small_;
  std::unique_ptr<Run> run_;
  std::int64_t most_steps_;
  double expected_ = 0;
  Metrics now_;
  double first_ = 0;    // loss at the start
  double halfway_ = 0;  // and after half of the steps
  bool ended_ = false;
};

Overfit::Overfit(const StudyBase& base)
    : small_(smallData(withoutPenalty(base.settings()), base.data, examples)),
      most_steps_(modeOf(base.settings()) == Mode::images ? 2'000 : 10'000) {
  Settings& settings = small_.settings;
  settings.batch = 0;
  settings.flip = false;
  settings.schedule = ScheduleKind::constant;
  settings.warmup_epochs = 0;
  settings.svm_sum = SvmSum::others;  // with the label's own term there would always be a loss left
  run_ = makeRun(settings, small_.data);
  const RunSnapshot start = look(*run_);
  expected_ = start.expected_start;
  now_ = start.now;
  first_ = now_.data_loss;
}

void Overfit::piece(const Clock& /*clock*/) {
  const bool stepped = run_->step();
  const std::int64_t steps = run_->iteration();
  if (stepped && steps % interval != 0 && steps < most_steps_) return;
  now_ = look(*run_).now;
  if (steps == most_steps_ / 2) halfway_ = now_.data_loss;
  ended_ = !stepped || learned() || steps >= most_steps_;
}

std::string Overfit::whyNot() const {
  const bool linear = !hasHidden(small_.settings.model);
  const std::string lr = "lr=" + valueText(small_.settings, "lr");
  if (run_->diverged()) return "The training diverged: " + lr + " is too large.";
  if (small_.contradicts_itself)
    return "Two of the examples are the same but for their labels: nothing can learn both.";
  if (now_.data_loss > 1.05 * first_) return "It is higher than at the start: " + lr + " is too large.";
  if (now_.data_loss > 0.95 * first_) return "It has hardly moved: " + lr + " may be much too small.";
  if (now_.data_loss < 0.9 * halfway_)
    return "It is still falling: more steps or a larger learning rate than " + lr + ".";
  if (linear && modeOf(small_.settings) == Mode::plane) {
    return "The loss has stopped falling. A linear model only draws straight lines, and where they cannot separate the "
           "classes it cannot learn even " +
           std::to_string(small_.data.plane->size()) +
           " points by heart; that is its limit and no mistake. The two-layer model should pass.";
  }
  return "The loss has stopped falling. " + lr + " may be too small or too large" +
         (linear ? "." : ", or the hidden layer (hidden=" + valueText(small_.settings, "hidden") + ") too small.");
}

void Overfit::observe(CheckSnapshot& out) const {
  SanitySnapshot& sanity = out.sanity[static_cast<std::size_t>(SanityCheck::overfit)].emplace();
  sanity.steps = run_->iteration();
  sanity.most_steps = most_steps_;
  sanity.figures = {{"steps", double(run_->iteration())},
                    {"loss", now_.data_loss},
                    {"near zero", next_to_none * expected_},
                    {"accuracy", now_.train_accuracy}};
  if (!finished()) return;
  const bool passed = learned();
  sanity.verdict = passed ? CheckVerdict::passed : CheckVerdict::failed;
  const bool images = modeOf(small_.settings) == Mode::images;
  const Index count = images ? small_.data.images->train.size() - 1 : small_.data.plane->size();
  const std::string those = std::to_string(count) + (images ? " images" : " points");
  if (passed) {
    sanity.reason = "After " + grouped(run_->iteration()) + " steps all " + those +
                    " are learned by heart, and the loss is " + shortNumber(now_.data_loss) + ".";
  } else {
    sanity.reason = "After " + grouped(run_->iteration()) + " steps the loss on " + those + " is " +
                    shortNumber(now_.data_loss) + ", not near zero. " + whyNot();
  }
}

}  // namespace

Result<SanityCheck> sanityCheckNamed(std::string_view name) {
  const auto found = std::find(sanity_checks.begin(), sanity_checks.end(), name);
  if (found != sanity_checks.end()) return static_cast<SanityCheck>(found - sanity_checks.begin());
  return Error{"'check sanity " + std::string(name) +
                   "': there are check sanity initial_loss, check sanity regularization and check sanity overfit.",
               "There is no such sanity check."};
}

std::unique_ptr<CheckJob> sanityJob(SanityCheck which, const StudyBase& base) {
  switch (which) {
    case SanityCheck::initial_loss:
      return std::make_unique<InitialLoss>(base);
    case SanityCheck::regularization:
      return std::make_unique<RisingPenalty>(base);
    case SanityCheck::overfit:
      break;
  }
  return std::make_unique<Overfit>(base);
}

}  // namespace lab
