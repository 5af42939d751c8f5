// Python's literals, as far as the header of a NumPy file uses them: strings, whole numbers, True and False, tuples,
// lists and dictionaries of these.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace lab {

struct PythonLiteral {
  enum class Kind { text, number, boolean, sequence, dictionary };
  Kind kind = Kind::sequence;
  std::string text;                  // text
  std::int64_t number = 0;           // number; boolean: 0 or 1
  std::vector<PythonLiteral> items;  // sequence: a tuple's or a list's; dictionary: key, value, key, value …

  // Value of a dictionary's key; null without it.
  const PythonLiteral* find(std::string_view key) const;
};

// The whole text as one literal, white space around it allowed. Refuses everything else; the error says where only, as
// "at its character 12".
Result<PythonLiteral> parsePythonLiteral(std::string_view text);

}  // namespace lab
