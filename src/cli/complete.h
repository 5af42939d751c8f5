// What can come next on a command line, for the shells' completion.
#pragma once

#include <string>
#include <vector>

#include "cli/command_line.h"

namespace lab::cli {

struct Candidate {
  std::string word;         // whole: "model=two_layer". One that ends in '=' goes on
  std::string explanation;  // a few words
};

// Stands alone where a file or folder is wanted, which the shell knows better.
inline constexpr std::string_view wants_path = ":path";

// `words`: what was typed after `lab`; the last one is to be completed, and may be empty.
std::vector<Candidate> candidatesFor(std::span<const TerminalCommand> commands, Arguments words);

}  // namespace lab::cli
