#include "cli/complete.h"

#include <algorithm>

#include "lab/settings/presets.h"
#include "lab/settings/settings_table.h"

namespace lab::cli {
namespace {

using Candidates = std::vector<Candidate>;

// Those that begin with what was typed.
class Offers {
 public:
  explicit Offers(std::string_view typed) : typed_(typed) {}

  void add(std::string word, std::string_view explanation = {}) {
    if (word.starts_with(typed_)) list_.push_back({std::move(word), std::string(explanation)});
  }
  Candidates take() { return std::move(list_); }

 private:
  std::string_view typed_;
  Candidates list_;
};

Candidates path() { return {{.word = std::string(wants_path), .explanation = {}}}; }

const OptionSpec* findOption(const TerminalCommand& command, std::string_view name) {
  const auto found =
      std::find_if(command.options.begin(), command.options.end(), [&](const auto& one) { return one.name == name; });
  return found == command.options.end() ? nullptr : &*found;
}

// `before`: what stands before the value in the same word, "--break=" or nothing.
Candidates optionValues(const OptionSpec& option, std::string_view typed, std::string_view before) {
  if (option.path) return path();
  Offers offers(typed);
  if (option.choices == nullptr) return {};
  for (const std::string_view choice : option.choices()) offers.add(std::string(before).append(choice));
  return offers.take();
}

Candidates optionNames(const TerminalCommand& command, std::string_view typed) {
  Offers offers(typed);
  for (const OptionSpec& option : command.options) offers.add(std::string(option.name), option.help);
  offers.add("--help", "more about this command");
  return offers.take();
}

// What comes after "key=".
Candidates settingValues(std::string_view typed) {
  Offers offers(typed);
  const std::string_view key = typed.substr(0, typed.find('='));
  const std::string before = std::string(key) + "=";
  if (key == "preset") {
    for (const Preset& preset : presets()) offers.add(before + std::string(preset.name), preset.title);
  } else if (const SettingInfo* setting = findSetting(key)) {
    for (const ValueName& name : setting->names) offers.add(before + std::string(name.text), name.title);
  }
  return offers.take();
}

void addKeys(Offers& offers, Operand kind, Arguments given) {
  const auto add = [&](std::string_view key, std::string_view title) {
    const std::string word = std::string(key) + "=";
    if (std::none_of(given.begin(), given.end(), [&](const auto& one) { return one.starts_with(word); })) {
      offers.add(word, title);
    }
  };
  if (kind == Operand::settings) add("preset", "Preset");
  for (const SettingInfo& setting : settingInfos()) {
    if (kind == Operand::settings || setting.effect == Effect::live) add(setting.key, setting.title);
  }
}

// Words come first, each once or after the one that they belong to; settings anywhere but before a file.
Candidates operands(const TerminalCommand& command, Arguments given, std::string_view typed) {
  Offers offers(typed);
  const auto isWord = [&](const std::string& word) {
    return std::any_of(command.operands.begin(), command.operands.end(),
                       [&](const OperandSpec& one) { return one.kind == Operand::word && one.name == word; });
  };
  const std::string_view last = given.empty() ? std::string_view() : std::string_view(given.back());
  const bool words_only = std::all_of(given.begin(), given.end(), isWord);
  for (const OperandSpec& operand : command.operands) {
    switch (operand.kind) {
      case Operand::form:
        break;
      case Operand::file:
        if (given.empty()) return path();
        break;
      case Operand::word: {
        const bool first = given.empty() || (command.several_words && words_only);
        const bool there = std::find(given.begin(), given.end(), operand.name) != given.end();
        if (!there && (operand.after.empty() ? first : last == operand.after)) {
          offers.add(std::string(operand.name), operand.help);
        }
        break;
      }
      case Operand::settings:
      case Operand::live:
        addKeys(offers, operand.kind, given);
        break;
    }
  }
  return offers.take();
}

Candidates ofCommand(const TerminalCommand& command, Arguments given, const std::string& typed) {
  const OptionSpec* open = given.empty() ? nullptr : findOption(command, given.back());
  if (open != nullptr && open->takesValue()) return optionValues(*open, typed, {});
  const std::size_t equals = typed.find('=');
  if (typed.starts_with("-")) {
    if (equals == std::string::npos) return optionNames(command, typed);
    const OptionSpec* option = findOption(command, std::string_view(typed).substr(0, equals));
    if (option == nullptr || !option->takesValue()) return {};
    return optionValues(*option, typed, std::string_view(typed).substr(0, equals + 1));
  }
  const bool sets = std::any_of(command.operands.begin(), command.operands.end(), [](const OperandSpec& one) {
    return one.kind == Operand::settings || one.kind == Operand::live;
  });
  if (equals != std::string::npos) return sets ? settingValues(typed) : Candidates();
  return operands(command, given, typed);
}

Candidates commandNames(std::span<const TerminalCommand> commands, std::string_view typed, bool first) {
  Offers offers(typed);
  for (const TerminalCommand& command : commands) offers.add(std::string(command.name), command.summary);
  if (first) {
    offers.add("help", "more about one command");
    if (typed.starts_with("-")) {
      offers.add("--help", "what there is");
      offers.add("--version", "which version this is");
    }
  }
  return offers.take();
}

}  // namespace

std::vector<Candidate> candidatesFor(std::span<const TerminalCommand> commands, Arguments words) {
  if (words.size() < 2) return commandNames(commands, words.empty() ? std::string() : words[0], true);
  if (words[0] == "help") return words.size() == 2 ? commandNames(commands, words[1], false) : Candidates();
  const auto found =
      std::find_if(commands.begin(), commands.end(), [&](const auto& one) { return one.name == words[0]; });
  if (found == commands.end()) return {};
  return ofCommand(*found, words.subspan(1, words.size() - 2), words.back());
}

}  // namespace lab::cli
