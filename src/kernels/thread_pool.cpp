#include "kernels/thread_pool.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "core/thread.h"

namespace lab {

// For a page without threads this file is compiled so; everything else of the program is the same.
#ifdef LAB_NO_THREADS

bool hasThreads() { return false; }
void setTeamSize(int /*threads*/) {}
int teamSize() { return 1; }
void shareWork(Index pieces, SharedWork work, const void* context) {
  for (Index piece = 0; piece < pieces; ++piece) work(context, piece);
}

#else

namespace {

// How often a helper looks for more work before it goes to sleep: the next product of a step comes within microseconds,
// and waking up takes longer than that.
constexpr int looks_before_sleep = 20'000;

void relax() {
#if defined(__SSE2__) && !defined(__wasm__)
  __builtin_ia32_pause();
#endif
}

class Team {
 public:
  ~Team() { resize(1); }

  int size() const { return static_cast<int>(helpers_.size()) + 1; }

  void resize(int threads) {
    {
      const std::lock_guard lock(sleep_);
      ending_ = true;
    }
    wake_.notify_all();
    for (Thread& helper : helpers_) helper.join();
    helpers_.clear();
    ending_ = false;
    while (size() < threads) {
      std::optional<Thread> helper = Thread::start([](void* team) { static_cast<Team*>(team)->help(); }, this);
      if (!helper) return;
      helpers_.push_back(*helper);
    }
  }

  void run(Index pieces, SharedWork work, const void* context) {
    if (helpers_.empty() || busy_.exchange(true, std::memory_order_acquire)) {
      for (Index piece = 0; piece < pieces; ++piece) work(context, piece);
      return;
    }
    work_ = work;
    context_ = context;
    pieces_ = pieces;
    next_.store(0, std::memory_order_relaxed);
    {
      // A helper decides under this lock whether it sleeps or has seen the new job.
      const std::lock_guard lock(sleep_);
      open_.store(true, std::memory_order_release);
      job_.fetch_add(1, std::memory_order_release);
    }
    if (sleeping_.load(std::memory_order_relaxed) > 0) wake_.notify_all();
    takePieces();
    // No helper may enter this job any more; those inside finish their pieces.
    open_.store(false, std::memory_order_seq_cst);
    while (inside_.load(std::memory_order_seq_cst) > 0) relax();
    busy_.store(false, std::memory_order_release);
  }

 private:
  void takePieces() {
    for (Index piece = next_.fetch_add(1); piece < pieces_; piece = next_.fetch_add(1)) work_(context_, piece);
  }

  void help() {
    std::uint64_t seen = 0;
    for (;;) {
      for (int look = 0; job_.load(std::memory_order_acquire) == seen && look < looks_before_sleep; ++look) relax();
      if (job_.load(std::memory_order_acquire) == seen) {
        std::unique_lock lock(sleep_);
        sleeping_.fetch_add(1);
        wake_.wait(lock, [&] { return ending_ || job_.load() != seen; });
        sleeping_.fetch_sub(1);
        if (ending_) return;
      }
      seen = job_.load(std::memory_order_acquire);
      inside_.fetch_add(1, std::memory_order_seq_cst);
      if (open_.load(std::memory_order_seq_cst)) takePieces();
      inside_.fetch_sub(1, std::memory_order_seq_cst);
    }
  }

  std::vector<Thread> helpers_;
  std::mutex sleep_;
  std::condition_variable wake_;
  bool ending_ = false;
  std::atomic<int> sleeping_{0};

  std::atomic<bool> busy_{false};      // somebody's work is shared
  std::atomic<std::uint64_t> job_{0};  // counts them
  std::atomic<bool> open_{false};      // helpers may join the present one
  std::atomic<int> inside_{0};         // helpers that have
  std::atomic<Index> next_{0};         // piece to be taken
  // Of the present job; written only while no helper is inside.
  SharedWork work_ = nullptr;
  const void* context_ = nullptr;
  Index pieces_ = 0;
};

Team& team() {
  static Team instance;
  return instance;
}

}  // namespace

bool hasThreads() { return true; }
void setTeamSize(int threads) {
  if (threads != teamSize()) team().resize(threads);
}
int teamSize() { return team().size(); }
void shareWork(Index pieces, SharedWork work, const void* context) { team().run(pieces, work, context); }

#endif

Index piecesOf(double multiplications) {
  constexpr double worthwhile = 200'000;
  return static_cast<Index>(std::clamp(multiplications / worthwhile, 1.0, double(teamSize())));
}

Range partOf(Index count, Index unit, Index pieces, Index piece) {
  const Index units = (count + unit - 1) / unit;
  const Index size = (units + pieces - 1) / pieces * unit;
  return {std::min(count, piece * size), std::min(count, (piece + 1) * size)};
}

}  // namespace lab
