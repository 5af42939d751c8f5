// How a session's runs begin, end and come back. Whatever ends one goes through endRuns(), which keeps it.
#include <algorithm>
#include <utility>

#include "core/text.h"
#include "lab/run/draw_data.h"
#include "lab/run/restart_words.h"
#include "lab/session/session.h"
#include "lab/settings/change_words.h"
#include "lab/settings/presets.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

// A square around all points, with air, and never smaller than the unit circle of the course's spiral.
PlaneBounds boundsOf(const Dataset& data) {
  const double reach = std::max(1.0, data.X.cwiseAbs().maxCoeff()) * 1.12;
  return {-reach, reach, -reach, reach};
}

bool trained(const Run* run) { return run != nullptr && (run->iteration() > 0 || run->diverged()); }

// Keys of the settings in which they differ for some model.
std::string changedKeys(const ModelSettings& from, const ModelSettings& to) {
  std::string keys;
  for (const SettingInfo& info : settingInfos()) {
    const bool same = std::all_of(model_kinds.begin(), model_kinds.end(), [&](ModelKind model) {
      return valueText(from.of(model), info.key) == valueText(to.of(model), info.key);
    });
    if (!same) addTo(keys, info.key, " ");
  }
  return keys;
}

// A run that stays takes back what the act changed in its settings, unless that was changed again.
void takeBack(const Settings& before, const Settings& after, Settings& now) {
  for (const SettingInfo& info : settingInfos()) {
    const std::string value = valueText(after, info.key);
    if (valueText(before, info.key) != value && valueText(now, info.key) == value) copyValue(before, info.key, now);
  }
}

// The screen goes where these runs were looked at, but not to one that is none of them: what comes back is seen.
ModelKind lookedAt(const KeptRuns& kept, ModelKind now) {
  const auto comes = [&](ModelKind model) {
    const std::size_t place = placeOf(model), other = placeOf(otherModel(model));
    if (!kept.ended[place]) return false;
    return trained(kept.runs[place].get()) || !kept.ended[other] || !trained(kept.runs[other].get());
  };
  if (comes(kept.before.model)) return kept.before.model;
  return comes(now) ? now : otherModel(now);
}

// What a linear model has no use for is no difference from it.
Settings withoutHidden(Settings settings) {
  settings.hidden = Settings{}.hidden;
  settings.dropout = Settings{}.dropout;
  return settings;
}

}  // namespace

PerModel<bool> Session::untouched(Mode mode) const {
  const Workspace& there = workspace(mode);
  return {!trained(there.run(ModelKind::linear)), !trained(there.run(ModelKind::two_layer))};
}

void Session::draw(Workspace& workspace) {
  workspace.data = drawData(workspace.settings.shown(), workspace.data.images);
  workspace.drawn = true;
  workspace.data_revision = ++data_revisions_;
}

// Runs that were never trained are kept only for their settings, and not those on the way to where a slider stops.
void Session::keepRuns(const Ending& ending) {
  Workspace& there = workspace(ending.mode);
  KeptRuns kept{.title = runTitle(there, ending.models),
                .cause = changedKeys(there.settings, ending.after),
                .mode = ending.mode,
                .before = there.settings,
                .after = ending.after,
                .ended = ending.models,
                .data = ending.new_data ? std::optional(there.data) : std::nullopt,
                .data_revision = there.data_revision,
                .images_revision = images_revision_};
  const bool nothing_lost = std::none_of(model_kinds.begin(), model_kinds.end(), [&](ModelKind model) {
    return ending.models[placeOf(model)] && trained(there.run(model));
  });
  RunStore& store = this->store(ending.mode);
  const KeptRuns* last = store.undoable();
  if (nothing_lost && last != nullptr && last->mode == kept.mode && last->cause == kept.cause &&
      last->ended == kept.ended && last->after.own == kept.before.own) {
    return store.prolong(ending.after);
  }
  for (const ModelKind model : model_kinds) {
    if (ending.models[placeOf(model)]) kept.runs[placeOf(model)] = there.runs[placeOf(model)];
  }
  store.keep(std::move(kept));
}

