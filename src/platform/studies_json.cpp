#include "platform/studies_json.h"

#include "platform/check_json.h"
#include "platform/json.h"

namespace lab::platform {
namespace {

void writeLane(JsonWriter& json, const RaceLane& lane) {
  json.beginObject();
  json.member("changes", lane.changes);
  json.member("iteration", lane.run.iteration);
  json.member("loss", lane.run.now.loss);
  json.member("train_accuracy", lane.run.now.train_accuracy);
  json.optionalMember("val_accuracy", lane.run.now.val_accuracy);
  json.optionalMember("diverged_at", lane.run.diverged_at);
  json.member("finished", lane.finished);
  json.member("seconds", lane.seconds);
  json.endObject();
}

void writeRace(JsonWriter& json, const std::optional<RaceSnapshot>& race) {
  json.key("race");
  if (!race) return json.null();
  json.beginObject();
  json.member("steps", race->steps);
  json.key("lanes");
  json.beginArray();
  for (const RaceLane& lane : race->lanes) writeLane(json, lane);
  json.endArray();
  json.endObject();
}

std::string_view stateName(CellState state) {
  switch (state) {
    case CellState::running:
      return "running";
    case CellState::done:
      return "done";
    case CellState::diverged:
      return "diverged";
    case CellState::waiting:
      break;
  }
  return "waiting";
}

void writeCell(JsonWriter& json, const SearchPlan& plan, const SearchPoint& point, const SearchResult& cell) {
  const bool done = cell.state == CellState::done;
  const auto figure = [&](double value) { return done ? std::optional(value) : std::nullopt; };
  json.beginObject();
  json.member("lr", point.lr);
  json.member(plan.key, point.strength);
  json.member("state", stateName(cell.state));
  json.member("steps", cell.steps);
  json.optionalMember("loss", figure(cell.loss));
  json.optionalMember("train_accuracy", figure(cell.train_accuracy));
  json.optionalMember("val_accuracy", figure(cell.val_accuracy));
  json.optionalMember("diverged_at", cell.diverged_at);
  json.member("seconds", cell.seconds);
  json.endObject();
}

void writeSearch(JsonWriter& json, const std::optional<SearchSnapshot>& search) {
  json.key("search");
  if (!search) return json.null();
  const SearchPlan& plan = *search->plan;
  json.beginObject();
  json.member("running", search->running);
  json.member("stopped", search->stopped);
  json.member("steps", plan.steps);
  json.member("columns", static_cast<std::int64_t>(plan.rates.size()));
  json.member("rows", static_cast<std::int64_t>(plan.strengths.size()));
  json.optionalMember("seed", plan.seed ? std::optional(std::int64_t{*plan.seed}) : std::nullopt);
  json.member("held_out", static_cast<std::int64_t>(search->held_out));
  const auto drawn = search->held_out_seed;
  json.optionalMember("held_out_seed", drawn ? std::optional(std::int64_t{*drawn}) : std::nullopt);
  json.member("finished", static_cast<std::int64_t>(search->finished));
  json.optionalMember("best", search->best ? std::optional(static_cast<std::int64_t>(*search->best)) : std::nullopt);
  json.member("seconds_left", search->seconds_left);
  json.key("cells");
  json.beginArray();
  for (std::size_t i = 0; i < search->cells.size(); ++i) writeCell(json, plan, plan.cells[i], search->cells[i]);
  json.endArray();
  json.endObject();
}

}  // namespace

std::string studiesJson(const StudiesSnapshot& studies) {
  JsonWriter json;
  json.beginObject();
  json.member("running", studies.running);
  writeRace(json, studies.race);
  writeSearch(json, studies.search);
  json.key("check");
  writeCheck(json, studies.check);
  json.endObject();
  return json.text();
}

}  // namespace lab::platform
