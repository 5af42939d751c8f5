#include "lab/command.h"

#include <array>
#include <cmath>
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
  Status (*read)(const Verb& verb, std::string_view argument, Command& out);  // the argument without blanks around it
  Act act = Act::pause;                                                       // of readAct
};

Status readAct(const Verb& verb, std::string_view argument, Command& out) {
  out.emplace<Act>(verb.act);
  if (argument.empty()) return Done{};
  return Error{quoted(verb.name) + " takes nothing after it, but " + quoted(argument) + " was given.",
               inQuotes(verb.name) + " takes nothing after it (you gave " + std::string(argument) + ")."};
}

Status readChange(std::string_view argument, bool start, Command& out) {
  Result<Assignments> assignments = readAssignments(argument);
  if (!assignments) return assignments.failure();
  out.emplace<commands::Set>(std::move(assignments.value()), start);
  return Done{};
}

Status readStart(const Verb&, std::string_view argument, Command& out) { return readChange(argument, true, out); }

Status readSet(const Verb&, std::string_view argument, Command& out) {
  if (!argument.empty()) return readChange(argument, false, out);
  return Error{"'set' needs key=value assignments, as in 'set lr=0.5&batch=32'.", "No setting was named."};
}

// 1 to 1e9; nothing said leaves it as it is.
Status readCount(const Verb& verb, std::string_view argument, std::int64_t& count) {
  if (argument.empty()) return Done{};
  double number = 0;
  if (!readNumber(argument, number) || !(number >= 1 && number <= 1e9) || number != std::floor(number)) {
    return Error{"'" + std::string(verb.name) + " " + std::string(argument) +
                     "': the number of steps must be a whole number from 1 to 1000000000.",
                 refusalShown("Steps", "a whole number from 1 to 1,000,000,000", argument)};
  }
  count = static_cast<std::int64_t>(number);
  return Done{};
}

Status readStep(const Verb& verb, std::string_view argument, Command& out) {
  return readCount(verb, argument, out.emplace<commands::Step>().steps);
}

Status readBack(const Verb& verb, std::string_view argument, Command& out) {
  if (argument != "press") return readCount(verb, argument, out.emplace<commands::Back>().steps);
  out.emplace<Act>(Act::back_press);
  return Done{};
}

Status readSpeed(const Verb&, std::string_view argument, Command& out) {
  auto& speed = out.emplace<commands::Speed>();
  if (argument == "max") return Done{};
  speed.automatic = argument == "auto";
  if (speed.automatic) return Done{};
  double number = 0;
  if (!readNumber(argument, number) || !(number >= 0 && number <= 1e6)) {
    return Error{"'speed " + std::string(argument) +
                     "': the speed must be a number of steps a second from 0 to 1000000, max or auto.",
                 refusalShown("Speed", "a number of steps per second from 0 to 1,000,000", argument)};
  }
  speed.steps_per_second = number;
  return Done{};
}

Status readStop(const Verb&, std::string_view argument, Command& out) {
  const bool on = out.emplace<commands::StopFlat>(argument == "flat on").on;
  if (on || argument == "flat off") return Done{};
  return Error{"'stop " + std::string(argument) + "': it must be 'stop flat on' or 'stop flat off'."};
}

Status readMode(const Verb&, std::string_view argument, Command& out) {
  const Mode mode = out.emplace<commands::Show>(argument == "images" ? Mode::images : Mode::plane).mode;
  if (mode == Mode::images || argument == "plane") return Done{};
  return Error{"'mode " + std::string(argument) + "': the mode must be plane or images.",
               refusalShown("Mode", "the plane or images", argument)};
}

// "pause", "go" and "stop" of every study. False for other words.
bool readControl(std::string_view word, commands::Study& out) {
  using Told = commands::Study::Verb;
  out.verb = word == "pause" ? Told::pause : word == "go" ? Told::go : word == "stop" ? Told::stop : Told::start;
  return out.verb != Told::start;
}

// "start PLAN" of a race or a search. False for other words.
bool readPlanned(StudyKind kind, std::string_view argument, Command& out) {
  auto& study = out.emplace<commands::Study>(kind);
  if (readControl(argument, study)) return true;
  const std::string_view word = firstWord(argument, " \t\r\n;");
  study.plan = trimmed(argument.substr(word.size()));
  return word == "start";
}

Status readRace(const Verb&, std::string_view argument, Command& out) {
  if (readPlanned(StudyKind::race, argument, out)) return Done{};
  return Error{"'race " + std::string(argument) +
                   "' is not a command. There are: race start STEPS; key=value; key=value; …, race pause, race "
                   "go, race stop.",
               "There is no such command for a race."};
}

Status readSearch(const Verb&, std::string_view argument, Command& out) {
  if (readPlanned(StudyKind::search, argument, out)) return Done{};
  return Error{"'search " + std::string(argument) +
                   "' is not a command. There are: search start lr=LOW..HIGH l2=LOW..HIGH grid=4x4 steps=200, "
                   "search pause, search go, search stop.",
               "There is no such command for a search."};
}

// Checks start by their names.
Status readCheck(const Verb&, std::string_view argument, Command& out) {
  auto& study = out.emplace<commands::Study>(StudyKind::check);
  if (!readControl(argument, study)) study.plan = argument;
  return Done{};
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
    if (verb.name != name) continue;
    Result<Command> command = Command();
    const Status status = verb.read(verb, trimmed(text.substr(name.size())), command.value());
    if (!status) return status.failure();
    return command;
  }
  const std::string names = joined(verbs, ", ", [](const Verb& verb) { return verb.name; });
  return Error{"Unknown command " + quoted(name) + ". The commands are " + names + ".",
               "There is no command called " + inQuotes(name) + "."};
}

}  // namespace lab
