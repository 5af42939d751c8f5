#include "cli/help.h"

#include <algorithm>
#include <cstdint>

#include "core/number_text.h"
#include "core/text.h"

namespace lab::cli {
namespace {

constexpr std::size_t columns = 118;

std::size_t widthOf(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(firstCharacter(text).bytes);
  return count;
}

// Adds words to a text whose last line is `used` wide, on lines that begin below each other at `indent`.
void addWrapped(std::string& text, std::span<const std::string> pieces, std::size_t used, std::size_t indent) {
  bool first = true;
  for (const std::string& piece : pieces) {
    const std::size_t width = widthOf(piece);
    if (!first && used + 1 + width > columns) {
      text.append("\n").append(indent, ' ');
      used = indent;
    } else if (!first) {
      text += ' ';
      ++used;
    }
    text += piece;
    used += width;
    first = false;
  }
}

std::vector<std::string> piecesOf(std::string_view text) {
  std::vector<std::string> pieces;
  for (const std::string_view word : words(text, " ")) pieces.emplace_back(word);
  return pieces;
}

// "--steps N"
std::string nameOf(const OptionSpec& option) {
  std::string text(option.name);
  if (option.takesValue()) text.append(" ").append(option.value);
  return text;
}

std::string sentenceOf(const OptionSpec& option) {
  std::string text(option.help);
  if (option.choices != nullptr) {
    text.append(": ").append(joined(option.choices(), ", ", [](std::string_view name) { return name; }));
  }
  if (!option.range) return text;
  const auto number = [&](double value) {
    return option.range->whole ? std::to_string(static_cast<std::int64_t>(value)) : numberText(value);
  };
  text.append(" (").append(number(option.range->low)).append(" to ").append(number(option.range->high));
  if (option.range->fallback) text.append("; ").append(number(*option.range->fallback)).append(" if not given");
  return text + ")";
}

std::string usageOf(const TerminalCommand& command) {
  std::string text = "Usage: lab " + std::string(command.name);
  const std::size_t indent = text.size() + 1;
  std::vector<std::string> pieces = piecesOf(command.usage);
  for (const OptionSpec& option : command.options) {
    if (command.usage.find(option.name) == std::string_view::npos) pieces.push_back("[" + nameOf(option) + "]");
  }
  if (pieces.empty()) return text + "\n";
  text += ' ';
  addWrapped(text, pieces, indent, indent);
  return text + "\n";
}

struct Row {
  std::string name, sentence;
};

std::string rowsOf(const TerminalCommand& command) {
  std::vector<Row> rows;
  for (const OperandSpec& operand : command.operands) {
    rows.push_back(
        {std::string(operand.after.empty() ? "" : "  ") + std::string(operand.name), std::string(operand.help)});
  }
  for (const OptionSpec& option : command.options) rows.push_back({nameOf(option), sentenceOf(option)});
  std::size_t widest = 0;
  for (const Row& row : rows) widest = std::max(widest, widthOf(row.name));
  std::string text;
  const std::size_t indent = widest + 4;
  for (const Row& row : rows) {
    text.append("  ").append(row.name).append(widest + 2 - widthOf(row.name), ' ');
    addWrapped(text, piecesOf(row.sentence), indent, indent);
    text += '\n';
  }
  return text;
}

}  // namespace

std::string helpOf(const TerminalCommand& command) {
  std::string text = usageOf(command);
  for (const std::string& part : {std::string(command.about), rowsOf(command), std::string(command.notes)}) {
    if (!part.empty()) text.append("\n").append(part);
  }
  return text;
}

}  // namespace lab::cli
