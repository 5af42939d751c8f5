#include "training.h"

#include "core/number_text.h"
#include "data/stand_in.h"
#include "fuzz.h"
#include "lab/settings/assignments.h"
#include "lab/settings/settings_table.h"

namespace lab::fuzz {
namespace {

constexpr Index images = 120;
constexpr int most_hidden = 160;

std::string whole(std::uint32_t least, std::uint32_t most, NumpyRandom& random) {
  return std::to_string(least + random.upTo(most - least));
}

// A value that the setting takes in most of its neighbours' company.
std::string valueOf(const SettingInfo& info, NumpyRandom& random) {
  static const std::vector<double> numbers{0, 1e-4, 1e-3, 0.01, 0.1, 0.25, 0.5, 0.9, 0.99, 1, 2, 10};
  if (info.key == "points") return whole(1, 120, random);
  if (info.key == "classes") return whole(2, 10, random);
  if (info.key == "hidden") return whole(1, random.upTo(7) == 0 ? most_hidden : 40, random);
  if (info.key == "batch") return random.upTo(2) == 0 ? "0" : whole(1, 100, random);
  if (info.key == "train") return whole(20, 90, random);
  if (info.key == "val") return whole(1, 20, random);
  if (info.key == "init_skip") return whole(0, 9, random);
  if (info.key.ends_with("seed")) return std::to_string(random.bits());
  if (!info.names.empty() && (info.names.size() > 1 || random.upTo(1) == 0)) {
    return std::string(anyOf(info.names, random).text);
  }
  return numberText(random.upTo(1) == 0 ? anyOf(numbers, random) : random.uniform());
}

}  // namespace

std::string trainingSettings(Mode mode, NumpyRandom& random) {
  const bool of_images = mode == Mode::images;
  std::string text = of_images ? "data=cifar10" : "";
  for (const SettingInfo& info : settingInfos()) {
    if (info.key == "side_by_side" || (of_images && info.key == "data")) continue;
    // The usual numbers of images are too large.
    const bool needed = of_images && (info.key == "train" || info.key == "val" || info.key == "batch");
    for (bool taken = !needed && random.upTo(2) == 0; !taken;) {
      const std::string more = text + (text.empty() ? "" : "&") + std::string(info.key) + "=" + valueOf(info, random);
      const auto settings = withAssignments({}, more);
      taken = settings && modeOf(settings.value()) == mode;
      if (taken) text = more;
    }
  }
  return isSmall(withAssignments({}, text).value()) ? text : trainingSettings(mode, random);
}

bool isSmall(const Settings& settings) {
  if (settings.side_by_side || settings.hidden > most_hidden || settings.init_skip > 1000) return false;
  const bool numerical = settings.optimizer == OptimizerKind::numerical;
  if (modeOf(settings) == Mode::images) {
    return settings.train <= images && settings.val <= images && settings.batch <= images && !numerical;
  }
  return settings.points <= 200 && settings.batch <= 2000 && (!numerical || settings.hidden <= 20);
}

std::shared_ptr<const ImageLibrary> fewImages() {
  static const std::shared_ptr<const ImageLibrary> few = [] {
    auto library = std::make_shared<ImageLibrary>();
    NumpyRandom random(1);
    library->train = drawStandIn(images, random);
    library->classes.assign(stand_in_classes.begin(), stand_in_classes.end());
    return library;
  }();
  return few;
}

}  // namespace lab::fuzz
