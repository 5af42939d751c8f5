// The words after `lab`: which there are, and what to do about one that there is not.
#include <algorithm>
#include <array>
#include <ostream>

#include "cli/command_line.h"
#include "cli/complete.h"
#include "cli/help.h"
#include "core/text.h"

namespace lab::cli {
namespace {

std::span<const TerminalCommand> terminalCommands() {
  static const std::array<TerminalCommand, 13> commands{
      reproduceCommand(), trainCommand(),     saveCommand(),      loadCommand(),     raceCommand(),
      searchCommand(),    gradcheckCommand(), checkCommand(),     examplesCommand(), settingsCommand(),
      packCommand(),      benchCommand(),     completionCommand()};
  return commands;
}

const TerminalCommand* findCommand(std::string_view name) {
  const auto commands = terminalCommands();
  const auto found = std::find_if(commands.begin(), commands.end(), [&](const auto& one) { return one.name == name; });
  return found == commands.end() ? nullptr : &*found;
}

void printHelp(std::ostream& out) {
  out << "Classifier Lab in the terminal: the classifiers of a first deep-learning course.\n"
         "\n"
         "Usage: lab COMMAND [OPTIONS] [key=value …]\n"
         "\n"
         "Commands:\n";
  for (const TerminalCommand& command : terminalCommands()) {
    out << "  " << command.name << std::string(12 - command.name.size(), ' ') << command.summary << '\n';
  }
  out << "\n"
         "  lab COMMAND --help   more about one command\n"
         "  lab --version        which version this is\n"
         "\n"
         "Exit codes: 0 success, 1 a check failed, the training diverged or a model's file is damaged,\n"
         "2 the command line was not understood.\n";
}

bool asksForHelp(std::string_view argument) { return argument == "--help" || argument == "-h"; }

ExitCode unknownCommand(std::string_view name, Terminal& terminal) {
  std::vector<std::string_view> names;
  std::string list;
  for (const TerminalCommand& command : terminalCommands()) {
    names.push_back(command.name);
    addTo(list, command.name);
  }
  return usageError(
      terminal, "",
      "Unknown command " + quoted(name) + "." + suggestion(name, names) + " The commands are " + list + ".");
}

}  // namespace

ExitCode runProgram(Arguments arguments, Terminal& terminal) {
  if (arguments.empty()) return usageError(terminal, "", "A command is missing.");
  const std::string& first = arguments[0];
  if (asksForHelp(first) || (first == "help" && arguments.size() == 1)) {
    printHelp(terminal.out);
    return success;
  }
  // For shells (cli/completion.cpp): what can come next, a line each, a tab before what it is.
  if (first == "--complete") {
    for (const Candidate& one : candidatesFor(terminalCommands(), arguments.subspan(1))) {
      terminal.out << one.word << (one.explanation.empty() ? "" : "\t") << one.explanation << '\n';
    }
    return success;
  }
  if (first == "--version") {
    terminal.out << "lab " << LAB_VERSION << '\n';
    return success;
  }
  if (first.starts_with("-")) {
    constexpr std::string_view options[] = {"--help", "--version"};
    return usageError(terminal, "", "Unknown option '" + first + "'." + suggestion(first, options));
  }
  const bool help = first == "help";
  const std::string& name = help ? arguments[1] : first;
  const TerminalCommand* command = findCommand(name);
  if (command == nullptr) return unknownCommand(name, terminal);
  const Arguments rest = arguments.subspan(1);
  if (help || std::any_of(rest.begin(), rest.end(), asksForHelp)) {
    terminal.out << helpOf(*command);
    return success;
  }
  return command->run(rest, terminal);
}

}  // namespace lab::cli
