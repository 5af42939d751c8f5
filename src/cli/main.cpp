// The native program `lab`: the same lab as on the page, driven from a terminal.
#include <algorithm>
#include <iostream>
#include <thread>

#include <unistd.h>

#include "cli/command_line.h"
#include "core/team.h"

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  lab::cli::Terminal terminal{std::cout, std::cerr, isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) == 0};
  lab::setTeamSize(static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 64u)));
  const lab::cli::ExitCode code = lab::cli::runProgram(arguments, terminal);
  // Results that did not arrive, on a full disk say, are not results.
  if (!std::cout.flush()) {
    std::cerr << "lab: the output could not be written.\n";
    return lab::cli::check_failed;
  }
  return code;
}
