// The settings of both models on one data set: each run has its own, and which of them is on the screen is a look that
// changes neither.
#pragma once

#include <array>
#include <span>

#include "core/result.h"
#include "lab/settings/assignments.h"
#include "lab/settings/model_kinds.h"
#include "lab/settings/setting_info.h"
#include "lab/settings/settings.h"

namespace lab {

struct ModelSettings {
  ModelSettings() : ModelSettings(Settings{}) {}
  // The other model gets what suits it; see withModel.
  explicit ModelSettings(const Settings& settings);

  PerModel<Settings> own;               // each with its model, and side_by_side off
  ModelKind model = ModelKind::linear;  // that is meant where only one can be
  bool both = false;                    // both are on the screen

  Settings& of(ModelKind kind) { return own[placeOf(kind)]; }
  const Settings& of(ModelKind kind) const { return own[placeOf(kind)]; }
  // What is on the screen as one: the settings of `model`, with the look.
  Settings shown() const;
  // Linear first.
  std::span<const ModelKind> shownModels() const;
  bool shows(ModelKind kind) const { return both || kind == model; }

  bool operator==(const ModelSettings&) const = default;
};

// How far assignments reach.
enum class Reach {
  // The models on the screen after them, and the other one in settings where the two agreed before.
  both_where_alike,
  // The models on the screen alone, but for the data, which they share.
  shown
};

// Applies assignments: "model=" and "side_by_side=" say what is looked at and whose settings the others change. A
// preset is its model's; the other model follows it while it is on the screen too or `untouched`, that is has never
// been trained. A setting whose steps would take too long is not passed on to a model that is not on the screen, and
// refused where it is for one that is.
Result<ModelSettings> withAssignments(const ModelSettings& now, const Assignments& assignments, Reach reach,
                                      PerModel<bool> untouched);

// What the change does to the run of this model: hidden units are nothing to a linear one.
Effect effectOn(ModelKind model, const ModelSettings& from, const ModelSettings& to);

// Copies what belongs to the data.
void copyData(const Settings& from, Settings& to);

}  // namespace lab
