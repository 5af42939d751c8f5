// lab train: a run on given settings, its losses as CSV or JSON lines.
#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <memory>
#include <ostream>

#include "cli/command_line.h"
#include "cli/image_files.h"
#include "lab/session.h"
#include "lab/settings_table.h"

namespace lab::cli {
namespace {

constexpr std::string_view help =
    R"(Usage: lab train [key=value …] [--steps N] [--log-every M] [--json]

Trains one model and prints, at iterations 0, M, 2M … below N:
  iteration,loss,data_loss,reg_loss,train_accuracy
The losses are those of the step's minibatch before its update, as the course prints them (without minibatches: of the
whole training set); the accuracy is that of the whole training set before the update. Numbers have every digit that
matters. The last line on the error stream gives accuracy and loss over the training set after the last update.

  key=value       a setting; 'lab settings' lists them. preset=notes_linear and preset=notes_two_layer are the
                  course's published runs.
  --steps N       updates to make, 0 to 1000000000 (200)
  --log-every M   iterations from one row to the next (10)
  --json          one JSON object a row instead of CSV

Images, with data=cifar10 (presets cifar_softmax, cifar_svm, cifar_two_layer):
  --data-dir PATH CIFAR-10: a folder with data_batch_1.bin … test_batch.bin, one .bin file, or cifar-10-binary.tar.gz
  --epochs N      instead of --steps: so many times through the training images
  --test          at the end, accuracy on the test images, by class, and the confusion matrix
A row then has val_accuracy as well; its train_accuracy is that of the first 1,000 training images. Ctrl-C ends the
training cleanly with what was reached.

Ends with exit code 1 when the training diverges, and says at which iteration.

Example: lab train classes=4 model=two_layer init=he lr=0.3 batch=32 precision=float64 --steps 1000 --log-every 100
)";

struct Row {
  std::int64_t iteration = 0;
  BatchLoss batch;
  Metrics before;  // the update
};

void printCsv(std::ostream& out, const Row& row) {
  out << row.iteration;
  for (const double value : {row.batch.loss, row.batch.data_loss, row.batch.reg_loss, row.before.train_accuracy}) {
    out << ',' << numberText(value);
  }
  if (row.before.val_accuracy) out << ',' << numberText(*row.before.val_accuracy);
  out << '\n';
}

// JSON knows no infinities and no NaN.
std::string jsonNumber(double value) { return std::isfinite(value) ? numberText(value) : "null"; }

void printJson(std::ostream& out, const Row& row) {
  out << "{\"iteration\":" << row.iteration << ",\"loss\":" << jsonNumber(row.batch.loss)
      << ",\"data_loss\":" << jsonNumber(row.batch.data_loss) << ",\"reg_loss\":" << jsonNumber(row.batch.reg_loss)
      << ",\"train_accuracy\":" << jsonNumber(row.before.train_accuracy);
  if (row.before.val_accuracy) out << ",\"val_accuracy\":" << jsonNumber(*row.before.val_accuracy);
  out << "}\n";
}

struct Plan {
  Settings settings;
  std::int64_t steps = 0;
  std::int64_t log_every = 1;
  bool json = false;
  bool test = false;
  std::shared_ptr<const ImageLibrary> images;  // with data=cifar10
};

