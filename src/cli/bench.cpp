// lab bench: steps a second on the benchmark's workloads, with one thread and with several.
#include <algorithm>
#include <array>
#include <cmath>
#include <ostream>
#include <thread>
#include <utility>

#include "cli/command_line.h"
#include "core/json.h"
#include "core/number_text.h"
#include "kernels/thread_pool.h"
#include "lab/bench/bench.h"
#include "lab/settings/settings_table.h"

namespace lab::cli {
namespace {

constexpr std::string_view about =
    R"(Trains the benchmark's workloads flat out in float32, with one thread and with N, in turn, and prints the median, lowest
and highest rate of the rounds. The first steps are compared with plain loops in float64 before: a wrong answer ends
with exit code 1. Without a workload: all of them.
)";

constexpr std::string_view notes = "Example: lab bench C1 C2 --threads 2\n";

constexpr OperandSpec operands[] = {
    {Operand::word, "S1", "the course's spiral, 300 x 2 -> 3, full batch"},
    {Operand::word, "S2", "the same with 100 hidden units"},
    {Operand::word, "S2d", "S2 as a long run leaves it: a quarter of the units dead, their weights decayed to 1e-39"},
    {Operand::word, "C1", "images, 256 x 3072 -> 10, minibatches in turn"},
    {Operand::word, "C2", "the same with 200 hidden units, and momentum"},
    {Operand::word, "C2L", "the same with 1000 hidden units, and momentum"},
    {Operand::word, "C1u8", "C1 from bytes"},
    {Operand::word, "C2u8", "C2 from bytes"}};
constexpr OptionSpec options[] = {
    {.name = "--seconds",
     .value = "S",
     .help = "of each round",
     .range = NumberRange{.low = 0, .high = 600, .fallback = 0.5, .whole = false}},
    {.name = "--rounds", .value = "R", .help = "how many of them", .range = NumberRange{1, 1000, 5}},
    {.name = "--threads",
     .value = "N",
     .help = "of the second row; the processor's cores, at most 8, if not given",
     .range = NumberRange{1, 64}},
    {.name = "--json",
     .help = R"(an array of {"workload", "threads", "steps_per_second", "low", "high", "gflops", "loss", "variant"})"}};

constexpr double warm_up = 0.1;  // seconds

struct BenchPlan {
  std::vector<std::string_view> workloads;
  double seconds = 0;
  int rounds = 0;
  int threads = 0;
  bool json = false;
};

struct BenchRow {
  std::string_view workload;
  int threads = 1;
  std::vector<double> rates;  // steps a second, ascending
  double gflops = 0;
  double loss = 0;

  double median() const { return 0.5 * (rates[(rates.size() - 1) / 2] + rates[rates.size() / 2]); }
};

int coresOfMachine() { return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 8); }

std::string variant() {
  return "native, " + std::to_string(Eigen::internal::packet_traits<float>::size) + " floats at once";
}

// Words that come first are workloads; the rest are options.
Result<BenchPlan> planFrom(Arguments arguments) {
  BenchPlan plan;
  const std::span<const std::string_view> known = benchIds();
  std::size_t words = 0;
  for (; words < arguments.size() && !arguments[words].starts_with("-"); ++words) {
    const std::string& word = arguments[words];
    if (word.find('=') != std::string::npos) return Error{"It takes no settings, but '" + word + "' was given."};
    const auto found = std::find(known.begin(), known.end(), word);
    if (found == known.end()) return Error{benchProblem(word).error() + suggestion(word, known)};
    plan.workloads.push_back(*found);
  }
  if (words == 0) plan.workloads.assign(known.begin(), known.end());

  const auto parsed = ParsedArguments::parse(arguments.subspan(words), options);
  if (!parsed) return parsed.failure();
  if (!parsed.value().assignments().empty()) {
    return Error{"It takes no settings, but '" + parsed.value().assignments() + "' was given."};
  }
  const auto seconds = parsed.value().number("--seconds");
  if (!seconds) return seconds.failure();
  const auto rounds = parsed.value().wholeNumber("--rounds");
  if (!rounds) return rounds.failure();
  const auto threads = parsed.value().wholeNumber("--threads", coresOfMachine());
  if (!threads) return threads.failure();
  plan.seconds = seconds.value();
  plan.rounds = static_cast<int>(rounds.value());
  plan.threads = static_cast<int>(threads.value());
  plan.json = parsed.value().has("--json");
  return plan;
}

