// lab search: learning rates × penalties, each on a short budget, over all cores.
#include <algorithm>
#include <memory>
#include <ostream>
#include <thread>

#include "cli/command_line.h"
#include "cli/image_files.h"
#include "cli/interruption.h"
#include "cli/output_file.h"
#include "cli/search_jobs.h"
#include "cli/search_report.h"
#include "core/number_text.h"
#include "core/text.h"
#include "lab/run/draw_data.h"
#include "lab/run/split.h"
#include "lab/settings/settings_table.h"

namespace lab::cli {
namespace {

constexpr std::string_view about =
    R"(Trains a run for each pair of learning rate and penalty, all from the same weights on the same minibatches, and prints
them by validation accuracy, the best first; of a grid also the accuracies as a table. What a pair scores does not depend
on --jobs.
)";

constexpr std::string_view notes =
    R"(Images are validated on the images that are kept for it (val, val_from). Shapes have none: as many points of the same
shape, drawn from the next seed, take their place. A run that diverges says at which step, and the others go on. Ctrl-C,
SIGTERM or SIGHUP prints what was found so far. Ends with exit code 1 if no run came to its end.

Example: lab search model=two_layer lr=0.01..10 l2=1e-5..0.1 --grid 5x4 --steps 1000 --csv cells.csv
)";

constexpr OperandSpec operands[] = {
    {Operand::form, "lr=LOW..HIGH",
     "learning rates on a logarithmic scale, both ends included; lr=0.1,0.3 tries these values"},
    {Operand::form, "l2=LOW..HIGH", "strengths of the penalty, in the same way; l1=… in its place"},
    {Operand::settings, "key=value",
     "a setting of all runs; 'lab settings' lists them. preset=assignment_svm and preset=assignment_softmax bring the "
     "assignment's own 4 × 4 grid and its 1,500 steps with them"}};
