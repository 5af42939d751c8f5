#include "lab/command.h"

#include <array>
#include <cmath>
#include <utility>

#include "core/number_text.h"
#include "core/text.h"
#include "lab/settings/refusal.h"

namespace lab {
namespace {

constexpr std::array<std::pair<std::string_view, Command::Kind>, 19> verbs{{
    {"set", Command::Kind::set},           {"start", Command::Kind::start},       {"step", Command::Kind::step},
    {"back", Command::Kind::back},         {"undo", Command::Kind::undo},         {"redo", Command::Kind::redo},
    {"together", Command::Kind::together}, {"run", Command::Kind::run},           {"pause", Command::Kind::pause},
    {"reset", Command::Kind::reset},       {"generate", Command::Kind::generate}, {"speed", Command::Kind::speed},
    {"stop", Command::Kind::stop_flat},    {"mode", Command::Kind::mode},         {"test", Command::Kind::test},
    {"forget", Command::Kind::forget},     {"race", Command::Kind::race},         {"check", Command::Kind::check},
    {"search", Command::Kind::search},
}};

Status readArgument(Command& command, std::string_view verb, std::string_view argument) {
  double number = 0;
  switch (command.kind) {
    case Command::Kind::set:
      if (argument.empty())
        return Error{"'set' needs key=value assignments, as in 'set lr=0.5&batch=32'.", "No setting was named."};
      command.assignments = argument;
      return Done{};
    case Command::Kind::step:
    case Command::Kind::back:
      if (argument.empty()) return Done{};
      if (command.kind == Command::Kind::back && argument == "press") {
        command.kind = Command::Kind::back_press;
        return Done{};
      }
      if (!readNumber(argument, number) || !(number >= 1 && number <= 1e9) || number != std::floor(number)) {
        return Error{"'" + std::string(verb) + " " + std::string(argument) +
                         "': the number of steps must be a whole number from 1 to 1000000000.",
                     refusalShown("Steps", "a whole number from 1 to 1,000,000,000", argument)};
      }
      command.steps = static_cast<std::int64_t>(number);
      return Done{};
    case Command::Kind::speed:
      if (argument == "max") return Done{};
      if (argument == "auto") {
        command.auto_speed = true;
        return Done{};
      }
      if (!readNumber(argument, number) || !(number >= 0 && number <= 1e6)) {
        return Error{"'speed " + std::string(argument) +
                         "': the speed must be a number of steps a second from 0 to 1000000, max or auto.",
                     refusalShown("Speed", "a number of steps per second from 0 to 1,000,000", argument)};
      }
      command.speed = number;
      return Done{};
    case Command::Kind::stop_flat:
      command.on = argument == "flat on";
      if (command.on || argument == "flat off") return Done{};
      return Error{"'stop " + std::string(argument) + "': it must be 'stop flat on' or 'stop flat off'."};
    case Command::Kind::mode:
      if (argument != "plane" && argument != "images") {
        return Error{"'mode " + std::string(argument) + "': the mode must be plane or images.",
                     refusalShown("Mode", "the plane or images", argument)};
      }
      command.mode = argument == "images" ? Mode::images : Mode::plane;
      return Done{};
    case Command::Kind::start:
    case Command::Kind::race:
    case Command::Kind::check:
    case Command::Kind::search:
      command.assignments = argument;
      return Done{};
    case Command::Kind::back_press:
    case Command::Kind::undo:
    case Command::Kind::redo:
    case Command::Kind::together:
    case Command::Kind::run:
    case Command::Kind::pause:
    case Command::Kind::reset:
    case Command::Kind::generate:
    case Command::Kind::test:
    case Command::Kind::forget:
      break;
  }
  if (argument.empty()) return Done{};
  return Error{quoted(verb) + " takes nothing after it, but " + quoted(argument) + " was given.",
               inQuotes(verb) + " takes nothing after it (you gave " + std::string(argument) + ")."};
}

}  // namespace

Result<Command> parseCommand(std::string_view text) {
  text = trimmed(text);
  const std::string_view verb = firstWord(text);
  for (const auto& [name, kind] : verbs) {
    if (name != verb) continue;
    Command command;
    command.kind = kind;
    const Status status = readArgument(command, verb, trimmed(text.substr(verb.size())));
    if (!status) return status.failure();
    return command;
  }
  const std::string names = joined(verbs, ", ", [](const auto& one) { return one.first; });
  return Error{"Unknown command " + quoted(verb) + ". The commands are " + names + ".",
               "There is no command called " + inQuotes(verb) + "."};
}

}  // namespace lab
