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
void setThreadCount(int /*threads*/) {}
int threadCount() { return 1; }
void runChunks(Index chunks, ChunkWork work, const void* context) {
  for (Index chunk = 0; chunk < chunks; ++chunk) work(context, chunk);
}

#else

namespace {

// How often a worker looks for more work before it goes to sleep: the next product of a step comes within microseconds,
// and waking up takes longer than that.
constexpr int looks_before_sleep = 20'000;

void relax() {
#if defined(__SSE2__) && !defined(__wasm__)
  __builtin_ia32_pause();
#endif
}

class ThreadPool {
 public:
  ~ThreadPool() { resize(1); }

  int size() const { return static_cast<int>(workers_.size()) + 1; }

  void resize(int threads) {
    {
      const std::lock_guard lock(sleep_);
      ending_ = true;
    }
    wake_.notify_all();
    for (Thread& worker : workers_) worker.join();
    workers_.clear();
    ending_ = false;
    while (size() < threads) {
      std::optional<Thread> worker = Thread::start([](void* pool) { static_cast<ThreadPool*>(pool)->help(); }, this);
      if (!worker) return;
      workers_.push_back(*worker);
    }
  }

  void run(Index chunks, ChunkWork work, const void* context) {
    if (workers_.empty() || busy_.exchange(true, std::memory_order_acquire)) {
      for (Index chunk = 0; chunk < chunks; ++chunk) work(context, chunk);
      return;
    }
    work_ = work;
    context_ = context;
    chunks_ = chunks;
    next_.store(0, std::memory_order_relaxed);
    {
      // A worker decides under this lock whether it sleeps or has seen the new job.
      const std::lock_guard lock(sleep_);
      open_.store(true, std::memory_order_release);
      job_.fetch_add(1, std::memory_order_release);
    }
    if (sleeping_.load(std::memory_order_relaxed) > 0) wake_.notify_all();
    takeChunks();
    // No worker may enter this job any more; those inside finish their chunks.
    open_.store(false, std::memory_order_seq_cst);
    while (inside_.load(std::memory_order_seq_cst) > 0) relax();
    busy_.store(false, std::memory_order_release);
  }

 private:
  void takeChunks() {
    for (Index chunk = next_.fetch_add(1); chunk < chunks_; chunk = next_.fetch_add(1)) work_(context_, chunk);
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
      if (open_.load(std::memory_order_seq_cst)) takeChunks();
      inside_.fetch_sub(1, std::memory_order_seq_cst);
    }
  }

  std::vector<Thread> workers_;
  std::mutex sleep_;
  std::condition_variable wake_;
  bool ending_ = false;
  std::atomic<int> sleeping_{0};

  std::atomic<bool> busy_{false};      // somebody's work is shared
  std::atomic<std::uint64_t> job_{0};  // counts them
  std::atomic<bool> open_{false};      // workers may join the present one
  std::atomic<int> inside_{0};         // workers that have
  std::atomic<Index> next_{0};         // chunk to be taken
  // Of the present job; written only while no worker is inside.
  ChunkWork work_ = nullptr;
  const void* context_ = nullptr;
  Index chunks_ = 0;
};

ThreadPool& pool() {
  static ThreadPool instance;
  return instance;
}

}  // namespace

bool hasThreads() { return true; }
void setThreadCount(int threads) {
  if (threads != threadCount()) pool().resize(threads);
}
int threadCount() { return pool().size(); }
void runChunks(Index chunks, ChunkWork work, const void* context) { pool().run(chunks, work, context); }

#endif

Index chunkCount(double multiplications) {
  constexpr double worthwhile = 200'000;
  return static_cast<Index>(std::clamp(multiplications / worthwhile, 1.0, double(threadCount())));
}

Range chunkRange(Index count, Index unit, Index chunks, Index chunk) {
  const Index units = (count + unit - 1) / unit;
  const Index size = (units + chunks - 1) / chunks * unit;
  return {std::min(count, chunk * size), std::min(count, (chunk + 1) * size)};
}

}  // namespace lab