// A setting that acts on the runs as they go on: only its old value is kept, once for a drag of its slider.
void Session::keepSettings(const ModelSettings& after) {
  const ModelSettings& before = workspace().settings;
  const std::string cause = changedKeys(before, after);
  if (cause.empty()) return;
  const KeptRuns* last = store(mode_).undoable();
  if (last != nullptr && !last->endsRuns() && last->cause == cause && last->after.own == before.own) {
    return store(mode_).prolong(after);
  }
  const std::string title = changedValues(after.shown(), before.shown());
  store(mode_).keep({.title = title.empty() ? "the settings before" : title,
                     .cause = cause,
                     .mode = mode_,
                     .before = before,
                     .after = after});
}

// False: nothing was lost, since only what was there already would come back.
bool Session::endRuns(const Ending& ending) {
  Workspace& there = workspace(ending.mode);
  bool lost = there.settings.own != ending.after.own;
  for (const ModelKind model : model_kinds) lost = lost || (ending.models[placeOf(model)] && trained(there.run(model)));
  lost = lost && there.drawn;
  if (lost) keepRuns(ending);
  there.settings = ending.after;
  for (const ModelKind model : model_kinds) {
    if (ending.models[placeOf(model)]) there.runs[placeOf(model)].reset();
  }
  if (ending.new_data) draw(there);
  show(ending.mode);
  return lost;
}

// `begins`: also where nothing changes that ends a run.
void Session::applyChange(const Change& change, bool begins) {
  Workspace& there = workspace(change.mode);
  const ModelSettings before = there.settings;
  Ending ending{.mode = change.mode, .models = {}, .after = change.settings};
  for (const ModelKind model : model_kinds) {
    const Effect effect = effectOn(model, before, change.settings);
    // A preset is a whole run, from its first step: no published table belongs to one that began otherwise.
    ending.models[placeOf(model)] = effect >= Effect::new_run || (begins && change.settings.shows(model));
    ending.new_data = ending.new_data || effect == Effect::new_data;
  }
  if (ending.new_data) ending.models = {true, true};
  if (ending.models == PerModel<bool>{}) {
    if (change.mode == mode_) keepSettings(change.settings);
    there.settings = change.settings;
    if (before != change.settings || change.mode != mode_) show(change.mode);
    return;
  }
  const bool first_time = !there.drawn;
  steps_owed_ = 0;
  const bool lost = endRuns(ending);
  if (first_time) return;
  const ModelKind told =
      ending.models[placeOf(change.settings.model)] ? change.settings.model : otherModel(change.settings.model);
  const std::string values = changedValues(before.of(told), there.settings.of(told));
  const std::string text = ending.new_data  ? "New data: " + dataWords(there) + "."
                           : values.empty() ? std::string("Training restarted.")
                                            : "Training restarted with " + values + ".";
  lost ? notifyOfEnd(text) : notify(text);
}

void Session::reset() {
  stop();
  const ModelSettings& settings = workspace().settings;
  const PerModel<bool> shown{settings.shows(ModelKind::linear), settings.shows(ModelKind::two_layer)};
  if (endRuns({mode_, shown, settings})) notifyOfEnd("Training restarted.");
}

void Session::generate() {
  stop();
  const bool lost = endRuns({mode_, {true, true}, workspace().settings, true});
  const std::string text = "Drawn again: " + dataWords(workspace()) + ".";
  lost ? notifyOfEnd(text) : notify(text);
}

void Session::together() {
  stop();
  ModelSettings both = workspace().settings;
  both.both = true;
  if (endRuns({mode_, {true, true}, both})) notifyOfEnd("Both models start again together, at iteration 0.");
}

// As on a first visit, but for the images, which stay loaded.
void Session::forget() {
  stop();
  studies_.pause();
  for (RunStore& store : stores_) store.clear();
  waiting_.reset();
  seen_ = {};
  speed_ = 0;
  auto_speed_ = true;  // as the page begins
  const std::shared_ptr<const ImageLibrary> images = workspace(Mode::images).data.images;
  workspaces_ = {};
  workspace(Mode::images).settings = ModelSettings(presetSettings("cifar_softmax"));
  workspace(Mode::images).data.images = images;
  mode_ = modeOf(first_);
  workspace().settings = ModelSettings(first_);
  end_notice_.clear();
  notify("");
  show(mode_);
}

