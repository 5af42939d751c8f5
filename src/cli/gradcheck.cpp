// lab gradcheck: backpropagation against centered differences and automatic differentiation, block by block.
#include <algorithm>
#include <array>
#include <memory>
#include <ostream>

#include "cli/command_line.h"
#include "core/text.h"
#include "data/shapes.h"
#include "lab/settings/assignments.h"
#include "lab/settings/model_kinds.h"
#include "lab/settings/rules.h"
#include "lab/settings/settings_table.h"
#include "model/classifiers.h"
#include "model/init.h"
#include "train/gradient_check.h"

namespace lab::cli {
namespace {

constexpr std::string_view about =
    R"(Compares the gradient that backpropagation finds with centered differences (f(w + h) - f(w - h)) / 2h and with automatic
differentiation, in float64, for every parameter at its initial value; biases, which start at 0, are drawn like weights
here, because the spiral's arms begin at the origin, where every ReLU without a bias bends. Each block of parameters
shows the one with the largest relative error against the centered difference, and the largest against the automatic
derivative. Where a hinge, a ReLU or |w| bends between w - h and w + h no gradient exists; such parameters are counted
as kinks and left out; and so are those too small to judge, which differ by less than rounding blurs the difference.
The relative error is |analytic - numerical| / max(|analytic|, |numerical|). Ends with exit code 1 if a check fails.
)";

constexpr std::string_view notes = "Without arguments: every loss with every model and every regularizer.\n";

constexpr OperandSpec operands[] = {
    {Operand::settings, "key=value",
     "the run whose gradient to check; 'lab settings' lists them. Other than in training, the default is a small set "
     "and weights that are not tiny: points=20 hidden=10 init_scale=0.5"}};

std::vector<std::string_view> mistakeNames() {
  std::vector<std::string_view> names;
  for (const GradientBreakInfo& info : gradientBreaks()) names.push_back(info.name);
  return names;
}

constexpr OptionSpec options[] = {{.name = "--break",
                                   .value = "NAME",
                                   .help = "make a classic mistake in the gradient, to see the check fail",
                                   .choices = mistakeNames}};

Settings defaults() {
  Settings settings;
  settings.points = 20;
  settings.hidden = 10;
  settings.init_scale = 0.5;
  return settings;
}

// The forms of each loss that are checked; the first is its standard one.
std::vector<std::string> formsOf(LossKind kind) {
  switch (kind) {
    case LossKind::softmax:
      return {""};
    case LossKind::svm:
      return {"", "svm_sum=all", "svm_reduce=mean", "svm_power=2",
              "svm_power=2 svm_margin=0.5 svm_sum=all svm_reduce=mean"};
  }
  return {};
}

constexpr std::string_view penalties[] = {
    "l2=0", "l2=0.1", "l2=0.1 l2_half=0", "l2=0 l1=0.05", "l2=0.1 l1=0.05 l2_half=0", "l2=0 l1=0.05 elastic_beta=0.8",
};

std::vector<Settings> allCombinations() {
  std::vector<Settings> all;
  for (const ModelKind model : model_kinds) {
    for (const LossKind loss : loss_kinds) {
      for (const std::string& form : formsOf(loss)) {
        for (const std::string_view penalty : penalties) {
          const std::string text =
              joined(std::array<std::string, 4>{"model=" + std::string(modelKey(model)),
                                                "loss=" + std::string(lossKey(loss)), form, std::string(penalty)},
                     " ");
          all.push_back(withAssignments(defaults(), text).value());
        }
      }
    }
  }
  return all;
}

// Biases of 0 would put the example at the origin exactly on the bend of every ReLU.
void drawBiases(const Model<double>& model, double scale, NumpyRandom& stream, Vector<double>& parameters) {
  for (const ParameterBlock& block : model.blocks()) {
    if (block.is_weight) continue;
    for (double& bias : parameters.segment(block.offset, block.size())) bias = scale * stream.normal();
  }
}

// The gradient of a run's first step, at the weights that training would start from.
Result<GradientCheck> check(const Settings& settings, GradientBreak mistake) {
  if (settings.data == DataKind::cifar10)
    return Error{"data=cifar10 is for lab train; gradients are checked on points."};
  NumpyRandom stream(settings.seed);
  const Result<Dataset> data =
      makeShape({shapeOf(settings.data), settings.points, settings.classes, settings.noise}, stream);
  if (!data) return data.failure();
  if (settings.init_seed) stream = NumpyRandom(*settings.init_seed);
  stream.discardNormals(settings.init_skip);
  const std::unique_ptr<Model<double>> model =
      makeModel<double>({settings.model, data.value().features(), settings.hidden, data.value().classes});
  Vector<double> parameters = initialParameters(*model, settings.init, settings.init_scale, stream);
  drawBiases(*model, settings.init_scale, stream, parameters);
  const Objective objective = objectiveOf(settings);
  return checkGradient(*model, objective, parameters, data.value().X, data.value().y, {.mistake = mistake});
}

void print(const Settings& settings, const GradientCheck& result, std::ostream& out) {
  // Settings of the objective that are not the defaults, but always the model and the loss.
  for (const std::string_view key :
       {"model", "loss", "svm_margin", "svm_power", "svm_sum", "svm_reduce", "l2", "l2_half", "l1", "elastic_beta"}) {
    if (key != "model" && key != "loss" && same(settings, {}, key)) continue;
    out << key << '=' << valueText(settings, key) << ' ';
  }
  out << "\n  block  checked  kinks  small         analytic        numerical        automatic  relative error  to "
         "automatic\n";
  for (const BlockCheck& block : result.blocks) {
    const auto column = [&out](std::string text, std::size_t width) {
      out << std::string(width - std::min(width, text.size()), ' ') << text;
    };
    column(std::string(block.name), 7);
    column(std::to_string(block.checked), 9);
    column(std::to_string(block.kinks), 7);
    column(std::to_string(block.too_small), 7);
    column(formatted("%.9e", block.worst.analytic), 17);
    column(formatted("%.9e", block.worst.centered), 17);
    column(formatted("%.9e", block.worst.automatic), 17);
    column(formatted("%.1e", block.worst.relative_error), 16);
    column(formatted("%.1e", block.automatic_error), 14);
    out << '\n';
  }
  out << "  " << (result.passed ? "passed" : "FAILED") << "\n\n";
}

Result<GradientBreak> mistakeOf(const ParsedArguments& parsed) {
  if (!parsed.has("--break")) return GradientBreak::none;
  const std::string& name = parsed.text("--break");
  if (const auto mistake = gradientBreakNamed(name)) return *mistake;
  const std::vector<std::string_view> names = mistakeNames();
  return Error{"--break " + name + " is not known." + suggestion(name, names) + " There are " + joined(names) + "."};
}

ExitCode run(Arguments arguments, Terminal& terminal) {
  const auto parsed = ParsedArguments::parse(arguments, options);
  if (!parsed) return usageError(terminal, "gradcheck", parsed.error());
  const auto mistake = mistakeOf(parsed.value());
  if (!mistake) return usageError(terminal, "gradcheck", mistake.error());
  const auto chosen = settingsFrom(defaults(), parsed.value().assignments());
  if (!chosen) return usageError(terminal, "gradcheck", chosen.error());

  std::vector<Settings> all = allCombinations();
  if (!parsed.value().assignments().empty()) all.assign(1, chosen.value());
  int failed = 0;
  for (const Settings& settings : all) {
    const auto result = check(settings, mistake.value());
    if (!result) return usageError(terminal, "gradcheck", result.error());
    print(settings, result.value(), terminal.out);
    failed += result.value().passed ? 0 : 1;
  }
  terminal.out << all.size() - static_cast<std::size_t>(failed) << " of " << all.size() << " passed\n";
  return failed == 0 ? success : check_failed;
}

}  // namespace

TerminalCommand gradcheckCommand() {
  return {.name = "gradcheck",
          .summary = "check backpropagation against numerical gradients",
          .usage = "[key=value …]",
          .about = about,
          .operands = operands,
          .options = options,
          .notes = notes,
          .run = run};
}

}  // namespace lab::cli
