// lab check: naive against vectorized, and the sanity checks, as the page's Checks have them.
#include <algorithm>
#include <array>
#include <memory>
#include <ostream>

#include "cli/command_line.h"
#include "cli/image_files.h"
#include "core/text.h"
#include "lab/session/session.h"

namespace lab::cli {
namespace {

constexpr std::string_view notes =
    R"(Ends with exit code 1 if a check fails. Gradients are checked by 'lab gradcheck'.
)";

constexpr OperandSpec operands[] = {
    {Operand::word, "naive",
     "both losses and their gradients of a linear classifier on 500 images, by loops and by matrix products: "
     "differences and seconds"},
    {Operand::word, "sanity",
     "before a long training, with fresh runs of the settings; without a name behind it all three"},
    {Operand::word, "initial_loss", "without a penalty the loss begins at ln C (softmax) or C - 1 (SVM)", "sanity"},
    {Operand::word, "regularization", "the stronger the penalty, the higher the first loss", "sanity"},
    {Operand::word, "overfit", "20 examples are learned until next to no loss is left", "sanity"},
    {Operand::settings, "key=value", "the run to check; 'lab settings' lists them"}};
constexpr OptionSpec options[] = {option::data_dir};

// Carries out one check, to its end.
Result<CheckSnapshot> result(Session& session, const std::string& command) {
  const Status posted = session.post(command);
  if (!posted) return posted.failure();
  while (session.advance({1000}) > 0) {
  }
  return *session.observe({}).studies->check;
}

std::string_view word(CheckVerdict verdict) { return verdict == CheckVerdict::passed ? "passed" : "FAILED"; }

bool printNaive(const NaiveSnapshot& naive, std::ostream& out) {
  out << "naive: " << word(naive.verdict) << ", " << naive.images << " images\n";
  out << "  loss        by loops    by matrices  difference  gradient's  seconds: loops  matrices   ratio\n";
  const auto column = [&out](const std::string& text, std::size_t width) {
    out << std::string(width - std::min(width, text.size()), ' ') << text;
  };
  for (const NaiveComparison& one : naive.losses) {
    out << "  " << one.loss << std::string(8 - one.loss.size(), ' ');
    column(formatted("%.8f", one.loops_loss), 12);
    column(formatted("%.8f", one.matrix_loss), 15);
    column(formatted("%.1e", one.loops_loss - one.matrix_loss), 12);
    column(formatted("%.1e", one.gradient_difference), 12);
    column(formatted("%.4f", one.loops_seconds), 16);
    column(formatted("%.5f", one.matrix_seconds), 10);
    column(one.matrix_seconds > 0 ? formatted("%.1f", one.loops_seconds / one.matrix_seconds) : "", 8);
    out << '\n';
  }
  out << "  " << naive.reason << "\n\n";
  return naive.verdict == CheckVerdict::passed;
}

bool printSanity(std::string_view name, const SanitySnapshot& sanity, std::ostream& out) {
  out << name << ": " << word(sanity.verdict) << '\n';
  for (const SanityFigure& figure : sanity.figures) {
    out << "  " << figure.label << ": " << formatted("%.6g", figure.value) << '\n';
  }
  out << "  " << sanity.reason << "\n\n";
  return sanity.verdict == CheckVerdict::passed;
}

ExitCode runNaive(Session& session, Terminal& terminal) {
  const auto done = result(session, "check naive");
  if (!done) return usageError(terminal, "check", done.error());
  return printNaive(*done.value().naive, terminal.out) ? success : check_failed;
}

ExitCode runSanity(Session& session, std::string_view only, Terminal& terminal) {
  std::size_t passed = 0, made = 0;
  for (std::size_t i = 0; i < sanity_checks.size(); ++i) {
    if (!only.empty() && only != sanity_checks[i]) continue;
    const auto done = result(session, "check sanity " + std::string(sanity_checks[i]));
    if (!done) return usageError(terminal, "check", done.error());
    ++made;
    passed += printSanity(sanity_checks[i], *done.value().sanity[i], terminal.out);
  }
  terminal.out << passed << " of " << made << " passed\n";
  return passed == made ? success : check_failed;
}

ExitCode run(Arguments arguments, Terminal& terminal) {
  constexpr std::array<std::string_view, 2> checks{"naive", "sanity"};
  if (arguments.empty()) return usageError(terminal, "check", "Which check is missing: naive or sanity.");
  const std::string& which = arguments[0];
  if (which != "naive" && which != "sanity") {
    return usageError(terminal, "check",
                      quoted(which) + " is not a check." + suggestion(which, checks) + " There are naive and sanity.");
  }
  std::string_view only;
  Arguments rest = arguments.subspan(1);
  if (which == "sanity" && !rest.empty() && !rest[0].starts_with("-") && rest[0].find('=') == std::string::npos) {
    only = rest[0];
    rest = rest.subspan(1);
    if (std::find(sanity_checks.begin(), sanity_checks.end(), only) == sanity_checks.end()) {
      return usageError(terminal, "check",
                        quoted(only) + " is not a sanity check." + suggestion(only, sanity_checks) +
                            " There are initial_loss, regularization and overfit.");
    }
  }
  const auto parsed = ParsedArguments::parse(rest, options);
  if (!parsed) return usageError(terminal, "check", parsed.error());
  const auto settings = settingsFrom({}, parsed.value().assignments());
  if (!settings) return usageError(terminal, "check", settings.error());
  std::shared_ptr<const ImageLibrary> images;
  if (parsed.value().has("--data-dir")) {
    auto library = readImages(parsed.value().text("--data-dir"), terminal);
    if (!library) return usageError(terminal, "check", library.error());
    images = std::make_shared<const ImageLibrary>(std::move(library.value()));
  }
  if (modeOf(settings.value()) == Mode::images && !images) {
    return usageError(terminal, "check", "data=cifar10 needs --data-dir PATH.");
  }
  Session session(settings.value(), images);
  session.lendClock(seconds);
  return which == "naive" ? runNaive(session, terminal) : runSanity(session, only, terminal);
}

}  // namespace

TerminalCommand checkCommand() {
  return {.name = "check",
          .summary = "naive against vectorized, and sanity checks before training",
          .usage = "naive | sanity [initial_loss | regularization | overfit] [key=value …]",
          .operands = operands,
          .options = options,
          .notes = notes,
          .run = run};
}

}  // namespace lab::cli
