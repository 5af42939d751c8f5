// lab reproduce: the course's published loss tables beside ours.
#include <algorithm>
#include <cmath>
#include <ostream>

#include "cli/command_line.h"
#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "lab/settings/published.h"
#include "lab/settings/settings_table.h"

namespace lab::cli {
namespace {

constexpr std::string_view about =
    R"(Trains the two runs whose losses the course prints (preset=notes_linear and preset=notes_two_layer, float64) and prints
the published values beside ours. Ends with exit code 1 if a loss of the linear classifier differs in a printed digit,
one of the two-layer network by more than 2e-6, or a training accuracy in its printed digits (49% and 98%).
)";

constexpr std::string_view preset_names[] = {"notes_linear", "notes_two_layer"};

std::string padded(std::string text, std::size_t width) {
  return std::string(width - std::min(width, text.size()), ' ') + text;
}

// Trains the whole run. False if it diverged on the way.
bool trainAll(Session& session, std::int64_t iterations, std::string_view name, Terminal& terminal) {
  Progress progress(terminal);
  (void)session.post(commands::Act::run);
  constexpr std::int64_t chunk = 100;
  for (std::int64_t made = 0; made < iterations; made += chunk) {
    const std::int64_t steps = std::min(chunk, iterations - made);
    if (session.advance({steps}) != steps) return false;
    progress.show(std::string(name) + ": iteration " + std::to_string(made + steps) + " of " +
                  std::to_string(iterations));
  }
  return true;
}

// Prints one loss beside ours; true if it is met.
bool printLoss(const PublishedCheck& check, std::ostream& out) {
  out << padded(std::to_string(check.iteration), 9) << padded(formatted("%.6f", check.published), 13);
  if (!check.ours) {
    out << padded("-", 16) << padded("-", 13) << "  not reached\n";
    return false;
  }
  out << padded(formatted("%.9f", *check.ours), 16) << padded(formatted("%+.1e", *check.ours - check.published), 13)
      << (check.matches ? "  ok\n" : "  DIFFERS\n");
  return check.matches;
}

// Prints one table; the number of values in it that are not met.
int printRun(std::string_view name, Terminal& terminal) {
  const Settings settings = withAssignments({}, "preset=" + std::string(name)).value();
  const PublishedRun& published = *publishedRun(settings);
  Session session(settings);
  const bool finished = trainAll(session, published.iterations, name, terminal);
  const RunSnapshot& ours = session.observe({}).runs[0];

  std::ostream& out = terminal.out;
  out << "preset=" << name << ", " << published.iterations << " iterations, " << valueText(settings, "precision")
      << ", tolerance " << formatted("%.1e", published.tolerance)
      << "\n\niteration    published            ours   difference\n";
  int failed = 0;
  for (const PublishedCheck& check : ours.published) failed += printLoss(check, out) ? 0 : 1;

  const bool accuracy_met =
      finished && formatted("%.2f", ours.now.train_accuracy) == formatted("%.2f", published.accuracy);
  out << " accuracy" << padded(formatted("%.0f%%", 100 * published.accuracy), 13)
      << padded(formatted("%.2f%%", 100 * ours.now.train_accuracy), 16) << padded("", 13)
      << (accuracy_met ? "  ok\n\n" : "  DIFFERS\n\n");
  if (ours.diverged_at) out << "The run diverged at iteration " << *ours.diverged_at << ".\n\n";
  return failed + (accuracy_met ? 0 : 1);
}

ExitCode run(Arguments arguments, Terminal& terminal) {
  if (!arguments.empty()) {
    const auto parsed = ParsedArguments::parse(arguments, {});
    return usageError(terminal, "reproduce",
                      parsed ? "It takes no settings, but '" + arguments[0] + "' was given." : parsed.error());
  }
  int failed = 0;
  for (const std::string_view name : preset_names) failed += printRun(name, terminal);
  if (failed == 0) {
    terminal.out << "Every published value is met.\n";
    return success;
  }
  terminal.out << failed << (failed == 1 ? " published value is" : " published values are") << " not met.\n";
  return check_failed;
}

}  // namespace

TerminalCommand reproduceCommand() {
  return {.name = "reproduce",
          .summary = "print both published loss tables beside ours, and fail if they differ",
          .about = about,
          .run = run};
}

}  // namespace lab::cli
