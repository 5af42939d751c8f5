#include "lab/settings/model_settings.h"

#include "lab/settings/numerical_cost.h"
#include "lab/settings/presets.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

bool isLook(std::string_view key) { return key == "model" || key == "side_by_side"; }

// As its own run has them.
Settings ownOf(Settings settings) {
  settings.side_by_side = false;
  return settings;
}

// The other model's settings where `settings` decide. Its steps may cost too much where those of `settings` do not.
Settings follow(const Settings& settings, ModelKind other) {
  Settings own = ownOf(withModel(settings, other));
  if (!checkNumericalCost(own)) own.optimizer = Settings{}.optimizer;
  return own;
}

// What is looked at after the assignments.
void look(const Assignments& assignments, ModelSettings& settings) {
  Settings shown = settings.shown();
  for (const std::string_view key : assignments.keys) {
    if (isLook(key)) copyValue(assignments.values, key, shown);
  }
  settings.model = shown.model;
  settings.both = shown.side_by_side;
}

// Passes the assigned values on to the model that they were not written for.
void passOn(const ModelSettings& before, const Assignments& assignments, Reach reach, ModelSettings& after) {
  const ModelKind other = otherModel(after.model);
  const Settings& from = after.of(after.model);
  Settings wanted = after.of(other);
  for (const std::string_view key : assignments.keys) {
    const bool alike = reach == Reach::both_where_alike && same(before.own[0], before.own[1], key);
    if (!isLook(key) && (after.both || alike)) copyValue(from, key, wanted);
  }
  if (after.both || checkNumericalCost(wanted)) after.of(other) = wanted;
  copyData(from, after.of(other));
}

Status checkCosts(const ModelSettings& before, const ModelSettings& after) {
  for (const ModelKind model : model_kinds) {
    if (after.of(model) == before.of(model)) continue;  // a look costs nothing
    if (Status status = checkNumericalCost(after.of(model)); !status) return status;
  }
  return Done{};
}

}  // namespace

ModelSettings::ModelSettings(const Settings& settings) : model(settings.model), both(settings.side_by_side) {
  of(model) = ownOf(settings);
  of(otherModel(model)) = follow(settings, otherModel(model));
}

Settings ModelSettings::shown() const {
  Settings settings = of(model);
  settings.side_by_side = both;
  return settings;
}

std::span<const ModelKind> ModelSettings::shownModels() const {
  const std::span<const ModelKind> all(model_kinds);
  return both ? all : all.subspan(placeOf(model), 1);
}

Result<ModelSettings> withAssignments(const ModelSettings& now, const Assignments& assignments, Reach reach,
                                      PerModel<bool> untouched) {
  ModelSettings after = now;
  if (!assignments.preset) look(assignments, after);
  const Settings assigned = assignments.appliedTo(after.shown());
  after.model = assigned.model;
  after.both = assigned.side_by_side;
  after.of(after.model) = ownOf(assigned);
  const ModelKind other = otherModel(after.model);
  if (!assignments.preset) {
    passOn(now, assignments, reach, after);
  } else if (after.both || untouched[placeOf(other)]) {
    after.of(other) = follow(assigned, other);
  } else {
    copyData(assigned, after.of(other));
  }
  const Status affordable = checkCosts(now, after);
  if (!affordable) return affordable.failure();
  return after;
}

Effect effectOn(ModelKind model, const ModelSettings& from, const ModelSettings& to) {
  Settings before = from.of(model);
  if (!hasHidden(model)) before.hidden = to.of(model).hidden;
  return effectOfChange(before, to.of(model));
}

void copyData(const Settings& from, Settings& to) {
  for (const SettingInfo& info : settingInfos()) {
    if (info.effect == Effect::new_data) copyValue(from, info.key, to);
  }
}

}  // namespace lab