// Rows for one thread and for several, which take turns, so that what slows the machine down for a while slows both.
Result<std::vector<BenchRow>> measure(std::string_view id, const BenchPlan& plan, Progress& progress) {
  std::vector<BenchRow> rows{{.workload = id, .threads = 1, .rates = {}}};
  if (plan.threads > 1) rows.push_back({.workload = id, .threads = plan.threads, .rates = {}});

  progress.show(std::string(id) + ": checking the first steps");
  Bench bench(std::move(benchProblem(id).value()));
  for (const BenchRow& row : rows) {
    setThreadCount(row.threads);
    if (Status right = bench.check(); !right) return right.failure();
    bench.run(std::min(warm_up, plan.seconds), seconds);
  }
  for (int round = 1; round <= plan.rounds; ++round) {
    progress.show(std::string(id) + ": round " + std::to_string(round) + " of " + std::to_string(plan.rounds));
    for (BenchRow& row : rows) {
      setThreadCount(row.threads);
      const BenchRun run = bench.run(plan.seconds, seconds);
      if (!std::isfinite(run.loss)) return Error{std::string(id) + ": training diverged."};
      row.rates.push_back(double(run.steps) / run.seconds);
      row.loss = run.loss;
    }
  }
  for (BenchRow& row : rows) {
    std::sort(row.rates.begin(), row.rates.end());
    row.gflops = row.median() * flopOfStep(bench.problem().shape, bench.problem().batch) * 1e-9;
  }
  return rows;
}

void printJson(const std::vector<BenchRow>& rows, std::ostream& out) {
  JsonWriter json;
  json.array([&] {
    for (const BenchRow& row : rows) {
      json.object([&] {
        json.member("workload", row.workload);
        json.member("threads", row.threads);
        json.member("steps_per_second", row.median());
        json.member("low", row.rates.front());
        json.member("high", row.rates.back());
        json.member("gflops", row.gflops);
        json.member("loss", row.loss);
        json.member("variant", variant());
      });
    }
  });
  out << json.text() << '\n';
}

void printColumns(const std::array<std::string, 7>& columns, std::ostream& out) {
  constexpr std::array<std::size_t, 7> widths{8, 9, 12, 12, 12, 9, 11};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    out << std::string(widths[i] - std::min(widths[i], columns[i].size()), ' ') << columns[i];
  }
  out << '\n';
}

void printTable(const std::vector<BenchRow>& rows, std::ostream& out) {
  for (const BenchRow& row : rows) {
    const auto rate = [](double value) { return formatted(value < 100 ? "%.2f" : "%.0f", value); };
    printColumns({std::string(row.workload), std::to_string(row.threads), rate(row.median()), rate(row.rates.front()),
                  rate(row.rates.back()), formatted("%.2f", row.gflops), formatted("%.6g", row.loss)},
                 out);
  }
  out.flush();
}

ExitCode run(Arguments arguments, Terminal& terminal) {
  const auto plan = planFrom(arguments);
  if (!plan) return usageError(terminal, "bench", plan.error());
  if (!plan.value().json) {
    terminal.out << variant() << '\n';
    printColumns({"workload", "threads", "steps/s", "lowest", "highest", "GFLOP/s", "loss"}, terminal.out);
  }
  Progress progress(terminal);
  std::vector<BenchRow> all;
  ExitCode code = success;
  for (const std::string_view id : plan.value().workloads) {
    const auto rows = measure(id, plan.value(), progress);
    progress.clear();
    if (!rows) {
      terminal.err << "lab bench: " << rows.error() << '\n';
      code = check_failed;
      continue;
    }
    if (!plan.value().json) printTable(rows.value(), terminal.out);
    all.insert(all.end(), rows.value().begin(), rows.value().end());
  }
  setThreadCount(1);
  if (plan.value().json) printJson(all, terminal.out);
  return code;
}

}  // namespace

TerminalCommand benchCommand() {
  return {.name = "bench",
          .summary = "measure steps a second on the benchmark's workloads",
          .usage = "[WORKLOAD…]",
          .about = about,
          .operands = operands,
          .several_words = true,
          .options = options,
          .notes = notes,
          .run = run};
}

}  // namespace lab::cli