constexpr OptionSpec options[] = {
    {.name = "--grid", .value = "CxR", .help = "learning rates x strengths (4 of each range)"},
    {.name = "--random", .value = "N", .help = "instead of --grid: N pairs, log-uniform in the ranges"},
    {.name = "--seed", .value = "S", .help = "of the random pairs (0)"},
    option::study_steps,
    {.name = "--epochs",
     .value = "N",
     .help = "instead of --steps: so many times through the training examples",
     .range = NumberRange{1, 100'000}},
    {.name = "--jobs",
     .value = "N",
     .help = "runs at the same time, as many as the processor has cores if not given",
     .range = NumberRange{1, 256}},
    {.name = "--csv",
     .value = "FILE",
     .help = "lr,l2,val_accuracy,train_accuracy,loss,steps,diverged_at in the order of the grid",
     .path = true},
    option::data_dir};

// The command line, divided into the settings of all runs and what is to be searched.
struct Wish {
  std::string settings, plan;
};

bool isAxis(std::string_view key) { return key == "lr" || key == "l2" || key == "l1"; }

void add(std::string& text, std::string_view word) { addTo(text, word, "&"); }

bool names(std::string_view words, std::string_view key) {
  return ("&" + std::string(words)).find("&" + std::string(key) + "=") != std::string::npos;
}

template <class Take>
void eachWord(std::string_view text, Take take) {
  for (const std::string_view word : words(text, between_assignments)) take(word, word.substr(0, word.find('=')));
}

Wish divide(const ParsedArguments& parsed) {
  Wish wish;
  bool ranges = false;
  eachWord(parsed.assignments(), [&](std::string_view word, std::string_view key) {
    const bool several = word.find("..") != std::string_view::npos || word.find(',') != std::string_view::npos;
    const bool range = isAxis(key) && several;
    ranges = ranges || range;
    const bool plans = range || key == "grid" || key == "random" || key == "steps";
    add(plans ? wish.plan : wish.settings, word);
  });
  for (const std::string_view key : {"grid", "random", "seed", "steps"}) {
    const std::string option = "--" + std::string(key);
    if (parsed.has(option)) add(wish.plan, std::string(key) + "=" + parsed.text(option));
  }
  if (ranges) return wish;
  // What belongs to a preset, where nothing else is said.
  std::string_view preset;
  eachWord(wish.settings, [&](std::string_view word, std::string_view key) {
    if (key == "preset") preset = word.substr(std::string_view("preset=").size());
  });
  const std::string given = wish.settings + "&" + wish.plan;
  eachWord(presetSearch(preset), [&](std::string_view word, std::string_view key) {
    if (!names(given, key)) add(wish.plan, word);
  });
  // A single value is an axis of one.
  eachWord(wish.settings, [&](std::string_view word, std::string_view key) {
    if (key == "lr") add(wish.plan, word);
  });
  return wish;
}

// Before hours of work, not after them.
Status checkCsvPlace(const ParsedArguments& parsed) {
  if (!parsed.has("--csv")) return Done{};
  return checkOutputPlace(parsed.text("--csv"), "--csv", "cells.csv");
}

// --epochs in steps.
Status countSteps(const ParsedArguments& parsed, const SearchData& data, SearchPlan& plan) {
  if (!parsed.has("--epochs")) return Done{};
  if (parsed.has("--steps")) return Error{"A budget is --steps or --epochs, not both."};
  const auto epochs = parsed.wholeNumber("--epochs");
  if (!epochs) return epochs.failure();
  const std::int64_t examples = data.held_out ? data.run.plane->size() : data.split.train;
  const std::int64_t batch = plan.base.batch == 0 ? examples : std::min<std::int64_t>(plan.base.batch, examples);
  plan.steps = epochs.value() * ((examples + batch - 1) / batch);
  return Done{};
}

void announce(const SearchPlan& plan, const SearchData& data, int jobs, std::ostream& err) {
  err << plan.cells.size() << " cells of " << grouped(plan.steps) << " steps, " << jobs << " at a time; ";
  if (data.held_out) {
    err << data.held_out->size() << " points drawn with seed=" << *data.held_out_seed << " validate\n";
  } else {
    err << describeSplit(plan.base, data.run.images->train.size()) << '\n';
  }
}

ExitCode report(const SearchPlan& plan, const SearchOutcome& outcome, const std::string& csv, Terminal& terminal) {
  if (Interruption::came()) terminal.err << "lab search: interrupted; this is what was found.\n";
  printResults(plan, outcome.results, terminal.out);
  if (!plan.random()) printHeatMap(plan, outcome.results, terminal.out);
  // Before the CSV, which may go the same way.
  terminal.out << std::flush;
  const Status written = csv.empty() ? Status(Done{}) : writeOutput(csv, searchCsv(plan, outcome.results));
  if (!written) terminal.err << "lab search: " << written.error() << '\n';
  const auto best = bestCell(outcome.results);
  terminal.err << cellsOver(outcome.results) << " of " << plan.cells.size() << " cells in "
               << formatted("%.1f", outcome.seconds) << " s";
  if (best) {
    terminal.err << "; best lr=" << numberText(plan.cells[*best].lr) << " " << plan.key << "="
                 << numberText(plan.cells[*best].strength)
                 << " val_accuracy=" << numberText(outcome.results[*best].val_accuracy);
  }
  terminal.err << '\n';
  return Interruption::exitCode(best && written ? success : check_failed);
}

ExitCode run(Arguments arguments, Terminal& terminal) {
  const auto refuse = [&](const std::string& why) { return usageError(terminal, "search", why); };
  const auto parsed = ParsedArguments::parse(arguments, options);
  if (!parsed) return refuse(parsed.error());
  const Wish wish = divide(parsed.value());
  const auto settings = settingsFrom({}, wish.settings);
  if (!settings) return refuse(settings.error());
  auto plan = planSearch(wish.plan, settings.value(), SearchPlan::most_in_terminal);
  if (!plan) return refuse(plan.error());
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  const auto jobs = parsed.value().wholeNumber("--jobs", cores);
  if (!jobs) return refuse(jobs.error());
  const Status place = checkCsvPlace(parsed.value());
  if (!place) return refuse(place.error());
  const auto images = imagesFor(parsed.value(), settings.value(), terminal);
  if (!images) return refuse(images.error());
  const auto data = searchData(plan.value(), drawData(settings.value(), images.value()));
  if (!data) return refuse(data.error());
  const Status counted = countSteps(parsed.value(), data.value(), plan.value());
  if (!counted) return refuse(counted.error());

  const int at_once = static_cast<int>(jobs.value());
  announce(plan.value(), data.value(), at_once, terminal.err);
  // Until the CSV is written.
  const Interruption promise;
  if (parsed.value().has("--csv")) outliveReaders();
  const SearchOutcome outcome = searchAll(plan.value(), data.value(), at_once, terminal);
  return report(plan.value(), outcome, parsed.value().has("--csv") ? parsed.value().text("--csv") : "", terminal);
}

}  // namespace

TerminalCommand searchCommand() {
  return {.name = "search",
          .summary = "try learning rates and penalties over all cores, and rank them",
          .usage = "[key=value …] lr=LOW..HIGH l2=LOW..HIGH",
          .about = about,
          .operands = operands,
          .options = options,
          .notes = notes,
          .run = run};
}

}  // namespace lab::cli
