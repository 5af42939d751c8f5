// What comes into a session from elsewhere: images, saved models, a session that was kept.
#include <utility>

#include "core/text.h"
#include "lab/run/restart_words.h"
#include "lab/session/session.h"

namespace lab {
namespace {

std::size_t stateBytes(const Checkpoint& checkpoint) {
  return std::visit(
      [](const auto& state) {
        const auto numbers =
            state.parameters.size() + state.optimizer_state.velocity.size() + state.optimizer_state.squares.size();
        return static_cast<std::size_t>(numbers) * sizeof(state.parameters[0]);
      },
      checkpoint.state);
}

}  // namespace

KeptSession Session::keep(std::size_t most_bytes) const {
  KeptSession kept;
  kept.mode = waiting_ && waiting_->show ? Mode::images : mode_;
  kept.speed = speed_;
  kept.auto_speed = auto_speed_;
  std::size_t left = most_bytes;
  for (std::size_t i = 0; i < workspaces_.size(); ++i) {
    const Workspace& from = workspaces_[i];
    KeptWorkspace& to = kept.workspaces[i];
    to.settings = from.settings;
    for (const ModelKind model : model_kinds) {
      const Run* run = from.run(model);
      if (run == nullptr || (run->iteration() == 0 && !run->diverged())) continue;
      KeptRun one{run->checkpoint(from.data), run->past()};
      const std::size_t bytes = stateBytes(one.checkpoint);
      if (bytes > left) continue;
      left -= bytes;
      to.runs[placeOf(model)] = std::move(one);
    }
  }
  const auto& images = workspace(Mode::images).data.images;
  kept.images = images ? images->train.size() : 0;
  if (waiting_ && !waiting_->offer) {
    kept.workspaces[static_cast<std::size_t>(Mode::images)] = waiting_->workspace;
    kept.images = waiting_->images;
  }
  return kept;
}

// Draws the data and goes on with the runs. Precondition: images are there, if it is of images.
Workspace Session::revive(const KeptWorkspace& kept) {
  Workspace made;
  made.settings = kept.settings;
  made.data.images = workspace(Mode::images).data.images;
  draw(made);
  const bool of_images = modeOf(kept.settings.own[0]) == Mode::images;
  for (const ModelKind model : model_kinds) {
    const auto& run = kept.runs[placeOf(model)];
    if (!run || (of_images && run->checkpoint.images->classes != made.data.images->classes)) continue;
    std::shared_ptr<Run>& place = made.runs[placeOf(model)];
    place = makeRun(made.settings.of(model), made.data);
    if (!place->restore(made.data, run->checkpoint)) {
      notify(
          "These are not the images that the run was trained on: it may have learned from some of those that validate "
          "it now, and their accuracy is then too high.");
    }
    place->setPast(run->past);
  }
  return made;
}

KeptRuns Session::wholeOf(Mode mode, const Workspace& workspace, const ModelSettings& after) const {
  KeptRuns whole;
  whole.title = runTitle(workspace, {true, true});
  whole.mode = mode;
  whole.before = workspace.settings;
  whole.after = after;
  whole.ended = {true, true};
  whole.runs = workspace.runs;
  whole.data = workspace.data;
  whole.data_revision = workspace.data_revision;
  whole.images_revision = images_revision_;
  return whole;
}

void Session::takeIn(Mode mode, const KeptWorkspace& kept, bool offer) {
  Workspace made = revive(kept);
  Workspace& there = workspace(mode);
  if (offer) {
    if (made.run(ModelKind::linear) == nullptr && made.run(ModelKind::two_layer) == nullptr) return;
    store(mode).keep(wholeOf(mode, made, there.settings));
    const std::string title = store(mode).undoable()->title;
    if (mode != mode_) return notify("Choose Images, and Undo brings back " + title + ", from your last visit.");
    return notifyOfEnd("Undo brings back " + title + ", from your last visit.");
  }
  const PerModel<bool> fresh = untouched(mode);
  if (!(fresh[0] && fresh[1])) store(mode).keep(wholeOf(mode, there, made.settings));
  there = std::move(made);
}

void Session::comeBack(const KeptSession& kept, bool offer) {
  stop();
  const KeptWorkspace& images = kept.workspaces[static_cast<std::size_t>(Mode::images)];
  const bool show_images = kept.mode == Mode::images && !offer;
  waiting_.reset();
  if (!offer || kept.mode == Mode::images) {
    waiting_ = Waiting{images, static_cast<Index>(kept.images), offer, show_images};
  }
  if (!offer) {
    speed_ = kept.speed;
    auto_speed_ = kept.auto_speed;
    seen_ = {};
  }
  if (!offer || kept.mode == Mode::plane) takeIn(Mode::plane, kept.workspaces[0], offer);
  show(offer ? mode_ : Mode::plane);
  takeInImages(false);
}

// As soon as there are as many as the runs have seen; `all`: no more will come.
void Session::takeInImages(bool all) {
  const auto& images = workspace(Mode::images).data.images;
  if (!waiting_ || !images || (images->train.size() < waiting_->images && !all)) return;
  const Waiting waiting = std::move(*std::exchange(waiting_, std::nullopt));
  stop();
  takeIn(Mode::images, waiting.workspace, waiting.offer);
  show(waiting.show ? Mode::images : mode_);
}

void Session::setImages(std::shared_ptr<const ImageLibrary> images) {
  Workspace& there = workspace(Mode::images);
  there.data.images = std::move(images);
  there.data_revision = ++data_revisions_;
  ++images_revision_;
  if (there.settings.own[0].val_from == ValidationFrom::last) {
    // The validation images have moved, to where others were learned from.
    const PerModel<bool> new_ones = untouched(Mode::images);
    if (!(new_ones[0] && new_ones[1])) notify("Training restarted with the images that came.");
    there.runs = {};
    store(Mode::images).forgetImagesAtTheEnd();
  } else {
    for (const ModelKind model : model_kinds) {
      if (there.run(model) != nullptr) there.run(model)->setImages(there.data);
    }
  }
  show(mode_);
  takeInImages(false);
}

Status Session::restore(const Checkpoint& checkpoint) {
  const Mode mode = modeOf(checkpoint.settings);
  const auto& images = workspace(Mode::images).data.images;
  if (mode == Mode::images && !images) return Error{"This model is one of images, and none are loaded yet."};
  if (mode == Mode::images && images->classes != checkpoint.images->classes) {
    return Error{"The images that are loaded are of other classes than this model's, which are " +
                 joined(checkpoint.images->classes) + "."};
  }
  stop();
  Workspace& there = workspace(mode);
  const ModelKind model = checkpoint.settings.model;
  Ending ending{.mode = mode, .models = {}, .after = there.settings};
  ending.after.model = model;
  ending.after.both = false;
  ending.after.of(model) = checkpoint.settings;
  copyData(checkpoint.settings, ending.after.of(otherModel(model)));
  ending.new_data = !there.drawn || effectOn(otherModel(model), there.settings, ending.after) == Effect::new_data;
  ending.models[placeOf(model)] = true;
  ending.models[placeOf(otherModel(model))] = ending.new_data;
  const bool lost = !(untouched(mode)[0] && untouched(mode)[1]);
  endRuns(ending);
  if (lost) notifyOfEnd("A saved model takes the place of the run.");
  if (!there.run(model)->restore(there.data, checkpoint)) {
    notify(
        "These are not the images that the model was trained on: it may have learned from some of those that validate "
        "it now, and their accuracy is then too high.");
  }
  return Done{};
}

}  // namespace lab
