// Titles of settings and values, and what a change is in words: nothing that only a programmer would type.
#include "lab/settings/change_words.h"

#include <set>

#include <doctest/doctest.h>

#include "lab/settings/assignments.h"
#include "lab/settings/settings_table.h"
#include "support.h"

namespace lab {
namespace {

std::string change(const char* from, const char* to) {
  return comparedValues(withAssignments({}, from).value(), withAssignments({}, to).value());
}

TEST_CASE("titles: every setting and every named value has one of its own, without a key") {
  std::set<std::string> titles;
  for (const SettingInfo& info : settingInfos()) {
    CAPTURE(std::string(info.key));
    CHECK(titles.insert(std::string(info.title)).second);
    CHECK(info.title != info.key);
    const std::string allowed = allowedShown(info);
    for (const std::string_view shown : {info.title, info.unit, std::string_view(allowed)}) {
      CHECK(shown.find_first_of("_=") == std::string_view::npos);
    }
    CHECK(settingTitle(info.key) == info.title);
    std::set<std::string_view> names;
    for (const ValueName& name : info.names) {
      CHECK(names.insert(name.title).second);
      const Settings settings = withAssignments({}, std::string(info.key) + "=" + std::string(name.text)).value();
      CHECK(valueTitle(settings, info.key) == name.title);
    }
  }
}

TEST_CASE("titles: numbers as people write them") {
  const auto shown = [](const char* text, const char* key) {
    return valueTitle(withAssignments({}, text).value(), key);
  };
  CHECK(shown("points=2000", "points") == "2,000");
  CHECK(shown("lr=1e-4", "lr") == "0.0001");
  CHECK(shown("lr=1e6", "lr") == "1,000,000");
  CHECK(shown("lr=5e-8", "lr") == "5e−8");
  CHECK(shown("batch=0", "batch") == "all");
  CHECK(shown("init_seed=none", "init_seed") == "none of its own");
}

TEST_CASE("change in words: what is new, and what it was") {
  CHECK(change("hidden=100", "hidden=50") == "50 hidden units instead of 100");
  CHECK(change("hidden=100", "hidden=1") == "1 hidden unit instead of 100");
  CHECK(change("", "points=1") == "1 point per class instead of 100");
  CHECK(change("", "lr=0.01&l2=0.06") == "L2 penalty 0.06 instead of 0.001, learning rate 0.01 instead of 1");
  CHECK(change("", "warmup_epochs=2") == "warm-up 2 epochs instead of 0");
  CHECK(change("", "warmup_epochs=1") == "warm-up 1 epoch instead of 0");
  CHECK(change("batch=0", "batch=32&sampling=epoch") ==
        "batch size 32 instead of all, sampling shuffled epochs instead of with replacement");
  // Looks, and where the weights begin in the random stream, are no change to people.
  CHECK(change("", "model=two_layer&init_skip=24&side_by_side=1").empty());
  CHECK(changedValues({}, withAssignments({}, "hidden=5&lr=0.5").value()) == "5 hidden units, learning rate 0.5");
  CHECK(change("", "optimizer=adam") == "update rule Adam instead of SGD");
  CHECK(change("lr=2", "lr=2").empty());
  const Settings adam = withAssignments({}, "optimizer=adam lr=0.02").value();
  CHECK(describeAssignments(adam, "optimizer=adam lr=0.02") == "Adam, learning rate 0.02");
  CHECK(describeAssignments(adam, "").empty());
  // One setting after the other: no change has a word that is a key alone.
  CHECK(titleInSentence("L2 penalty") == "L2 penalty");
  CHECK(titleInSentence("Batch size") == "batch size");
}

}  // namespace
}  // namespace lab
