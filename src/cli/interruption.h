// Signals that end a program, while there is something to save: the work stops at its next step and keeps its promise.
//   first    Ctrl-C, SIGTERM (docker stop, timeout, a cluster) or SIGHUP (a closed terminal): stop and save
//   second   noted, and no more: what the first one promised is not lost to it
//   third    ends the program as if there were no promise
// A key that is held down counts once. What the program was started to ignore, as under nohup, it ignores.
#pragma once

#include <array>

#include <csignal>

#include "cli/command_line.h"

namespace lab::cli {

class Interruption {
 public:
  // One at a time.
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  // May be asked by any thread.
  static bool came() { return count() > 0; }
  static bool cameAgain() { return count() > 1; }
  // The first one was somebody's Ctrl-C, who is there to see what comes of it.
  static bool byHand();
  // How the program ends then: as planned after Ctrl-C, otherwise with 128 and the signal's number, as shells have it.
  static ExitCode exitCode(ExitCode planned);

 private:
  static int count();

  static constexpr std::array<int, 3> signals{SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, signals.size()> before_;
};

// From now on nobody's closing of the pipe behind our output ends the program: what is still to be saved counts more
// than rows that nobody reads.
void outliveReaders();

}  // namespace lab::cli
