// lab settings: the settings table, as people read it in a terminal, or as a document.
#include <algorithm>
#include <array>
#include <ostream>

#include "cli/command_line.h"
#include "lab/settings/presets.h"
#include "lab/settings/settings_table.h"

namespace lab::cli {
namespace {

constexpr std::string_view about =
    R"(Lists every setting with its value, what is allowed and what it means. Without key=value the values are the defaults;
'lab settings preset=notes_two_layer' shows those of a preset. The last line is the same settings in one piece, as
'lab train', the page's address and its scripts take them.
)";

constexpr OperandSpec operands[] = {{Operand::settings, "key=value", "what to show instead of its default"}};
constexpr OptionSpec options[] = {
    {.name = "--markdown",
     .help = "all settings with their defaults, and all presets, as the document docs/settings.md"}};

constexpr std::string_view document_head =
    R"(# Settings

<!-- Written by 'lab settings --markdown > docs/settings.md' from the table of settings; a test compares the two. -->

One text form everywhere: `key=value`, joined by `&` or white space. In the terminal (`lab train model=two_layer lr=0.5`), in
the page (`lab.set("model=two_layer&lr=0.5")`), in its address (`#model=two_layer&lr=0.5`) and in the tests. An unknown key or a
value out of range is refused with key, value and range, and nothing changes. A key may stand once in a text, and no blank beside
its `=`. `lab settings preset=NAME` prints a preset's values.

What a change does to a run that is under way: *at once*, it acts from the next step on; *new run*, the parameters are drawn
afresh and the iteration is 0; *new data*, the data too; *looks*, it only says what is seen. Undo takes back all but looks.
)";

constexpr std::string_view table_head = R"(
| key | on the screen | default | allowed | a change | meaning |
|---|---|---|---|---|---|
)";

constexpr std::string_view presets_head = R"(
## Presets

`preset=NAME` sets all of them at once: to the defaults, but for what the last column names. Figures that were measured with them
are in [images.md](images.md) and [reproduction.md](reproduction.md).

| preset | on the screen | what it is | differs in |
|---|---|---|---|
)";

void column(std::ostream& out, std::string_view text, std::size_t width) {
  out << text << std::string(std::max(width, text.size() + 1) - text.size(), ' ');
}

std::string_view effectText(Effect effect) {
  switch (effect) {
    case Effect::look:
      return "looks";
    case Effect::live:
      return "at once";
    case Effect::new_run:
      return "new run";
    case Effect::new_data:
      return "new data";
  }
  return {};
}

std::string_view groupTitle(SettingGroup group) {
  switch (group) {
    case SettingGroup::data:
      return "The data";
    case SettingGroup::images:
      return "Images";
    case SettingGroup::model:
      return "The model and how it starts";
    case SettingGroup::loss:
      return "Loss and penalties";
    case SettingGroup::update:
      return "Update rule and schedule";
    case SettingGroup::steps:
      return "Minibatches and precision";
  }
  return {};
}

// Text of a table's cell: a bar would end it.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) out.append(c == '|' ? "\\" : "").push_back(c);
  return out;
}

// "`model=two_layer` `hidden=200`": what a preset sets to something else than the defaults.
std::string differences(const Settings& settings) {
  std::string out;
  for (const SettingInfo* info : changedSettings({}, settings)) {
    out.append(out.empty() ? "`" : " `")
        .append(info->key)
        .append("=")
        .append(valueText(settings, info->key))
        .append("`");
  }
  return out.empty() ? "nothing" : out;
}

void writeDocument(std::ostream& out) {
  out << document_head;
  const SettingInfo* last = nullptr;
  for (const SettingInfo& info : settingInfos()) {
    if (last == nullptr || last->group != info.group) out << "\n## " << groupTitle(info.group) << '\n' << table_head;
    last = &info;
    out << "| `" << info.key << "` | " << cell(info.title) << " | `" << valueText({}, info.key) << "` | "
        << cell(allowedText(info)) << " | " << effectText(info.effect) << " | " << cell(info.meaning) << " |\n";
  }
  out << presets_head;
  for (const Preset& preset : presets()) {
    out << "| `" << preset.name << "` | " << cell(preset.title) << " | " << cell(preset.meaning) << " | "
        << differences(preset.settings) << " |\n";
  }
}

ExitCode run(Arguments arguments, Terminal& terminal) {
  const auto parsed = ParsedArguments::parse(arguments, options);
  if (!parsed) return usageError(terminal, "settings", parsed.error());
  if (parsed.value().has("--markdown")) {
    if (!parsed.value().assignments().empty()) {
      return usageError(terminal, "settings", "--markdown lists the defaults, and takes no key=value.");
    }
    writeDocument(terminal.out);
    return success;
  }
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
    terminal.out << info.meaning << "; " << allowedText(info) << '\n';
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
  return {.name = "settings",
          .summary = "list every setting with its value, range and meaning",
          .usage = "[key=value …]",
          .about = about,
          .operands = operands,
          .options = options,
          .run = run};
}

}  // namespace lab::cli
