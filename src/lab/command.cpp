#include "lab/command.h"

#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "core/number_text.h"
#include "core/text.h"
#include "lab/settings/refusal.h"

namespace lab {
namespace {

using commands::Act;
using commands::StudyKind;

struct Verb {
  std::string_view name;
  Result<Command> (*read)(const Verb& verb, std::string_view argument);  // the argument without blanks around it
  Act act = Act::pause;                                                  // of readAct
};

Result<Command> readAct(const Verb& verb, std::string_view argument) {
  if (argument.empty()) return Command(verb.act);
  return Error{quoted(verb.name) + " takes nothing after it, but " + quoted(argument) + " was given.",
               inQuotes(verb.name) + " takes nothing after it (you gave " + std::string(argument) + ")."};
}

Result<Command> readStart(const Verb&, std::string_view argument) {
  Result<Assignments> assignments = readAssignments(argument);
  if (!assignments) return assignments.failure();
  return Command(commands::Set{std::move(assignments.value()), true});
}

Result<Command> readSet(const Verb&, std::string_view argument) {
  if (argument.empty())
    return Error{"'set' needs key=value assignments, as in 'set lr=0.5&batch=32'.", "No setting was named."};
  Result<Assignments> assignments = readAssignments(argument);
  if (!assignments) return assignments.failure();
  return Command(commands::Set{std::move(assignments.value())});
}

// 1 to 1e9; nothing said is 1.
Result<std::int64_t> readCount(const Verb& verb, std::string_view argument) {
  if (argument.empty()) return std::int64_t{1};
  double number = 0;
  if (!readNumber(argument, number) || !(number >= 1 && number <= 1e9) || number != std::floor(number)) {
    return Error{"'" + std::string(verb.name) + " " + std::string(argument) +
                     "': the number of steps must be a whole number from 1 to 1000000000.",
                 refusalShown("Steps", "a whole number from 1 to 1,000,000,000", argument)};
  }
  return static_cast<std::int64_t>(number);
}

Result<Command> readStep(const Verb& verb, std::string_view argument) {
  const Result<std::int64_t> steps = readCount(verb, argument);
  if (!steps) return steps.failure();
  return Command(commands::Step{steps.value()});
}

Result<Command> readBack(const Verb& verb, std::string_view argument) {
  if (argument == "press") return Command(Act::back_press);
  const Result<std::int64_t> steps = readCount(verb, argument);
  if (!steps) return steps.failure();
  return Command(commands::Back{steps.value()});
}

Result<Command> readSpeed(const Verb&, std::string_view argument) {
  if (argument == "max") return Command(commands::Speed{});
  if (argument == "auto") return Command(commands::Speed{.automatic = true});
  double number = 0;
  if (!readNumber(argument, number) || !(number >= 0 && number <= 1e6)) {
    return Error{"'speed " + std::string(argument) +
                     "': the speed must be a number of steps a second from 0 to 1000000, max or auto.",
                 refusalShown("Speed", "a number of steps per second from 0 to 1,000,000", argument)};
  }
  return Command(commands::Speed{number});
}

Result<Command> readStop(const Verb&, std::string_view argument) {
  if (argument == "flat on") return Command(commands::StopFlat{true});
  if (argument == "flat off") return Command(commands::StopFlat{false});
  return Error{"'stop " + std::string(argument) + "': it must be 'stop flat on' or 'stop flat off'."};
}

Result<Command> readMode(const Verb&, std::string_view argument) {
  if (argument == "plane") return Command(commands::Show{Mode::plane});
  if (argument == "images") return Command(commands::Show{Mode::images});
  return Error{"'mode " + std::string(argument) + "': the mode must be plane or images.",
               refusalShown("Mode", "the plane or images", argument)};
}

// "pause", "go" and "stop" of every study; empty for other words.
std::optional<commands::Study::Verb> studyControl(std::string_view word) {
  if (word == "pause") return commands::Study::Verb::pause;
  if (word == "go") return commands::Study::Verb::go;
  if (word == "stop") return commands::Study::Verb::stop;
  return {};
}

// "start PLAN" of a race or a search.
Result<Command> readPlanned(StudyKind kind, std::string_view argument, Error unknown) {
  if (const auto verb = studyControl(argument)) return Command(commands::Study{kind, *verb});
  const std::string_view word = firstWord(argument, " \t\r\n;");
  if (word != "start") return unknown;
  return Command(
      commands::Study{kind, commands::Study::Verb::start, std::string(trimmed(argument.substr(word.size())))});
}

Result<Command> readRace(const Verb&, std::string_view argument) {
  return readPlanned(StudyKind::race, argument,
                     {"'race " + std::string(argument) +
                          "' is not a command. There are: race start STEPS; key=value; key=value; …, race pause, race "
                          "go, race stop.",
                      "There is no such command for a race."});
}

Result<Command> readSearch(const Verb&, std::string_view argument) {
  return readPlanned(StudyKind::search, argument,
                     {"'search " + std::string(argument) +
                          "' is not a command. There are: search start lr=LOW..HIGH l2=LOW..HIGH grid=4x4 steps=200, "
                          "search pause, search go, search stop.",
                      "There is no such command for a search."});
}

// Checks start by their names.
Result<Command> readCheck(const Verb&, std::string_view argument) {
  if (const auto verb = studyControl(argument)) return Command(commands::Study{StudyKind::check, *verb});
  return Command(commands::Study{StudyKind::check, commands::Study::Verb::start, std::string(argument)});
}

constexpr std::array<Verb, 19> verbs{{
    {"set", readSet},
    {"start", readStart},
    {"step", readStep},
    {"back", readBack},
    {"undo", readAct, Act::undo},
    {"redo", readAct, Act::redo},
    {"together", readAct, Act::together},
    {"run", readAct, Act::run},
    {"pause", readAct, Act::pause},
    {"reset", readAct, Act::reset},
    {"generate", readAct, Act::generate},
    {"speed", readSpeed},
    {"stop", readStop},
    {"mode", readMode},
    {"test", readAct, Act::test},
    {"forget", readAct, Act::forget},
    {"race", readRace},
    {"check", readCheck},
    {"search", readSearch},
}};

}  // namespace

Result<Command> parseCommand(std::string_view text) {
  text = trimmed(text);
  const std::string_view name = firstWord(text);
  for (const Verb& verb : verbs) {
    if (verb.name == name) return verb.read(verb, trimmed(text.substr(name.size())));
  }
  const std::string names = joined(verbs, ", ", [](const Verb& verb) { return verb.name; });
  return Error{"Unknown command " + quoted(name) + ". The commands are " + names + ".",
               "There is no command called " + inQuotes(name) + "."};
}

}  // namespace lab
