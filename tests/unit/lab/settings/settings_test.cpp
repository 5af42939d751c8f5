// Settings: one text form, every key there and back, every refusal in words, all or nothing.
#include "lab/settings/settings.h"

#include <cctype>
#include <cmath>
#include <map>
#include <set>

#include <doctest/doctest.h>

#include "core/number_text.h"
#include "lab/settings/assignments.h"
#include "lab/settings/presets.h"
#include "lab/settings/published.h"
#include "lab/settings/settings_table.h"
#include "support.h"

namespace lab {
namespace {

using test::contains;

struct Values {
  std::vector<std::string> good;
  std::vector<std::string> bad;
};

const std::vector<std::string> bad_seeds{"-1", "4294967296", "0.5", "seed", ""};

// What each key takes and what it does not, from the issue's list of stable keys.
const std::map<std::string, Values>& table() {
  static const std::map<std::string, Values> values{
      {"data", {{"spiral", "moons", "circles", "blobs", "xor", "cifar10"}, {"Spiral", "star", "", "spiral,moons"}}},
      {"points", {{"1", "100", "2000"}, {"0", "2001", "-5", "10.5", "many", "", "1e9", "nan", "inf", "0x10"}}},
      {"classes", {{"2", "3", "10"}, {"1", "11", "2.5", "three", ""}}},
      {"noise", {{"0", "0.2", "1", "1e-3"}, {"-0.1", "1.01", "nan", "inf", "", "0.2.3", "0,2"}}},
      {"seed", {{"0", "1", "4294967295"}, bad_seeds}},
      {"train", {{"1", "5000", "50000"}, {"0", "50001", "all", "1.5"}}},
      {"val", {{"1", "1000", "10000"}, {"0", "10001", "", "-1"}}},
      {"val_from", {{"first", "last"}, {"middle", "", "0"}}},
      {"normalize", {{"raw", "unit", "mean_image", "channel", "pixel"}, {"zscore", "", "0"}}},
      {"flip", {{"0", "1"}, {"2", "yes", ""}}},
      {"model", {{"linear", "two_layer"}, {"two-layer", "three_layer", "", "0"}}},
      {"hidden", {{"1", "100", "1000"}, {"0", "1001", "ten", "1.5"}}},
      {"side_by_side", {{"0", "1"}, {"2", "yes", ""}}},
      {"init", {{"scaled", "he", "zero"}, {"xavier", "", "HE"}}},
      {"init_scale", {{"0", "0.01", "1", "1e-4"}, {"-1", "nan", "big", "1e999"}}},
      {"init_skip", {{"0", "18", "24"}, {"-1", "1.5", "x", "1e12"}}},
      {"init_seed", {{"none", "0", "4294967295"}, bad_seeds}},
      {"loss", {{"softmax", "svm"}, {"hinge", "", "SVM"}}},
      {"svm_margin", {{"0.001", "1", "1000"}, {"0", "-1", "nan", "1e9", ""}}},
      {"svm_power", {{"1", "2"}, {"0", "3", "1.5", "hinge", ""}}},
      {"svm_sum", {{"others", "all"}, {"both", "", "1"}}},
      {"svm_reduce", {{"sum", "mean"}, {"max", "", "0"}}},
      {"l2", {{"0", "0.001", "50000"}, {"-0.001", "nan", "inf", "l2"}}},
      {"l1", {{"0", "0.001"}, {"-0.001", "nan", "-inf", ""}}},
      {"elastic_beta", {{"0", "0.5", "1e6"}, {"-0.1", "nan", "beta"}}},
      {"max_norm", {{"0", "2.5", "1e6"}, {"-1", "inf", ""}}},
      {"l2_half", {{"0", "1"}, {"0.5", "true", "-1"}}},
      {"dropout", {{"0", "0.5", "0.99"}, {"1", "-0.1", "nan", "half"}}},
      {"optimizer", {{"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"}, {"newton", "", "SGD"}}},
      {"lr", {{"0", "1", "1e-7", "0.3"}, {"-1", "nan", "fast", "1e999"}}},
      {"momentum", {{"0", "0.9", "1"}, {"-0.1", "1.1", "nan"}}},
      {"rms_decay", {{"0", "0.9", "0.9999"}, {"1", "-0.1", ""}}},
      {"beta1", {{"0", "0.9", "0.9999"}, {"1", "-0.1", "nan"}}},
      {"beta2", {{"0", "0.999", "0.99999"}, {"1", "-0.1", "inf"}}},
      {"epsilon", {{"1e-16", "1e-8", "1"}, {"0", "-1e-8", "2", ""}}},
      {"schedule", {{"constant", "step", "exponential", "cosine", "inverse"}, {"linear", "", "Cosine"}}},
      {"decay_epochs", {{"0.001", "10", "1e6"}, {"0", "-1", "1e7", "nan"}}},
      {"decay_rate", {{"1e-4", "0.5", "1"}, {"0", "1.1", "-0.5"}}},
      {"warmup_epochs", {{"0", "2.5", "1e6"}, {"-1", "nan", "1e7"}}},
      {"batch", {{"0", "1", "32", "256"}, {"-1", "0.5", "all", "1e12"}}},
      {"sampling", {{"replace", "epoch"}, {"shuffle", ""}}},
      {"batch_seed", {{"0", "9", "4294967295"}, bad_seeds}},
      {"precision", {{"float32", "float64"}, {"float16", "32", "double"}}},
  };
  return values;
}

TEST_CASE("settings: the table knows every key, once, and this test knows every key of the table") {
  std::set<std::string> keys;
  for (const SettingInfo& info : settingInfos()) {
    CAPTURE(std::string(info.key));
    CHECK(keys.insert(std::string(info.key)).second);
    CHECK(table().contains(std::string(info.key)));
    CHECK_FALSE(allowedText(info).empty());
    CHECK_FALSE(info.meaning.empty());
  }
  CHECK(keys.size() == table().size());
}

TEST_CASE("settings: every good value is taken, shows in the text, and comes back from it") {
  for (const auto& [key, values] : table()) {
    for (const std::string& value : values.good) {
      CAPTURE(key);
      CAPTURE(value);
      const Result<Settings> settings = withAssignments({}, key + "=" + value);
      REQUIRE(settings.ok());
      const std::string text = toText(settings.value());
      const Result<Settings> again = withAssignments({}, text);
      REQUIRE(again.ok());
      CHECK(again.value() == settings.value());
      CHECK(toText(again.value()) == text);
      // The value as text means the same value, and differs from the default's only in this key.
      const std::string shown = valueText(settings.value(), key);
      CHECK(withAssignments({}, key + "=" + shown).value() == settings.value());
      if (value.find('e') == std::string::npos || !std::isdigit(static_cast<unsigned char>(value[0]))) {
        CHECK(shown == value);
      }
      for (const SettingInfo& info : settingInfos()) {
        if (info.key != key) CHECK(valueText(settings.value(), info.key) == valueText({}, info.key));
      }
    }
  }
}

TEST_CASE("settings: every bad value is refused by key, value and what is allowed, and nothing changes") {
  Settings base;
  base.lr = 0.25;
  base.classes = 7;
  for (const SettingInfo& info : settingInfos()) {
    for (const std::string& value : table().at(std::string(info.key)).bad) {
      CAPTURE(std::string(info.key));
      CAPTURE(value);
      // A good assignment before the bad one must not survive either.
      const Result<Settings> refused = withAssignments(base, "points=5&" + std::string(info.key) + "=" + value);
      REQUIRE_FALSE(refused.ok());
      CHECK(contains(refused.error(), info.key));
      CHECK(contains(refused.error(), value));
      CHECK(contains(refused.error(), allowedText(info)));
    }
  }
}

TEST_CASE("settings: random values come back exactly") {
  NumpyRandom random(17);
  for (int i = 0; i < 500; ++i) {
    Settings settings;
    settings.noise = random.uniform();
    settings.lr = std::exp(10 * random.normal()) > 1e6 ? 1e6 : random.uniform() * 1e-3;
    settings.l2 = random.uniform() / 3;
    settings.l1 = 1e-9 * random.uniform();
    settings.init_scale = 100 * random.uniform();
    settings.momentum = random.uniform();
    settings.seed = random.bits();
    settings.batch_seed = random.bits();
    settings.init_seed = random.bits();
    settings.points = 1 + static_cast<int>(random.upTo(1999));
    REQUIRE(withAssignments({}, toText(settings)).value() == settings);
  }
}

TEST_CASE("settings: assignments may be joined by &, blanks or line ends") {
  for (const char* text :
       {"points=5&lr=0.5", "points=5\nlr=0.5", "points=5 lr=0.5", "  points=5\r\n\tlr=0.5\n", "&&points=5&&lr=0.5&"}) {
    CAPTURE(text);
    const Result<Settings> settings = withAssignments({}, text);
    REQUIRE(settings.ok());
    CHECK(settings.value().points == 5);
    CHECK(settings.value().lr == 0.5);
  }
  CHECK(withAssignments({}, "").value() == Settings{});
  CHECK(withAssignments({}, " \n&").value() == Settings{});
}

TEST_CASE("settings: unknown keys and broken assignments are refused in words") {
  const auto refusal = [](const char* text) {
    const Result<Settings> refused = withAssignments({}, text);
    REQUIRE_FALSE(refused.ok());
    return refused.error();
  };
  CHECK(contains(refusal("learning_rate=0.5"), "learning_rate"));
  CHECK(contains(refusal("learning_rate=0.5"), "0.5"));
  CHECK(contains(refusal("learning_rate=0.5"), "lr"));
  CHECK(contains(refusal("lr"), "lr"));
  CHECK(contains(refusal("lr 0.5"), "key=value"));
  CHECK(contains(refusal("=5"), "5"));
  CHECK(contains(refusal("LR=5"), "LR"));
  CHECK(contains(refusal("lr==5"), "=5"));
  CHECK(contains(refusal("lr=0.5&points=0&classes=99"), "points"));
  CHECK(contains(refusal("preset=notes"), "notes_linear"));
  CHECK(contains(refusal("preset=notes"), "notes_two_layer"));
}

TEST_CASE("settings: a preset replaces everything, and later assignments adjust it") {
  const Settings linear = withAssignments({}, "lr=7&preset=notes_linear").value();
  CHECK(linear.lr == 1);
  CHECK(linear.model == ModelKind::linear);
  CHECK(linear.init_skip == 18);
  CHECK(linear.precision == Precision::float64);
  const Settings two_layer = withAssignments({}, "preset=notes_two_layer&lr=0.5").value();
  CHECK(two_layer.model == ModelKind::two_layer);
  CHECK(two_layer.init_skip == 24);
  CHECK(two_layer.hidden == 100);
  CHECK(two_layer.lr == 0.5);
  for (const Preset& preset : presets()) {
    CAPTURE(std::string(preset.name));
    CHECK(withAssignments({}, "preset=" + std::string(preset.name)).value() == preset.settings);
    CHECK(withAssignments({}, toText(preset.settings)).value() == preset.settings);
    CHECK_FALSE(preset.meaning.empty());
  }
}

TEST_CASE("settings: the text of any settings can stand in an address as it is") {
  Settings settings;
  settings.lr = 1e6;
  settings.l2 = 1.5e-10;
  settings.init_seed = 4294967295u;
  CHECK(toText(settings).find_first_not_of("abcdefghijklmnopqrstuvwxyz_0123456789.-&=") == std::string::npos);
}

TEST_CASE("settings: defaults are the course's") {
  const Settings settings;
  CHECK(settings.points == 100);
  CHECK(settings.classes == 3);
  CHECK(settings.noise == 0.2);
  CHECK(settings.seed == 0);
  CHECK(settings.hidden == 100);
  CHECK(settings.lr == 1);
  CHECK(settings.l2 == 1e-3);
  CHECK(settings.l2_half);
  CHECK(settings.batch == 0);
}

TEST_CASE("settings: the strongest effect of a change counts") {
  const auto effect = [](const char* text) { return effectOfChange({}, withAssignments({}, text).value()); };
  CHECK(effect("") == Effect::look);
  for (const char* look : {"model=two_layer", "side_by_side=1"}) CHECK(effect(look) == Effect::look);
  for (const char* live : {"lr=0.5", "l2=0.5", "l1=0.1", "batch=32"}) CHECK(effect(live) == Effect::live);
  for (const char* run : {"hidden=50", "init=he", "init_seed=3", "precision=float64"}) {
    CHECK(effect(run) == Effect::new_run);
  }
  for (const char* data : {"data=moons", "points=5", "classes=4", "noise=0", "seed=1"}) {
    CHECK(effect(data) == Effect::new_data);
  }
  CHECK(effect("model=two_layer&lr=0.5") == Effect::live);
  CHECK(effect("lr=0.5&hidden=3") == Effect::new_run);
  CHECK(effect("seed=3&lr=0.5&hidden=3") == Effect::new_data);
}

TEST_CASE("settings: the other model keeps everything else, and a published run maps to the published run") {
  const Settings linear = withAssignments({}, "preset=notes_linear").value();
  const Settings two_layer = withAssignments({}, "preset=notes_two_layer").value();
  CHECK(withModel(linear, ModelKind::two_layer) == two_layer);
  CHECK(withModel(two_layer, ModelKind::linear) == linear);
  CHECK(withModel(linear, ModelKind::linear) == linear);
  Settings custom = linear;
  custom.lr = 0.5;
  Settings expected = custom;
  expected.model = ModelKind::two_layer;
  CHECK(withModel(custom, ModelKind::two_layer) == expected);
}

TEST_CASE("settings: what runs are called is their own model's preset, or the pair's, and nothing else") {
  for (const Preset& preset : presets()) {
    CAPTURE(preset.title);
    CHECK(presetOf(preset.settings) == &preset);
    Settings rounded = preset.settings;
    rounded.precision = rounded.precision == Precision::float32 ? Precision::float64 : Precision::float32;
    rounded.side_by_side = true;
    CHECK(presetOf(rounded) == &preset);
    std::vector<Settings> both;
    for (const ModelKind model : {ModelKind::linear, ModelKind::two_layer}) {
      both.push_back(withModel(preset.settings, model));
      const Preset* named = presetOf(both.back());
      CHECK((named != nullptr) == (model == preset.settings.model || preset.either_model || !preset.pair.empty()));
      if (named != nullptr) CHECK((named->either_model || named->settings.model == model));
      CHECK(presetTitle(std::span(&both.back(), 1)) == (named == nullptr ? std::string_view() : named->title));
    }
    // Two models have one name where it is both's.
    CHECK(presetTitle(both) == (preset.either_model ? preset.title : preset.pair));
    both.back().lr *= 2;
    CHECK(presetTitle(both).empty());
  }
  CHECK(presetTitle({}).empty());
}

TEST_CASE("settings: numbers are whole texts or nothing") {
  double value = 7;
  for (const char* bad : {"", " 1", "1 ", "1x", "0x1p3", "inf", "-inf", "nan", "1e999", "--1", "1e", "."}) {
    CAPTURE(bad);
    CHECK_FALSE(readNumber(bad, value));
    CHECK(value == 7);
  }
  for (const double number : {0.0, 1.0, -1.5, 0.1, 1e-300, 1.7976931348623157e308, 0.30000000000000004, 1e21}) {
    REQUIRE(readNumber(numberText(number), value));
    CHECK(value == number);
  }
}

}  // namespace
}  // namespace lab
