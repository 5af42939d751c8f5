// lab train: a run on given settings, its losses as CSV or JSON lines.
#include <algorithm>
#include <cmath>
#include <ostream>

#include "cli/command_line.h"
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

Ends with exit code 1 when the training diverges, and says at which iteration.

Example: lab train classes=4 model=two_layer init=he lr=0.3 batch=32 precision=float64 --steps 1000 --log-every 100
)";

struct Row {
  std::int64_t iteration = 0;
  BatchLoss batch;
  double train_accuracy = 0;
};

void printCsv(std::ostream& out, const Row& row) {
  out << row.iteration;
  for (const double value : {row.batch.loss, row.batch.data_loss, row.batch.reg_loss, row.train_accuracy}) {
    out << ',' << numberText(value);
  }
  out << '\n';
}

// JSON knows no infinities and no NaN.
std::string jsonNumber(double value) { return std::isfinite(value) ? numberText(value) : "null"; }

void printJson(std::ostream& out, const Row& row) {
  out << "{\"iteration\":" << row.iteration << ",\"loss\":" << jsonNumber(row.batch.loss)
      << ",\"data_loss\":" << jsonNumber(row.batch.data_loss) << ",\"reg_loss\":" << jsonNumber(row.batch.reg_loss)
      << ",\"train_accuracy\":" << jsonNumber(row.train_accuracy) << "}\n";
}

struct Plan {
  Settings settings;
  std::int64_t steps = 0;
  std::int64_t log_every = 1;
  bool json = false;
};

Result<Plan> planFrom(Arguments arguments) {
  constexpr OptionSpec options[] = {{"--steps", true}, {"--log-every", true}, {"--json", false}};
  const auto parsed = ParsedArguments::parse(arguments, options);
  if (!parsed) return Error{parsed.error()};
  const auto settings = settingsFrom({}, parsed.value().assignments());
  if (!settings) return Error{settings.error()};
  const auto steps = parsed.value().wholeNumber("--steps", 0, 1'000'000'000, 200);
  if (!steps) return Error{steps.error()};
  const auto log_every = parsed.value().wholeNumber("--log-every", 1, 1'000'000'000, 10);
  if (!log_every) return Error{log_every.error()};
  return Plan{settings.value(), steps.value(), log_every.value(), parsed.value().has("--json")};
}

// Makes the steps of the plan and prints its rows. Stops where the run diverges.
void makeSteps(const Plan& plan, Session& session, Terminal& terminal) {
  Progress progress(terminal);
  (void)session.post(Command{.kind = Command::Kind::run, .assignments = {}});
  std::int64_t made = 0;
  while (made < plan.steps) {
    Row row{.iteration = made, .batch = {}, .train_accuracy = session.observe({}).runs[0].now.train_accuracy};
    // A row needs the state before the update and the loss that the step then found: the step is made by itself.
    const bool stepped = session.advance({1}) == 1;
    row.batch = session.observe({}).runs[0].last_batch.value_or(BatchLoss{});
    (plan.json ? printJson : printCsv)(terminal.out, row);
    if (!stepped) return;
    progress.show("iteration " + std::to_string(made + 1) + " of " + std::to_string(plan.steps) + ", loss " +
                  formatted("%.6f", row.batch.loss));
    const std::int64_t between = std::min(plan.log_every, plan.steps - made) - 1;
    if (session.advance({between}) != between) return;
    made += between + 1;
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
  Session session(plan.settings);
  if (!plan.json) terminal.out << "iteration,loss,data_loss,reg_loss,train_accuracy\n";
  makeSteps(plan, session, terminal);

  const RunSnapshot& end = session.observe({}).runs[0];
  terminal.out << std::flush;
  if (end.diverged_at) {
    terminal.err << "lab train: diverged at iteration " << *end.diverged_at
                 << ": the loss or a parameter is not finite any more. A smaller lr may help.\n";
  }
  terminal.err << "final train_accuracy=" << numberText(end.now.train_accuracy) << " loss=" << numberText(end.now.loss)
               << " iteration=" << end.iteration << '\n';
  return end.diverged_at ? check_failed : success;
}

}  // namespace

TerminalCommand trainCommand() {
  return {"train", "train on given settings and print the losses as CSV or JSON", help, run};
}

}  // namespace lab::cli
