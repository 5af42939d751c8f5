// The rows of the table of settings: each can be drawn, typed and told, and what it says of a setting agrees with
// itself.
#include "lab/settings/setting_info.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "lab/settings/assignments.h"
#include "lab/settings/settings_table.h"
#include "support.h"

namespace lab {
namespace {

bool allows(const SettingInfo& info, double value) { return value >= info.low && value <= info.high; }

bool named(const SettingInfo& info, double value) {
  return std::any_of(info.names.begin(), info.names.end(), [&](const ValueName& one) { return one.value == value; });
}

// A slider can only mean what is allowed, and reaches at least a decade, or the whole of a short range.
void checkScale(const SettingInfo& info, const Scale& scale) {
  CHECK(scale.min < scale.max);
  CHECK(allows(info, scale.min));
  CHECK(allows(info, scale.max));
  CHECK(scale.whole == info.whole);
  CHECK((!scale.logarithmic || scale.min > 0));
  CHECK((!scale.zero || (scale.logarithmic && allows(info, 0))));
  CHECK((!scale.near_one || (!scale.logarithmic && scale.max < 1)));
}

void checkUsual(const SettingInfo& info, std::span<const int> usual) {
  CHECK(usual.size() > 1);
  CHECK(std::is_sorted(usual.begin(), usual.end()));
  for (const int value : usual) CHECK(allows(info, value));
}

}  // namespace

TEST_CASE("setting rows: each is chosen in a way that fits what is allowed") {
  for (const SettingInfo& info : settingInfos()) {
    CAPTURE(std::string(info.key));
    switch (info.control) {
      case Control::elsewhere:
        CHECK(info.names.size() > 1);
        break;
      case Control::slider:
        checkScale(info, info.scale);
        if (info.images_scale) checkScale(info, *info.images_scale);
        break;
      case Control::field:
        CHECK(info.takesNumbers());
        break;
      case Control::segments:
      case Control::list:
        CHECK_FALSE(info.takesNumbers());
        CHECK(info.names.size() > 1);
        break;
      case Control::toggle:
        REQUIRE(info.names.size() == 2);
        CHECK(info.names[0].value == 0);
        CHECK(info.names[1].value == 1);
        break;
      case Control::usual:
        checkUsual(info, info.usual);
        checkUsual(info, info.images_usual);
        break;
    }
  }
}

TEST_CASE("setting rows: the default is allowed, and every named value is written and read back") {
  for (const SettingInfo& info : settingInfos()) {
    CAPTURE(std::string(info.key));
    const double usual = info.get({});
    CHECK((allows(info, usual) || named(info, usual)));
    for (const ValueName& name : info.names) {
      Settings settings;
      REQUIRE(writeValue(settings, info.key, name.text));
      CHECK(info.get(settings) == name.value);
      CHECK(valueName(settings, info) == &name);
      CHECK(valueText(settings, info.key) == name.text);
    }
  }
}

TEST_CASE("setting rows: the groups stand together, in the order of the text form") {
  SettingGroup last = SettingGroup::data;
  CHECK(findSetting("points")->group == last);
  for (const SettingInfo& info : settingInfos()) {
    CHECK(info.group >= last);
    last = info.group;
  }
  CHECK(last == SettingGroup::steps);
  CHECK(findSetting("flip")->group == SettingGroup::images);
  CHECK(findSetting("dropout")->group == SettingGroup::loss);
}

TEST_CASE("setting rows: settings differ in exactly the values that were changed") {
  const Settings from = withAssignments({}, "batch=32").value();
  const Settings to = withAssignments(from, "lr=0.5 init_seed=3 model=two_layer").value();
  std::string keys;
  for (const SettingInfo* info : changedSettings(from, to)) keys.append(info->key).append(" ");
  CHECK(keys == "model init_seed lr ");
  CHECK(changedSettings(to, to).empty());
  CHECK(same(from, to, "batch"));
  CHECK_FALSE(same(from, to, "lr"));
  Settings back = to;
  for (const SettingInfo* info : changedSettings(from, to)) copyValue(from, info->key, back);
  CHECK(back == from);
}

TEST_CASE("setting rows: what is allowed in words, for those who type and for those who look") {
  const auto allowed = [](const char* key) { return allowedText(*findSetting(key)); };
  CHECK(allowed("points") == "a whole number from 1 to 2000");
  CHECK(allowedShown(*findSetting("points")) == "a whole number from 1 to 2,000");
  CHECK(allowed("normalize") == "raw, unit, mean_image, channel or pixel");
  // A named value outside of the range is said, one within it is not.
  CHECK(allowed("init_seed") == "a whole number from 0 to 4294967295, or none");
  CHECK(allowed("batch") == "a whole number from 0 to 20000");
}

}  // namespace lab