// Swaps the kept runs with what stands in their place, which goes to the other list.
void Session::bringBack(KeptRuns kept, bool forward) {
  Workspace& there = workspace(kept.mode);
  if (kept.endsRuns()) stop();
  const std::string values = changedValues(kept.before.shown(), there.settings.shown());
  KeptRuns now{.title = kept.endsRuns() || values.empty() ? runTitle(there, kept.ended) : values,
               .cause = kept.cause,
               .mode = kept.mode,
               .before = there.settings,
               .ended = kept.ended,
               .data_revision = there.data_revision,
               .images_revision = images_revision_};
  for (const ModelKind model : model_kinds) {
    const std::size_t place = placeOf(model);
    if (kept.ended[place]) {
      now.runs[place] = std::exchange(there.runs[place], kept.runs[place]);
      there.settings.own[place] = kept.before.own[place];
    } else {
      takeBack(kept.before.own[place], kept.after.own[place], there.settings.own[place]);
    }
  }
  if (kept.endsRuns()) {
    there.settings.model = lookedAt(kept, there.settings.model);
    there.settings.both = kept.before.both;
  }
  now.after = there.settings;
  const bool other_images = kept.mode == Mode::images && kept.images_revision != images_revision_;
  if (kept.data) {
    now.data = there.data;
    there.data.plane = kept.data->plane;
    there.data.stream = kept.data->stream;
    there.data_revision = other_images ? ++data_revisions_ : kept.data_revision;
  }
  for (const ModelKind model : model_kinds) {
    if (other_images && kept.runs[placeOf(model)]) {
      kept.runs[placeOf(model)]->setImages(there.data);
    }
  }
  forward ? store(kept.mode).putUndoable(std::move(now)) : store(kept.mode).putRedoable(std::move(now));
  show(kept.mode);
  ++run_revision_;
  end_notice_.clear();
  notify((forward ? "Redone: " : "Brought back: ") + kept.title + ".");
}

// Each mode keeps its runs, its settings and its place in it.
void Session::show(Mode mode) {
  if (mode != mode_) stop();
  mode_ = mode;
  Workspace& here = workspace();
  if (!here.drawn) draw(here);
  for (const ModelKind model : model_kinds) {
    if (here.run(model) != nullptr) here.run(model)->apply(here.settings.of(model));
  }
  for (const ModelKind model : here.settings.shownModels()) {
    std::shared_ptr<Run>& run = here.runs[placeOf(model)];
    if (run == nullptr) run = makeRun(here.settings.of(model), here.data);
    bool& seen = seen_[static_cast<std::size_t>(mode)][placeOf(model)];
    if (!std::exchange(seen, true) && seen_[static_cast<std::size_t>(mode)][placeOf(otherModel(model))]) {
      tellFirstLook(model);
    }
  }
  showWorkspace();
}

// Settings that differ from those of the model that was looked at before do not change unsaid.
void Session::tellFirstLook(ModelKind model) {
  const ModelSettings& settings = workspace().settings;
  if (mode_ != Mode::images) return;
  const Settings own = withoutHidden(settings.of(model));
  const Settings old = withoutHidden(settings.of(otherModel(model)));
  const std::string differences = comparedValues(old, own);
  if (differences.empty()) return;
  notify(std::string("The ") + modelName(model) + " model has settings of its own: " + differences + ".");
  std::string text;
  for (const SettingInfo& info : settingInfos()) {
    if (info.effect == Effect::look || valueText(old, info.key) == valueText(own, info.key)) continue;
    addTo(text, std::string(info.key) + "=" + valueText(old, info.key), "&");
  }
  snapshot_.notice_offer_label = std::string("Use the ") + modelName(otherModel(model)) + " model's settings";
  // With both on the screen only the new one is changed by these values, since the other has them.
  snapshot_.notice_offer_command = (settings.both ? "set " : "start ") + text;
}

// Another workspace, or other data or runs in it: nothing in the snapshot holds any more.
void Session::showWorkspace() {
  const Workspace& here = workspace();
  const Dataset* before = snapshot_.data.get();
  snapshot_.mode = mode_;
  snapshot_.data = mode_ == Mode::plane ? here.data.plane : nullptr;
  if (snapshot_.data && snapshot_.data.get() != before) snapshot_.data_bounds = boundsOf(*snapshot_.data);
  snapshot_.data_revision = here.data_revision;
  ++run_revision_;
}

}  // namespace lab
