// Sharing work over threads: every piece once, also when several threads have work at a time.
#include "kernels/thread_pool.h"

#include <array>
#include <atomic>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

namespace lab {
namespace {

void sharesOnce(Index pieces) {
  std::vector<std::atomic<int>> done(static_cast<std::size_t>(pieces));
  parallelFor(pieces, [&](Index piece) { ++done[static_cast<std::size_t>(piece)]; });
  for (const std::atomic<int>& times : done) REQUIRE(times == 1);
}

TEST_CASE("team: every piece is done once, at any size of the team, thousands of times") {
  for (const int threads : {1, 2, 4}) {
    setThreadCount(threads);
    CHECK(threadCount() == (hasThreads() ? threads : 1));
    for (int round = 0; round < 3000; ++round) sharesOnce(1 + round % 7);
  }
  setThreadCount(1);
  CHECK(threadCount() == 1);
}

TEST_CASE("team: work within work, and from several threads at a time, is done by its caller") {
  setThreadCount(2);
  std::atomic<int> inner = 0;
  parallelFor(3, [&](Index) { parallelFor(4, [&](Index) { ++inner; }); });
  CHECK(inner == 12);
  if (hasThreads()) {
    std::array<std::thread, 2> callers;
    for (std::thread& caller : callers) {
      caller = std::thread([] {
        for (int round = 0; round < 500; ++round) sharesOnce(5);
      });
    }
    for (std::thread& caller : callers) caller.join();
  }
  setThreadCount(1);
}

TEST_CASE("team: parts cover everything, in whole units") {
  for (const Index count : {0, 1, 5, 16, 17, 100}) {
    for (const Index unit : {1, 6, 8}) {
      for (const Index pieces : {1, 2, 3, 7}) {
        Index next = 0;
        for (Index piece = 0; piece < pieces; ++piece) {
          const Range range = chunkRange(count, unit, pieces, piece);
          REQUIRE(range.first == next);
          REQUIRE(range.end >= range.first);
          REQUIRE((range.first % unit == 0 || range.first == count));
          next = range.end;
        }
        REQUIRE(next == count);
      }
    }
  }
}

}  // namespace
}  // namespace lab
