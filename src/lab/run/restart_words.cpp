#include "lab/run/restart_words.h"

#include "core/text.h"
#include "lab/run/split.h"

namespace lab {
namespace {

const char* dataName(DataKind data) {
  switch (data) {
    case DataKind::moons:
      return "the moons";
    case DataKind::circles:
      return "the circles";
    case DataKind::blobs:
      return "the blobs";
    case DataKind::xor_:
      return "the chessboard";
    case DataKind::cifar10:
      return "the images";
    case DataKind::spiral:
      break;
  }
  return "the spiral";
}

std::int64_t iterationOf(const Workspace& workspace, ModelKind model) {
  const Run* run = workspace.run(model);
  return run == nullptr ? 0 : run->iteration();
}

}  // namespace

std::string runTitle(const Workspace& workspace, PerModel<bool> models) {
  const std::string on = std::string(" on ") + dataName(workspace.settings.own[0].data);
  const auto at = [&](ModelKind model) { return grouped(iterationOf(workspace, model)); };
  PerModel<bool> named = models;
  // Of two the one that was trained is what matters.
  for (const ModelKind model : model_kinds) {
    const bool other_trained = iterationOf(workspace, otherModel(model)) > 0;
    if (iterationOf(workspace, model) == 0 && models[placeOf(otherModel(model))] && other_trained) {
      named[placeOf(model)] = false;
    }
  }
  const std::string linear = at(ModelKind::linear), two_layer = at(ModelKind::two_layer);
  if (named[0] && named[1]) {
    if (linear == two_layer) return "both runs at iteration " + linear + on;
    return "the linear run at iteration " + linear + " and the two-layer run at " + two_layer + on;
  }
  const ModelKind model = named[1] ? ModelKind::two_layer : ModelKind::linear;
  return std::string("the ") + modelName(model) + " run at iteration " + at(model) + on;
}

std::string dataWords(const Workspace& workspace) {
  const Settings& settings = workspace.settings.own[0];
  if (modeOf(settings) == Mode::images) return describeSplit(settings, workspace.data.images->train.size());
  const std::int64_t points = workspace.data.plane->size();
  return grouped(points) + (points == 1 ? " point" : " points") + " from seed " + std::to_string(settings.seed);
}

}  // namespace lab
