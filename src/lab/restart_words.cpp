#include "lab/restart_words.h"

#include <array>
#include <cstring>
#include <utility>

#include "core/text.h"
#include "lab/split.h"

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

const char* modelWord(ModelKind model) { return model == ModelKind::linear ? "linear" : "two-layer"; }

// Titles of the settings as they stand in a sentence.
constexpr std::array<std::pair<std::string_view, std::string_view>, 40> titles{{
    {"data", "data"},
    {"points", "points per class"},
    {"classes", "classes"},
    {"noise", "noise"},
    {"seed", "seed of the data"},
    {"train", "training images"},
    {"val", "validation images"},
    {"val_from", "validation images taken"},
    {"normalize", "preprocessing"},
    {"flip", "flips left–right"},
    {"hidden", "hidden units"},
    {"init", "initialization"},
    {"init_scale", "standard deviation of the initial weights"},
    {"init_seed", "seed of the weights"},
    {"loss", "loss"},
    {"svm_margin", "margin"},
    {"svm_power", "power of the hinge"},
    {"svm_sum", "sum over classes"},
    {"svm_reduce", "classes combined by"},
    {"l2", "L2 penalty"},
    {"l1", "L1 penalty"},
    {"elastic_beta", "elastic net's share of L2"},
    {"max_norm", "max norm"},
    {"l2_half", "½ in front of the L2 penalty"},
    {"dropout", "dropout"},
    {"optimizer", "update rule"},
    {"lr", "learning rate"},
    {"momentum", "momentum"},
    {"rms_decay", "decay of the mean square"},
    {"beta1", "beta 1"},
    {"beta2", "beta 2"},
    {"epsilon", "epsilon"},
    {"schedule", "schedule"},
    {"decay_epochs", "epochs of decay"},
    {"decay_rate", "rate of decay"},
    {"warmup_epochs", "epochs of warm-up"},
    {"batch", "batch size"},
    {"sampling", "sampling"},
    {"batch_seed", "seed of the batches"},
    {"precision", "precision"},
}};

// Empty for what is no change to people: which model, and where its weights begin in the random stream.
std::string_view titleOf(std::string_view key) {
  for (const auto& [name, title] : titles) {
    if (name == key) return title;
  }
  return {};
}

bool isSwitch(std::string_view key) { return key == "flip" || key == "l2_half"; }
bool isCount(std::string_view key) { return key == "hidden" || key == "points" || key == "classes" || key == "train"; }

std::string valueWord(const Settings& settings, std::string_view key) {
  std::string value = valueText(settings, key);
  if (isSwitch(key)) return value == "1" ? "on" : "off";
  if (key == "batch" && value == "0") return "all examples";
  for (char& c : value) c = c == '_' ? ' ' : c;
  return value;
}

std::string named(const Settings& settings, std::string_view key) {
  const std::string title(titleOf(key));
  return isCount(key) ? valueWord(settings, key) + " " + title : title + " " + valueWord(settings, key);
}

template <class Say>
std::string listChanges(const Settings& from, const Settings& to, Say&& say) {
  std::string text;
  for (const SettingInfo& info : settingInfos()) {
    if (titleOf(info.key).empty() || valueText(from, info.key) == valueText(to, info.key)) continue;
    text.append(text.empty() ? "" : ", ").append(say(info.key));
  }
  return text;
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
  return std::string("the ") + modelWord(model) + " run at iteration " + at(model) + on;
}

std::string changedValues(const Settings& from, const Settings& to) {
  return listChanges(from, to, [&](std::string_view key) { return named(to, key); });
}

std::string comparedValues(const Settings& from, const Settings& to) {
  return listChanges(from, to,
                     [&](std::string_view key) { return named(to, key) + " instead of " + valueWord(from, key); });
}

std::string dataWords(const Workspace& workspace) {
  const Settings& settings = workspace.settings.own[0];
  if (modeOf(settings) == Mode::images) return describeSplit(settings, workspace.data.images->train.size());
  const std::int64_t points = workspace.data.plane->size();
  return grouped(points) + (points == 1 ? " point" : " points") + " from seed " + std::to_string(settings.seed);
}

}  // namespace lab
