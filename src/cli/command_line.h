// What the terminal's commands share: where they read and write, how they end, and how arguments are taken apart.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "core/result.h"
#include "lab/settings/settings.h"

namespace lab::cli {

enum ExitCode : int { success = 0, check_failed = 1, usage_error = 2 };

struct Terminal {
  std::ostream& out;           // results
  std::ostream& err;           // messages
  bool show_progress = false;  // a person watches `err`, and results do not go to the same screen
};

using Arguments = std::span<const std::string>;

// One word after `lab`. Its help (cli/help.h) and its completion (cli/complete.h) come from these tables.
struct TerminalCommand {
  std::string_view name;
  std::string_view summary;     // one line
  std::string_view usage = {};  // what stands beside the options: "FILE [key=value …]"
  std::string_view about = {};  // what it does, in lines
  std::span<const OperandSpec> operands = {};
  bool several_words = false;  // of the operands
  std::span<const OptionSpec> options = {};
  std::string_view notes = {};  // below the options: how it ends, an example
  ExitCode (*run)(Arguments arguments, Terminal& terminal) = nullptr;
};
// The whole program but for its streams: `arguments` without the program's name.
ExitCode runProgram(Arguments arguments, Terminal& terminal);

// Arguments of one command, sorted: options by name, everything of the form key=value joined with '&'.
class ParsedArguments {
 public:
  // Refuses unknown options (naming the nearest known one), missing values and stray words. `known` must outlive this.
  static Result<ParsedArguments> parse(Arguments arguments, std::span<const OptionSpec> known);

  bool has(std::string_view option) const;
  // A number in the option's range; `fallback`, or else the range's own, when the option is not there.
  // Precondition: the option has a range, and there is a fallback or has(option).
  Result<double> number(std::string_view option, std::optional<double> fallback = {}) const;
  // The same for whole numbers.
  Result<std::int64_t> wholeNumber(std::string_view option, std::optional<double> fallback = {}) const;
  // Precondition: has(option).
  const std::string& text(std::string_view option) const;
  const std::string& assignments() const { return assignments_; }

 private:
  struct Option {
    std::string name, value;
  };
  std::span<const OptionSpec> known_;
  std::vector<Option> options_;
  std::string assignments_;
};

// Settings with the assignments applied; an unknown key also gets the nearest known one named.
Result<Settings> settingsFrom(const Settings& base, std::string_view assignments);

// " Did you mean 'x'?" for the candidate nearest in spelling, or nothing when none is near.
std::string suggestion(std::string_view word, std::span<const std::string_view> candidates);

// Writes "lab NAME: message" and where to find help.
ExitCode usageError(Terminal& terminal, std::string_view command, std::string_view message);

// printf's number formatting with a string result.
std::string formatted(const char* format, double value);

// How many characters a line of the terminal has; 80 where it does not say.
std::size_t terminalColumns();
// A line that does not wrap: cut, with "…" at its end, where it is too long for so many columns. Each character takes
// one.
std::string fitted(std::string_view text, std::size_t columns);

// The clock that commands lend to a session.
double seconds();

// A line on `err` that is written over until it is cleared; silent unless progress is shown.
class Progress {
 public:
  explicit Progress(Terminal& terminal) : terminal_(terminal) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::string_view text);
  void clear();

 private:
  Terminal& terminal_;
  bool shown_ = false;
};

// One file each.
TerminalCommand reproduceCommand();
TerminalCommand trainCommand();
TerminalCommand saveCommand();
TerminalCommand loadCommand();
TerminalCommand searchCommand();
TerminalCommand gradcheckCommand();
TerminalCommand checkCommand();
TerminalCommand raceCommand();
TerminalCommand benchCommand();
TerminalCommand examplesCommand();
TerminalCommand settingsCommand();
TerminalCommand packCommand();
TerminalCommand completionCommand();

}  // namespace lab::cli
