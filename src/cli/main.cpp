// The native program `lab`: the same lab as on the page, driven from a terminal.
#include <algorithm>
#include <exception>
#include <iostream>
#include <new>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "cli/arguments.h"
#include "cli/command_line.h"
#include "kernels/thread_pool.h"

namespace {

using lab::cli::ExitCode;

// A stream that is closed gets a descriptor that refuses everything: otherwise the next file that is opened takes its
// number, and rows are written into it.
void holdStandardStreams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) < 0) (void)open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

// What is left when nobody has dealt with it, in words.
void tell(std::exception_ptr failure) {
  try {
    if (failure) std::rethrow_exception(failure);
    std::cerr << "lab: something went wrong that should not have: please report it.\n";
  } catch (const std::bad_alloc&) {
    std::cerr << "lab: there is not enough memory for this. Fewer images, hidden units or jobs take less.\n";
  } catch (const std::exception& error) {
    std::cerr << "lab: something went wrong that should not have (" << error.what() << "): please report it.\n";
  } catch (...) {
    std::cerr << "lab: something went wrong that should not have: please report it.\n";
  }
}

// Where no handler can be reached, as from a thread.
[[noreturn]] void endInWords() {
  tell(std::current_exception());
  _exit(lab::cli::check_failed);
}

ExitCode runOn(const std::vector<std::string>& arguments) {
  lab::cli::Terminal terminal{std::cout, std::cerr, isatty(STDERR_FILENO) != 0 && isatty(STDOUT_FILENO) == 0};
  lab::setThreadCount(static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 64u)));
  const ExitCode code = lab::cli::runProgram(arguments, terminal);
  // Results that did not arrive, on a full disk say, are not results.
  if (!std::cout.flush()) {
    std::cerr << "lab: the output could not be written.\n";
    return code == lab::cli::success ? lab::cli::check_failed : code;
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  std::set_terminate(endInWords);
  holdStandardStreams();
  try {
    std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    for (std::string& argument : arguments) argument = lab::cli::withoutUnseenEnds(argument);
    return runOn(arguments);
  } catch (...) {
    tell(std::current_exception());
    return lab::cli::check_failed;
  }
}
