// The history is bounded, and what it keeps depends on the iteration count alone.
#include "lab/observe/history.h"

#include <algorithm>

#include <doctest/doctest.h>

namespace lab {
namespace {

void fill(History& history, std::int64_t from, std::int64_t to) {
  for (std::int64_t i = from; i < to; ++i) {
    if (history.wants(i)) history.add({.iteration = i, .loss = double(i)});
  }
}

std::vector<std::int64_t> iterations(const History& history) {
  std::vector<std::int64_t> out;
  for (const HistoryPoint& point : history.points()) out.push_back(point.iteration);
  return out;
}

TEST_CASE("history: short runs are kept whole") {
  History history;
  fill(history, 0, 1000);
  REQUIRE(history.points().size() == 1000);
  CHECK(history.stride() == 1);
  CHECK(history.points()[999].iteration == 999);
  CHECK(history.points()[999].loss == 999.0);
}

TEST_CASE("history: millions of steps stay within the capacity, evenly spread, from the first on") {
  History history;
  for (const std::int64_t length : {2047, 2048, 2049, 4096, 5000, 100000, 3000000}) {
    CAPTURE(length);
    history.clear();
    fill(history, 0, length);
    const auto points = history.points();
    CHECK(points.size() <= History::capacity);
    if (length >= 2048) CHECK(points.size() > History::capacity / 2 - 1);
    for (std::size_t i = 0; i < points.size(); ++i) {
      REQUIRE(points[i].iteration == static_cast<std::int64_t>(i) * history.stride());
      REQUIRE(points[i].loss == double(points[i].iteration));
    }
    CHECK(points.back().iteration >= length - history.stride() - 1);
  }
}

TEST_CASE("history: what is kept is a function of the length alone") {
  for (const std::int64_t length : {10, 2048, 2049, 4095, 4097, 10001}) {
    History in_one_go, in_parts;
    fill(in_one_go, 0, length);
    for (std::int64_t from = 0; from < length; from += 37) fill(in_parts, from, std::min(length, from + 37));
    CHECK(iterations(in_one_go) == iterations(in_parts));
  }
}

TEST_CASE("history: stepping back forgets, and going on fills up again") {
  History history;
  fill(history, 0, 100);
  history.truncate(60);
  REQUIRE(history.points().size() == 60);
  CHECK(history.points().back().iteration == 59);
  fill(history, 60, 100);
  CHECK(history.points().size() == 100);
  history.truncate(0);
  CHECK(history.points().empty());
  fill(history, 0, 3);
  history.clear();
  CHECK(history.points().empty());
  CHECK(history.stride() == 1);
}

}  // namespace
}  // namespace lab
