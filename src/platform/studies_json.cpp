#include "platform/studies_json.h"

#include "platform/json.h"

namespace lab::platform {
namespace {

template <class T>
void optionalMember(JsonWriter& json, std::string_view name, const std::optional<T>& content) {
  json.key(name);
  if (content) {
    json.value(*content);
  } else {
    json.null();
  }
}

void writeLane(JsonWriter& json, const RaceLane& lane) {
  json.beginObject();
  json.member("changes", lane.changes);
  json.member("iteration", lane.run.iteration);
  json.member("loss", lane.run.now.loss);
  json.member("train_accuracy", lane.run.now.train_accuracy);
  optionalMember(json, "val_accuracy", lane.run.now.val_accuracy);
  optionalMember(json, "diverged_at", lane.run.diverged_at);
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

}  // namespace

std::string studiesJson(const StudiesSnapshot& studies) {
  JsonWriter json;
  json.beginObject();
  json.member("running", studies.running);
  writeRace(json, studies.race);
  json.endObject();
  return json.text();
}

}  // namespace lab::platform
