#include "ui/study/race_panel.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"
#include "lab/study/race_plan.h"
#include "ui/kit/entry.h"
#include "ui/kit/format.h"
#include "ui/kit/widgets.h"
#include "ui/study/race_menus.h"

namespace lab::ui {
namespace {

constexpr float steps_width = 92;
// Of the keys of the fields here, and of those of the runs.
constexpr std::string_view prefix = "race ";
constexpr std::string_view lane_prefix = "race run ";

std::string verdict(const RaceLane& lane) {
  if (lane.run.diverged_at) return "diverged at step " + grouped(*lane.run.diverged_at);
  return percent(lane.run.now.val_accuracy.value_or(lane.run.now.train_accuracy), 1);
}

std::string secondsText(double seconds) {
  if (seconds <= 0) return "–";
  return seconds < 0.9995 ? fixed(1e3 * seconds, 0) + " ms" : fixed(seconds, 2) + " s";
}

// Where the columns of a lane end, from the right edge: loss, accuracy, time.
struct Columns {
  float loss, accuracy, time;
};

Columns columnsOf(const Frame& frame) {
  const float time = textWidth("888 ms") + frame.px(6);
  const float accuracy = time + textWidth("diverged at step 888") + frame.px(14);
  return {accuracy + textWidth("88.8888") + frame.px(14), accuracy, time};
}

bool isNarrow(const Frame& frame, float width) { return width < columnsOf(frame).loss + frame.px(280); }

LanePlaces placesOf(const Frame& frame, float width) {
  return lanePlaces(frame, isNarrow(frame, width) ? width : width - columnsOf(frame).loss - textWidth("88.8888"));
}

}  // namespace

// Takes the race over into the fields.
void RacePanel::adopt(const std::string& command) {
  changes_.clear();
  const auto parts = split(std::string_view(command).substr(std::string_view("race start ").size()), ';');
  steps_ = parts.front();
  for (std::size_t i = 1; i < parts.size(); ++i) changes_.emplace_back(trimmed(parts[i]));
}

// A race that somebody else has begun comes into the fields.
void RacePanel::follow(const RaceSnapshot& race) {
  std::vector<std::string> runs;
  for (const RaceLane& lane : race.lanes) runs.push_back(lane.changes);
  if (runs == seen_) return;
  seen_ = changes_ = std::move(runs);
  steps_ = std::to_string(race.steps);
}

std::string RacePanel::command() const {
  std::string text = steps_;
  for (const std::string& changes : changes_) text += "; " + changes;
  return text;
}

// Why this race cannot begin; empty: it can.
std::string RacePanel::refusal(const Frame& frame) const {
  Settings base = frame.snapshot.settings;
  base.side_by_side = false;
  const Result<RacePlan> plan = planRace(command(), base);
  return plan ? std::string() : plan.failure().shown();
}

void RacePanel::drawReady(Frame& frame) {
  text(frame, "Try one of these", Tone::heading);
  Settings base = frame.snapshot.settings;
  base.side_by_side = false;
  const float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  bool first = true;
  for (const ReadyRace& ready : readyRaces(base)) {
    const std::string name(ready.name);
    const ButtonSpec spec{.id = name.c_str(), .icon = Icon::play, .label = ready.name, .tip = ready.question};
    if (!first) ImGui::SameLine(0, frame.px(8));
    if (!first && ImGui::GetCursorScreenPos().x + buttonWidth(frame, spec) > right) ImGui::NewLine();
    first = false;
    if (!button(frame, spec)) continue;
    adopt(ready.command);
    frame.post(ready.command);
  }
}

void RacePanel::drawLane(Frame& frame, std::size_t i, const RaceSnapshot* race) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float h = frame.theme.row();
  const Columns columns = columnsOf(frame);
  const float right = at.x + width;
  const float y = at.y + h / 2;
  const bool shown = race != nullptr && i < race->lanes.size() && race->lanes[i].changes == changes_[i];
  const bool narrow = isNarrow(frame, width);
  const LanePlaces places = placesOf(frame, width);
  list.AddLine(ImVec2(at.x, y), ImVec2(at.x + frame.px(18), y), laneColor(i), frame.px(3));
  ImGui::PushID(static_cast<int>(i));
  const auto lines = static_cast<float>(laneLines(changes_[i], places));
  const LaneRefusal refusal = [&](std::string_view changes) {
    const std::string before = std::exchange(changes_[i], std::string(changes));
    std::string reason = this->refusal(frame);
    changes_[i] = before;
    return reason;
  };
  std::string changes = changes_[i];
  const std::string name = std::string(lane_prefix) + std::to_string(i);
  if (drawLaneMenus(frame, name, changes, places, changes_.size() > 1, refusal)) removed_ = i;
  changes_[i] = std::move(changes);
  ImGui::PopID();
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(width, lines * h + (lines - 1) * frame.px(4)));
  if (!shown) return;
  const RaceLane& lane = race->lanes[i];
  if (narrow) return drawNarrowFigures(frame, lane);
  const Color ink = lane.run.diverged_at ? frame.colors().bad : frame.colors().text;
  textAt(list, ImVec2(right, y), 1, frame.colors().muted, secondsText(lane.seconds));
  textAt(list, ImVec2(right - columns.time - frame.px(8), y), 1, ink, verdict(lane));
  textAt(list, ImVec2(right - columns.accuracy - frame.px(8), y), 1, ink, fixed(lane.run.now.loss, 4));
}

