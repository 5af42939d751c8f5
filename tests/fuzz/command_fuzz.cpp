// Any lines as commands to a session: each is refused with a reason or carried out, and the snapshot stays sound.
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "fuzz.h"
#include "lab/checkpoint/checkpoint_file.h"
#include "lab/checkpoint/kept_session.h"
#include "lab/session/session.h"
#include "lab/settings/assignments.h"

using lab::fuzz::require;

namespace {

void checkRun(const lab::RunSnapshot& run, const lab::Snapshot& snapshot) {
  require(run.iteration >= 0, "negative iteration");
  require(run.predictions.size() == static_cast<std::size_t>(snapshot.data->size()), "predictions of other data");
  require(run.now.train_accuracy >= 0 && run.now.train_accuracy <= 1, "accuracy beyond 0 to 1");
  require(run.history->points().size() <= lab::History::capacity, "history without bounds");
  std::int64_t last = -1;
  for (const lab::HistoryPoint& point : run.history->points()) {
    require(point.iteration > last && point.iteration < run.iteration, "history out of order");
    require(std::isfinite(point.batch_loss), "history that is not finite");
    last = point.iteration;
  }
}

std::vector<std::uint8_t> stateOf(const lab::Session& session) { return lab::encodeCheckpoint(session.checkpoint()); }

// Of both models, whichever is looked at: undo and redo show what they bring back.
std::vector<std::vector<std::uint8_t>> bothStates(lab::Session& session) {
  require(session.post("set side_by_side=1").ok(), "a look that is refused");
  session.advance({0});
  return {lab::encodeCheckpoint(session.checkpoint(0)), lab::encodeCheckpoint(session.checkpoint(1))};
}

// What undo takes away, redo gives back to the bit, with nothing done in between.
void checkUndo(lab::Session& session) {
  if (session.observe({}).undo.empty()) return;
  const auto before = bothStates(session);
  require(session.post("undo").ok(), "an undo that was offered and is refused");
  require(!session.observe({}).redo.empty(), "an undo without a redo");
  require(session.post("redo").ok(), "a redo that was offered and is refused");
  require(bothStates(session) == before, "a redo that is not what was undone");
}

// A reload comes back to the same place.
void checkReload(const lab::Session& session) {
  const auto kept = lab::decodeSession(lab::encodeSession(session.keep(std::size_t{1} << 24)));
  require(kept.ok(), "a record of ours that cannot be read");
  lab::Session other;
  other.comeBack(kept.value(), false);
  require(stateOf(other) == stateOf(session), "a reload that comes back to something else");
}

// So much work that a fuzzer would only wait: left out, as every kind of it is there in small.
bool tooLarge(const lab::Settings& settings) {
  return settings.points > 50 || settings.hidden > 50 || settings.init_skip > 1000;
}

bool tooLarge(const lab::Command& command, const lab::Settings& now) {
  const auto* set = std::get_if<lab::commands::Set>(&command);
  return set != nullptr && tooLarge(set->assignments.appliedTo(now));
}

}  // namespace

lab::fuzz::Bytes lab::fuzz::makeInput(NumpyRandom& random) { return damaged(bytesOf(commandLines(random)), random); }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  lab::Session session(lab::withAssignments({}, "points=5&hidden=4").value());
  lab::View view;
  view.regions = true;
  view.region_size = 8;
  view.hidden_units = true;
  view.example = 3;
  for (int commands = 0; commands < 30 && !text.empty(); ++commands) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() == text.size() ? line.size() : line.size() + 1);
    const auto command = lab::parseCommand(line);
    if (command && tooLarge(command.value(), session.settings())) continue;
    const lab::Status status = session.post(line);
    require(status.ok() || !status.error().empty(), "a refusal without a reason");
    const std::int64_t made = session.advance({5});
    require(made >= 0 && made <= 5, "more steps than the budget allows");
    const lab::Snapshot& snapshot = session.observe(view);
    for (const lab::RunSnapshot& run : snapshot.runs) checkRun(run, snapshot);
    require(snapshot.studies != nullptr, "no studies");
    require(snapshot.runs.size() == (snapshot.settings.side_by_side ? 2U : 1U), "a look that shows other runs");
  }
  checkUndo(session);
  checkReload(session);
  return 0;
}
