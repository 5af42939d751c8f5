#include "lab/study/check_plan.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "core/number_text.h"
#include "core/random.h"
#include "core/text.h"
#include "lab/settings/refusal.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

constexpr int most_parameters = 100;
constexpr int usual_parameters = 12;

// A whole number in [0, below).
std::optional<Index> place(std::string_view text, Index below) {
  double number = 0;
  if (!readNumber(text, number) || number != std::floor(number) || !(number >= 0 && number < double(below))) return {};
  return static_cast<Index>(number);
}

std::string describe(const ParameterBlock& block) {
  const std::string name(block.name);
  if (block.is_weight)
    return name + ":0,0 to " + name + ":" + std::to_string(block.rows - 1) + "," + std::to_string(block.cols - 1);
  return name + ":0 to " + name + ":" + std::to_string(block.cols - 1);
}

Error noSuchParameter(std::string_view item, const std::vector<ParameterBlock>& blocks) {
  return Error{"at=" + std::string(item) + " is not a parameter of this model. There are " +
                   joined(blocks, ", ", describe) + "; or name places in the flat vector, as in at=0,5,17.",
               inQuotes(item) + " is not a parameter of this model."};
}

// "W1:3,4", "b1:2", or places in the flat vector.
Status readItem(std::string_view item, const std::vector<ParameterBlock>& blocks, std::vector<Index>& out) {
  const std::size_t colon = item.find(':');
  const Index all = blocks.back().offset + blocks.back().size();
  if (colon == std::string_view::npos) {
    for (const std::string_view number : words(item, ",")) {
      const auto index = place(number, all);
      if (!index) return noSuchParameter(item, blocks);
      out.push_back(*index);
    }
    return Done{};
  }
  for (const ParameterBlock& block : blocks) {
    if (block.name != item.substr(0, colon)) continue;
    const std::vector<std::string_view> numbers = words(item.substr(colon + 1), ",");
    if (numbers.size() != (block.is_weight ? 2u : 1u)) break;
    const auto row = block.is_weight ? place(numbers.front(), block.rows) : std::optional<Index>(0);
    const auto col = place(numbers.back(), block.cols);
    if (!row || !col) break;
    out.push_back(block.offset + *row * block.cols + *col);
    return Done{};
  }
  return noSuchParameter(item, blocks);
}

// From each block in turn, none twice, in the order of the vector.
std::vector<Index> draw(const std::vector<ParameterBlock>& blocks, std::size_t count, std::uint32_t seed) {
  NumpyRandom random(seed);
  std::set<Index> drawn;
  std::vector<Index> taken(blocks.size());
  const auto all = static_cast<std::size_t>(blocks.back().offset + blocks.back().size());
  for (std::size_t turn = 0; drawn.size() < std::min(count, all); turn = (turn + 1) % blocks.size()) {
    const ParameterBlock& block = blocks[turn];
    if (taken[turn] == block.size()) continue;
    ++taken[turn];
    while (!drawn.insert(block.offset + static_cast<Index>(random.upTo(static_cast<std::uint32_t>(block.size() - 1))))
                .second) {
    }
  }
  return {drawn.begin(), drawn.end()};
}

Error badBreak(std::string_view value) {
  const std::string names = joined(gradientBreaks(), ", ", [](const GradientBreakInfo& info) { return info.name; });
  return Error{"break=" + std::string(value) + " is not known. There are " + names + ".",
               inQuotes(value) + " is not a mistake that the gradient can be given."};
}

}  // namespace

Result<GradientPlan> planGradientCheck(std::string_view text, const Settings& settings) {
  const std::vector<ParameterBlock> blocks = parameterBlocks(modelShapeOf(settings));
  GradientPlan plan;
  double count = usual_parameters;
  double seed = 0;
  for (const std::string_view assignment : words(text, between_assignments)) {
    const std::size_t equals = assignment.find('=');
    const std::string_view key = assignment.substr(0, equals);
    const std::string_view value = equals == std::string_view::npos ? "" : assignment.substr(equals + 1);
    if (key == "count") {
      if (!readNumber(value, count) || count != std::floor(count) || !(count >= 1 && count <= most_parameters)) {
        return Error{
            "count=" + std::string(value) + ": so many parameters are drawn, a whole number from 1 to " +
                std::to_string(most_parameters) + ".",
            refusalShown("Parameters to check", "a whole number from 1 to " + std::to_string(most_parameters), value)};
      }
    } else if (key == "seed") {
      if (!readNumber(value, seed) || seed != std::floor(seed) || !(seed >= 0 && seed <= 4294967295.0)) {
        return Error{"seed=" + std::string(value) + ": the seed of the draw is a whole number from 0 to 4294967295.",
                     refusalShown("Seed", "a whole number from 0 to 4,294,967,295", value)};
      }
    } else if (key == "at") {
      for (const std::string_view item : words(value, ";")) {
        const Status status = readItem(item, blocks, plan.parameters);
        if (!status) return status.failure();
      }
      if (plan.parameters.empty() || plan.parameters.size() > most_parameters) {
        return Error{"at= names " + std::to_string(plan.parameters.size()) + " parameters; it can be 1 to " +
                         std::to_string(most_parameters) + ", as in at=W1:3,4;b1:2.",
                     "A check takes 1 to " + std::to_string(most_parameters) + " parameters (you named " +
                         std::to_string(plan.parameters.size()) + ")."};
      }
      std::vector<Index> sorted = plan.parameters;
      std::sort(sorted.begin(), sorted.end());
      if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end()) {
        return Error{"at=" + std::string(value) + " names a parameter twice, the one at place " +
                         std::to_string(*twice) + " of the flat vector.",
                     "A parameter is named twice, the one at place " + std::to_string(*twice) + "."};
      }
    } else if (key == "break") {
      const auto mistake = gradientBreakNamed(value);
      if (!mistake) return badBreak(value);
      plan.mistake = *mistake;
    } else {
      return Error{"'check gradient' does not know " + quoted(assignment) +
                       ". It takes count=N, seed=N, at=W1:3,4;b1:2 and break=NAME.",
                   "The gradient check does not know " + inQuotes(key) + "."};
    }
  }
  if (plan.parameters.empty()) {
    plan.parameters = draw(blocks, static_cast<std::size_t>(count), static_cast<std::uint32_t>(seed));
  }
  return plan;
}

}  // namespace lab