// In a line below its settings, each figure with its name: a heading would stand above the settings.
void RacePanel::drawNarrowFigures(Frame& frame, const RaceLane& lane) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float y = at.y + frame.px(10);
  const FontScope font(frame.theme.regular(), frame.theme.em(Theme::caption_px));
  float x = at.x + width;
  const auto left = [&](std::string_view words, Color ink, float gap) {
    textAt(list, ImVec2(x, y), 1, ink, words);
    x -= textWidth(words) + frame.px(gap);
  };
  left(secondsText(lane.seconds), frame.colors().muted, 12);
  if (lane.run.diverged_at) {
    left(verdict(lane), frame.colors().bad, 0);
  } else {
    left(verdict(lane), frame.colors().text, 6);
    left(frame.snapshot.mode == Mode::images ? "validation" : "accuracy", frame.colors().muted, 12);
    left(fixed(lane.run.now.loss, 4), frame.colors().text, 6);
    left("loss", frame.colors().muted, 0);
  }
  ImGui::Dummy(ImVec2(width, frame.px(24)));
}

void RacePanel::drawLanes(Frame& frame, const RaceSnapshot* race) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float right = at.x + width;
  const float y = at.y + frame.px(11);
  const Columns columns = columnsOf(frame);
  const bool images = frame.snapshot.mode == Mode::images;
  textAt(list, ImVec2(at.x + frame.px(26), y), 0, frame.colors().muted, "Only these settings differ");
  if (!isNarrow(frame, width)) {
    textAt(list, ImVec2(right, y), 1, frame.colors().muted, "time");
    textAt(list, ImVec2(right - columns.time - frame.px(8), y), 1, frame.colors().muted,
           images ? "validation" : "accuracy");
    textAt(list, ImVec2(right - columns.accuracy - frame.px(8), y), 1, frame.colors().muted, "loss");
  }
  ImGui::Dummy(ImVec2(width, frame.px(22)));
  for (std::size_t i = 0; i < changes_.size(); ++i) drawLane(frame, i, race);
  if (removed_) {
    changes_.erase(changes_.begin() + static_cast<std::ptrdiff_t>(*removed_));
    if (holdsRefused(frame, lane_prefix)) frame.notes.error_key.clear();  // the others have other places now
  }
  removed_.reset();
}

void RacePanel::drawButtons(Frame& frame, const RaceSnapshot* race) {
  const std::string reason = refusal(frame);
  const bool running = race != nullptr && frame.snapshot.studies->running;
  const bool halfway =
      race != nullptr && !running &&
      std::any_of(race->lanes.begin(), race->lanes.end(), [](const auto& lane) { return !lane.finished; });
  const bool room = changes_.size() < RacePlan::most_runs;
  if (button(frame, {.id = "add run", .label = "Add a run", .tip = "Up to six", .enabled = room})) {
    changes_.emplace_back(changes_.empty() ? "" : changes_.back());
  }
  ImGui::SameLine(0, frame.px(14));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  textAt(*ImGui::GetWindowDrawList(), at + ImVec2(0, frame.theme.row() / 2), 0, frame.colors().text, "Steps");
  ImGui::SetCursorScreenPos(at + ImVec2(textWidth("Steps") + frame.px(8), 0));
  const EntrySpec steps{.key = "race steps", .value = steps_, .width = frame.px(steps_width), .kind = EntryKind::whole};
  entry(frame, steps, [&](const std::string& typed) {
    const std::string before = std::exchange(steps_, typed);
    std::string why = refusal(frame);
    if (!why.empty()) steps_ = before;
    return why;
  });
  if (frame.arrangement != Arrangement::stacked) ImGui::SameLine(0, frame.px(14));
  const ButtonSpec start{.id = "start race",
                         .icon = running ? Icon::pause : Icon::play,
                         .label = running ? "Pause" : "Start",
                         .style = ButtonStyle::primary,
                         .enabled = running || (reason.empty() && !holdsRefused(frame, prefix))};
  if (button(frame, start)) frame.post(running ? "race pause" : "race start " + command());
  if (halfway) {
    ImGui::SameLine(0, frame.px(8));
    if (button(frame, {.id = "go on", .label = "Go on"})) frame.post("race go");
  }
  if (!reason.empty()) text(frame, reason, Tone::bad, true);
}

void RacePanel::draw(Frame& frame, View& /*view*/) {
  const auto& race = frame.snapshot.studies->race;
  const RaceSnapshot* shown = race ? &*race : nullptr;
  if (changes_.empty()) {
    Settings base = frame.snapshot.settings;
    base.side_by_side = false;
    adopt(readyRaces(base).front().command);
  }
  if (shown != nullptr) follow(*shown);
  drawReady(frame);
  prose(frame, "All runs begin with the same weights and see the same minibatches; only the settings below differ.");
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  // Where a run takes two lines, its figures stand below its settings.
  const LanePlaces places = placesOf(frame, room.x);
  float below = 2 * frame.theme.row() + frame.px(80);
  for (std::size_t i = 0; i < changes_.size(); ++i) {
    below += static_cast<float>(laneLines(changes_[i], places)) * (frame.theme.row() + frame.px(4)) +
             frame.px(isNarrow(frame, room.x) ? 36 : 4);
  }
  const float height = std::max(frame.px(220), room.y - below);
  plot_.draw(frame, {at.x, at.y, room.x, height}, shown);
  ImGui::SetCursorScreenPos(at + ImVec2(0, height + frame.px(8)));
  drawLanes(frame, shown);
  drawButtons(frame, shown);
}

}  // namespace lab::ui
