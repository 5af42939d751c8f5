// The help of one command, from its tables.
#pragma once

#include <string>

#include "cli/command_line.h"

namespace lab::cli {

// Usage, what the command does, its operands and options with a sentence each, notes.
std::string helpOf(const TerminalCommand& command);

}  // namespace lab::cli
