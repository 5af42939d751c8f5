// Minibatches: NumPy's draws of the same seed, and epochs that use every example once.
#include "train/sampler.h"

#include <algorithm>
#include <numeric>

#include <doctest/doctest.h>

namespace lab {
namespace {

std::vector<Index> next(Sampler& sampler, Sampling sampling, Index n, Index batch) {
  const std::span<const Index> rows = sampler.next(sampling, n, batch);
  return {rows.begin(), rows.end()};
}

TEST_CASE("sampler: with replacement it is randint, batch after batch") {
  Sampler sampler(9);
  NumpyRandom random(9);
  for (int step = 0; step < 20; ++step) {
    std::vector<Index> expected(5);
    random.randint(300, expected);
    CHECK(next(sampler, Sampling::replace, 300, 5) == expected);
  }
}

TEST_CASE("sampler: an epoch is the permutation in slices, the short one too") {
  Sampler sampler(4);
  NumpyRandom random(4);
  for (int epoch = 0; epoch < 3; ++epoch) {
    std::vector<Index> expected;
    random.permutation(expected, 99);
    std::vector<Index> seen;
    for (const std::size_t size : {20u, 20u, 20u, 20u, 19u}) {
      const std::vector<Index> rows = next(sampler, Sampling::epoch, 99, 20);
      CHECK(rows.size() == size);
      seen.insert(seen.end(), rows.begin(), rows.end());
    }
    CHECK(seen == expected);
    std::sort(seen.begin(), seen.end());
    std::vector<Index> all(99);
    std::iota(all.begin(), all.end(), Index{0});
    CHECK(seen == all);
  }
}

TEST_CASE("sampler: a batch beyond the set is the set's size") {
  Sampler sampler(1);
  CHECK(next(sampler, Sampling::epoch, 7, 100).size() == 7);
  CHECK(next(sampler, Sampling::epoch, 7, 7).size() == 7);
  CHECK(next(sampler, Sampling::replace, 7, 100).size() == 7);
  CHECK(next(sampler, Sampling::epoch, 1, 1) == std::vector<Index>{0});
}

TEST_CASE("sampler: other sizes and other ways in the middle of an epoch stay in range") {
  Sampler sampler(2);
  for (int step = 0; step < 200; ++step) {
    const Index n = 1 + step % 13;
    const Index batch = 1 + step % 5;
    const Sampling sampling = step % 3 == 0 ? Sampling::replace : Sampling::epoch;
    const std::vector<Index> rows = next(sampler, sampling, n, batch);
    REQUIRE(!rows.empty());
    REQUIRE(static_cast<Index>(rows.size()) <= std::min(batch, n));
    for (const Index row : rows) REQUIRE((row >= 0 && row < n));
  }
}

TEST_CASE("sampler: another size of batch finishes the epoch without repeating an example") {
  Sampler sampler(3);
  std::vector<Index> seen;
  for (const Index batch : {4, 3, 5, 8}) {
    const std::vector<Index> rows = next(sampler, Sampling::epoch, 20, batch);
    seen.insert(seen.end(), rows.begin(), rows.end());
  }
  CHECK(seen.size() == 20);
  std::sort(seen.begin(), seen.end());
  CHECK(std::unique(seen.begin(), seen.end()) == seen.end());
}

TEST_CASE("sampler: from its state it draws the same rows and coins") {
  for (const Sampling sampling : {Sampling::replace, Sampling::epoch}) {
    for (const int steps : {0, 1, 7, 10}) {  // ten batches of 10 are an epoch of 100
      Sampler sampler(6);
      for (int step = 0; step < steps; ++step) sampler.mirrored(sampler.next(sampling, 100, 10), 100);
      Sampler resumed(sampler.state());
      for (int step = 0; step < 25; ++step) {
        const std::vector<Index> rows = next(sampler, sampling, 100, 10);
        REQUIRE(next(resumed, sampling, 100, 10) == rows);
        const auto flipped = sampler.mirrored(rows, 100);
        const auto again = resumed.mirrored(rows, 100);
        REQUIRE(std::equal(flipped.begin(), flipped.end(), again.begin(), again.end()));
      }
    }
  }
}

}  // namespace
}  // namespace lab
