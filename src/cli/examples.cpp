// lab examples: the course's worked examples, term by term, and its errata.
#include <ostream>

#include "cli/command_line.h"
#include "core/number_text.h"
#include "lab/observe/loss_terms.h"
#include "lab/settings/settings_table.h"
#include "lab/study/worked_examples.h"

namespace lab::cli {
namespace {

constexpr std::string_view about =
    R"(Works out the course's examples with the lab's own losses: the margins of the SVM, the probabilities of the softmax, both
gradients on the scores, and what the texts print wrong.
)";

void printNumbers(std::ostream& out, std::string_view name, const std::vector<double>& values) {
  out << "    " << name;
  for (const double value : values) out << ' ' << formatted("%.6f", value);
  out << '\n';
}

void printExample(const WorkedExample& example, std::size_t i, std::ostream& out) {
  const int label = example.labels[i];
  out << "  scores of class " << example.classes[static_cast<std::size_t>(label)] << ":\n";
  printNumbers(out, "s      ", example.scores[i]);
  const LossTerms svm = lossTerms(LossKind::svm, example.scores[i], label);
  printNumbers(out, "margins", svm.margins);
  out << "    svm loss " << formatted("%.15g", svm.loss) << '\n';
  const LossTerms softmax = lossTerms(LossKind::softmax, example.scores[i], label);
  printNumbers(out, "exp(s) ", softmax.exponentials);
  printNumbers(out, "p      ", softmax.probabilities);
  printNumbers(out, "p - y  ", softmax.dscores);
  out << "    softmax loss " << formatted("%.15g", softmax.loss) << '\n';
}

void printErratum(const WorkedExample& example, const Erratum& erratum, std::ostream& out) {
  const double right =
      erratum.example ? lossTerms(erratum.loss, example.scores[*erratum.example], example.labels[*erratum.example]).loss
                      : meanLoss(erratum.loss, example.scores, example.labels);
  out << "  erratum, " << lossKey(erratum.loss)
      << (erratum.example ? " of example " + std::to_string(*erratum.example + 1) : " mean") << ": the text prints "
      << numberText(erratum.printed) << "; the correct value is " << formatted("%.2f", right) << ": " << erratum.why
      << '\n';
}

ExitCode run(Arguments arguments, Terminal& terminal) {
  if (!arguments.empty()) {
    return usageError(terminal, "examples", "It takes nothing, but '" + arguments[0] + "' was given.");
  }
  for (const WorkedExample& example : workedExamples()) {
    terminal.out << example.title << " (" << example.source << ")\n";
    for (std::size_t i = 0; i < example.scores.size(); ++i) printExample(example, i, terminal.out);
    if (example.scores.size() > 1) {
      terminal.out << "  mean: svm " << formatted("%.6f", meanLoss(LossKind::svm, example.scores, example.labels))
                   << ", softmax " << formatted("%.6f", meanLoss(LossKind::softmax, example.scores, example.labels))
                   << '\n';
    }
    for (const Erratum& erratum : example.errata) printErratum(example, erratum, terminal.out);
    terminal.out << '\n';
  }
  return success;
}

}  // namespace

TerminalCommand examplesCommand() {
  return {.name = "examples", .summary = "work out the course's examples by hand", .about = about, .run = run};
}

}  // namespace lab::cli
