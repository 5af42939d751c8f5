#include "platform/studies_json.h"

#include "core/json.h"
#include "platform/check_json.h"

namespace lab::platform {
namespace {

void writeLane(JsonWriter& json, const RaceLane& lane) {
  json.object([&] {
    json.member("changes", lane.changes);
    json.member("iteration", lane.run.iteration);
    json.member("loss", lane.run.now.loss);
    json.member("train_accuracy", lane.run.now.train_accuracy);
    json.member("val_accuracy", lane.run.now.val_accuracy);
    json.member("diverged_at", lane.run.diverged_at);
    json.member("finished", lane.finished);
    json.member("seconds", lane.seconds);
  });
}

void writeRace(JsonWriter& json, const std::optional<RaceSnapshot>& race) {
  json.key("race");
  if (!race) return json.null();
  json.object([&] {
    json.member("steps", race->steps);
    json.array("lanes", [&] {
      for (const RaceLane& lane : race->lanes) writeLane(json, lane);
    });
  });
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
  json.object([&] {
    json.member("lr", point.lr);
    json.member(plan.key, point.strength);
    json.member("state", stateName(cell.state));
    json.member("steps", cell.steps);
    json.member("loss", figure(cell.loss));
    json.member("train_accuracy", figure(cell.train_accuracy));
    json.member("val_accuracy", figure(cell.val_accuracy));
    json.member("diverged_at", cell.diverged_at);
    json.member("seconds", cell.seconds);
  });
}

void writeSearch(JsonWriter& json, const std::optional<SearchSnapshot>& search) {
  json.key("search");
  if (!search) return json.null();
  const SearchPlan& plan = *search->plan;
  json.object([&] {
    json.member("running", search->running);
    json.member("stopped", search->stopped);
    json.member("steps", plan.steps);
    json.member("columns", plan.rates.size());
    json.member("rows", plan.strengths.size());
    json.member("seed", plan.seed);
    json.member("held_out", search->held_out);
    json.member("held_out_seed", search->held_out_seed);
    json.member("finished", search->finished);
    json.member("best", search->best);
    json.member("seconds_left", search->seconds_left);
    json.array("cells", [&] {
      for (std::size_t i = 0; i < search->cells.size(); ++i) writeCell(json, plan, plan.cells[i], search->cells[i]);
    });
  });
}

}  // namespace

std::string studiesJson(const StudiesSnapshot& studies) {
  JsonWriter json;
  json.object([&] {
    json.member("running", studies.running);
    writeRace(json, studies.race);
    writeSearch(json, studies.search);
    json.key("check");
    writeCheck(json, studies.check);
  });
  return json.text();
}

}  // namespace lab::platform
