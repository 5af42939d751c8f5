#include "cli/interruption.h"

#include <atomic>
#include <cstdint>

#include <time.h>

namespace lab::cli {
namespace {

// Signals that follow one another faster than this come from one press of a key.
constexpr std::int64_t one_press = 400;  // ms
constexpr int last_warning = 3;

// Written by the handler alone; lock-free, as it must be there.
std::atomic<int> counted{0};
std::atomic<int> first{0};  // signal
std::atomic<std::int64_t> latest{0};
static_assert(std::atomic<std::int64_t>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

std::int64_t milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

void onSignal(int signal) {
  const std::int64_t now = milliseconds();
  const bool held = counted > 0 && now - latest < one_press;
  latest = now;
  if (held) return;
  if (counted == 0) first = signal;
  if (++counted < last_warning) return;
  // Delivered as soon as this handler is left.
  struct sigaction usual = {};
  usual.sa_handler = SIG_DFL;
  sigaction(signal, &usual, nullptr);
  raise(signal);
}

}  // namespace

Interruption::Interruption() : before_{} {
  counted = 0;
  first = 0;
  for (std::size_t i = 0; i < signals.size(); ++i) {
    sigaction(signals[i], nullptr, &before_[i]);
    if (before_[i].sa_handler == SIG_IGN) continue;
    struct sigaction ours = {};
    ours.sa_handler = onSignal;
    ours.sa_flags = SA_RESTART;
    sigemptyset(&ours.sa_mask);
    for (const int other : signals) sigaddset(&ours.sa_mask, other);
    sigaction(signals[i], &ours, nullptr);
  }
}

Interruption::~Interruption() {
  for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &before_[i], nullptr);
}

int Interruption::count() { return counted; }

bool Interruption::byHand() { return first == SIGINT; }

ExitCode Interruption::exitCode(ExitCode planned) {
  return !came() || byHand() ? planned : static_cast<ExitCode>(128 + first);
}

void outliveReaders() {
  struct sigaction ignore = {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, nullptr);
}

}  // namespace lab::cli
