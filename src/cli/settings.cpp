// lab settings: the settings table, as people read it.
#include <algorithm>
#include <ostream>

#include "cli/command_line.h"
#include "lab/presets.h"
#include "lab/settings_table.h"

namespace lab::cli {
namespace {

constexpr std::string_view help =
    R"(Usage: lab settings [key=value …]

Lists every setting with its value, what is allowed and what it means. Without key=value the values are the defaults;
'lab settings preset=notes_two_layer' shows those of a preset. The last line is the same settings in one piece, as
'lab train', the page's address and its scripts take them.
)";

void column(std::ostream& out, std::string_view text, std::size_t width) {
  out << text << std::string(std::max(width, text.size() + 1) - text.size(), ' ');
}

ExitCode run(Arguments arguments, Terminal& terminal) {
  const auto parsed = ParsedArguments::parse(arguments, {});
  if (!parsed) return usageError(terminal, "settings", parsed.error());
  const auto settings = settingsFrom({}, parsed.value().assignments());
  if (!settings) return usageError(terminal, "settings", settings.error());

  std::size_t key_width = 0;
  std::size_t value_width = 0;
  for (const SettingInfo& info : settingInfos()) {
    key_width = std::max(key_width, info.key.size() + 2);
    value_width = std::max(value_width, valueText(settings.value(), info.key).size() + 2);
  }
  for (const SettingInfo& info : settingInfos()) {
    column(terminal.out, info.key, key_width);
    column(terminal.out, valueText(settings.value(), info.key), value_width);
    terminal.out << info.meaning << "; " << info.allowed << '\n';
  }
  terminal.out << "\npreset=NAME sets all of them at once:\n";
  for (const Preset& preset : presets()) {
    terminal.out << "  ";
    column(terminal.out, preset.name, 18);
    terminal.out << preset.meaning << '\n';
  }
  terminal.out << '\n' << toText(settings.value()) << '\n';
  return success;
}

}  // namespace

TerminalCommand settingsCommand() {
  return {"settings", "list every setting with its value, range and meaning", help, run};
}

}  // namespace lab::cli