// Images, and the steps that so many epochs of them take.
Status planImages(const ParsedArguments& parsed, Plan& plan) {
  const bool wants = modeOf(plan.settings) == Mode::images;
  for (const std::string_view option : {"--data-dir", "--epochs", "--test"}) {
    if (!wants && parsed.has(option)) return Error{std::string(option) + " goes with data=cifar10."};
  }
  if (!wants) return Done{};
  if (!parsed.has("--data-dir")) return Error{"data=cifar10 needs --data-dir PATH."};
  auto library = readImages(parsed.text("--data-dir"));
  if (!library) return Error{library.error()};
  plan.images = std::make_shared<const ImageLibrary>(std::move(library.value()));
  const auto epochs = parsed.wholeNumber("--epochs", 1, 100'000, 1);
  if (!epochs) return Error{epochs.error()};
  if (parsed.has("--epochs")) {
    Session session(plan.settings, plan.images);
    const Index train = session.observe({}).runs[0].split.train;
    const Index batch = plan.settings.batch == 0 ? train : std::min<Index>(plan.settings.batch, train);
    plan.steps = epochs.value() * ((train + batch - 1) / batch);
  }
  return Done{};
}

Result<Plan> planFrom(Arguments arguments) {
  constexpr OptionSpec options[] = {{"--steps", true},    {"--log-every", true}, {"--json", false},
                                    {"--data-dir", true}, {"--epochs", true},    {"--test", false}};
  const auto parsed = ParsedArguments::parse(arguments, options);
  if (!parsed) return Error{parsed.error()};
  const auto settings = settingsFrom({}, parsed.value().assignments());
  if (!settings) return Error{settings.error()};
  const auto steps = parsed.value().wholeNumber("--steps", 0, 1'000'000'000, 200);
  if (!steps) return Error{steps.error()};
  const auto log_every = parsed.value().wholeNumber("--log-every", 1, 1'000'000'000, 10);
  if (!log_every) return Error{log_every.error()};
  Plan plan{
      settings.value(), steps.value(), log_every.value(), parsed.value().has("--json"), parsed.value().has("--test"),
      nullptr};
  const Status images = planImages(parsed.value(), plan);
  if (!images) return Error{images.error()};
  return plan;
}

// Set by Ctrl-C; the step under way is finished.
volatile std::sig_atomic_t interrupted = 0;

// Makes the steps of the plan and prints its rows. Stops where the run diverges.
void makeSteps(const Plan& plan, Session& session, Terminal& terminal) {
  Progress progress(terminal);
  (void)session.post(Command{.kind = Command::Kind::run, .assignments = {}});
  std::int64_t made = 0;
  while (made < plan.steps && !interrupted) {
    Row row{.iteration = made, .batch = {}, .before = session.observe({}).runs[0].now};
    // A row needs the state before the update and the loss that the step then found: the step is made by itself.
    const bool stepped = session.advance({1}) == 1;
    row.batch = session.observe({}).runs[0].last_batch.value_or(BatchLoss{});
    (plan.json ? printJson : printCsv)(terminal.out, row);
    if (!stepped) return;
    progress.show("iteration " + std::to_string(made + 1) + " of " + std::to_string(plan.steps) + ", loss " +
                  formatted("%.6f", row.batch.loss));
    const std::int64_t next = std::min(made + plan.log_every, plan.steps);
    for (++made; made < next && !interrupted; ++made) {
      if (session.advance({1}) != 1) return;
    }
  }
}

// Accuracy, by class, and the confusion matrix: true classes down, predicted ones across.
void printTest(const TestResult& test, const ImageLibrary& images, std::ostream& out) {
  std::array<std::array<int, 10>, 10> counts{};
  for (std::size_t i = 0; i < test.predicted.size(); ++i) {
    ++counts[static_cast<std::size_t>(images.test.y[i])][static_cast<std::size_t>(test.predicted[i])];
  }
  out << "\ntest accuracy " << formatted("%.2f%%", 100 * test.accuracy) << " on " << test.predicted.size()
      << " images\n\n";
  const auto column = [&](const std::string& text, std::size_t width) {
    out << std::string(width - std::min(width, text.size()), ' ') << text;
  };
  column("true \\ predicted", 16);
  for (const std::string& name : images.classes) column(name.substr(0, 5), 6);
  column("right", 9);
  out << '\n';
  for (std::size_t row = 0; row < counts.size(); ++row) {
    column(images.classes[row], 16);
    int total = 0;
    for (const int cell : counts[row]) {
      column(std::to_string(cell), 6);
      total += cell;
    }
    column(formatted("%.1f%%", total > 0 ? 100.0 * counts[row][row] / total : 0.0), 9);
    out << '\n';
  }
}

ExitCode run(Arguments arguments, Terminal& terminal) {
  Result<Plan> planned = planFrom(arguments);
  if (!planned) return usageError(terminal, "train", planned.error());
  Plan& plan = planned.value();
  if (plan.settings.side_by_side) {
    plan.settings.side_by_side = false;
    terminal.err << "lab train: side_by_side=1 is for the screen; here model=" << valueText(plan.settings, "model")
                 << " trains alone.\n";
  }
  Session session(plan.settings, plan.images);
  if (!plan.json) {
    terminal.out << "iteration,loss,data_loss,reg_loss,train_accuracy" << (plan.images ? ",val_accuracy\n" : "\n");
  }
  interrupted = 0;
  const auto before = std::signal(SIGINT, [](int) { interrupted = 1; });
  makeSteps(plan, session, terminal);
  std::signal(SIGINT, before);
  if (interrupted != 0) terminal.err << "lab train: interrupted; this is what was reached.\n";

  if (plan.test) (void)session.post(Command{.kind = Command::Kind::test, .assignments = {}});
  session.advance({0});
  const RunSnapshot& end = session.observe({}).runs[0];
  if (end.test) printTest(*end.test, *plan.images, terminal.out);
  terminal.out << std::flush;
  if (end.diverged_at) {
    terminal.err << "lab train: diverged at iteration " << *end.diverged_at
                 << ": the loss or a parameter is not finite any more. A smaller lr may help.\n";
  }
  terminal.err << "final train_accuracy=" << numberText(end.now.train_accuracy) << " loss=" << numberText(end.now.loss)
               << " iteration=" << end.iteration;
  if (end.now.val_accuracy) terminal.err << " val_accuracy=" << numberText(*end.now.val_accuracy);
  if (end.test) terminal.err << " test_accuracy=" << numberText(end.test->accuracy);
  terminal.err << '\n';
  return end.diverged_at ? check_failed : success;
}

}  // namespace

TerminalCommand trainCommand() {
  return {"train", "train on given settings and print the losses as CSV or JSON", help, run};
}

}  // namespace lab::cli
