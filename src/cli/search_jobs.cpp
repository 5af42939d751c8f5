#include "cli/search_jobs.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

#include "cli/interruption.h"
#include "core/matrix.h"
#include "core/number_text.h"
#include "core/text.h"
#include "kernels/thread_pool.h"
#include "lab/settings/settings_table.h"

namespace lab::cli {
namespace {

constexpr std::chrono::milliseconds between_shows{200};
constexpr double seconds_to_know = 1;  // the first steps are no measure of the others

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// What the threads share. Everything but the condition is guarded by the mutex.
struct Board {
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<SearchResult> results;
  std::size_t next = 0;
  int working = 0;
  std::exception_ptr failure;  // the first that ended a thread's work
};

// The next cell's place; nothing when all are taken.
std::optional<std::size_t> takeCell(Board& board) {
  const std::lock_guard lock(board.mutex);
  if (Interruption::came() || board.failure || board.next == board.results.size()) return {};
  board.results[board.next].state = CellState::running;
  return board.next++;
}

void tryCell(const SearchPlan& plan, const SearchData& data, std::size_t place, Board& board) {
  const Clock::time_point start = Clock::now();
  SearchCell cell(plan, place, data);
  while (!cell.over() && !Interruption::came()) {
    cell.advance();
    const std::lock_guard lock(board.mutex);
    board.results[place].steps = cell.steps();
  }
  SearchResult result;
  if (cell.over()) result = cell.result();
  result.seconds = secondsSince(start);
  const std::lock_guard lock(board.mutex);
  board.results[place] = result;
}

void work(const SearchPlan& plan, const SearchData& data, Board& board) {
  std::exception_ptr failure;
  try {
    while (const auto place = takeCell(board)) tryCell(plan, data, *place, board);
  } catch (...) {
    failure = std::current_exception();
  }
  const std::lock_guard lock(board.mutex);
  if (!board.failure) board.failure = failure;
  --board.working;
  board.changed.notify_one();
}

// Until the last thread has done its work.
void watch(const SearchPlan& plan, Board& board, Clock::time_point start, Terminal& terminal) {
  Progress progress(terminal);
  std::unique_lock lock(board.mutex);
  while (!board.changed.wait_for(lock, between_shows, [&] { return board.working == 0; })) {
    progress.show(searchProgressText(plan, board.results, secondsSince(start)));
  }
}

// As many threads as can be had, at most `wanted`; with none at all the caller does the work.
void workTogether(const SearchPlan& plan, const SearchData& data, int wanted, Board& board, Terminal& terminal) {
  const Clock::time_point start = Clock::now();
  std::vector<std::thread> threads;
  board.working = wanted;
  try {
    while (static_cast<int>(threads.size()) < wanted) threads.emplace_back([&] { work(plan, data, board); });
  } catch (const std::system_error&) {
    const int missing = wanted - static_cast<int>(threads.size());
    terminal.err << "lab search: the system gives " << threads.size() << " of " << wanted
                 << " threads; the search goes on with what there is.\n";
    const std::lock_guard lock(board.mutex);
    board.working -= missing;
  }
  if (threads.empty()) {
    board.working = 1;
    work(plan, data, board);
  }
  watch(plan, board, start, terminal);
  for (std::thread& thread : threads) thread.join();
  if (board.failure) std::rethrow_exception(board.failure);
}

}  // namespace

std::string searchProgressText(const SearchPlan& plan, std::span<const SearchResult> results, double seconds) {
  std::string text = grouped(static_cast<std::int64_t>(cellsOver(results))) + " of " +
                     grouped(static_cast<std::int64_t>(results.size())) + " cells";
  if (const auto best = bestCell(results)) {
    const SearchPoint& point = plan.cells[*best];
    text += ", best " + formatted("%.1f", 100 * results[*best].val_accuracy) + " % at lr=" + numberText(point.lr) +
            " " + plan.key + "=" + numberText(point.strength);
  }
  const auto settled = static_cast<double>(stepsSettled(plan, results));
  if (seconds < seconds_to_know || settled == 0) return text;
  const double all = static_cast<double>(plan.steps) * static_cast<double>(results.size());
  return text + ", " + timeLeftText(seconds * (all - settled) / settled);
}

SearchOutcome searchAll(const SearchPlan& plan, const SearchData& data, int jobs, Terminal& terminal) {
  // The cores have a cell each, rather than a part of every product.
  const int product_threads = threadCount();
  setThreadCount(1);
  const Clock::time_point start = Clock::now();
  Board board;
  board.results.resize(plan.cells.size());
  workTogether(plan, data, std::min(jobs, static_cast<int>(plan.cells.size())), board, terminal);
  setThreadCount(product_threads);
  return {std::move(board.results), secondsSince(start)};
}

}  // namespace lab::cli
