// The plan of the house, kept: src/README.md says who may know whom, and every file of src/ does as it says.
#include <filesystem>

#include <doctest/doctest.h>

#include "include_plan.h"
#include "support.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
using test::circles;
using test::complaint;
using test::contains;
using test::House;
using test::Include;
using test::includesOf;
using test::Part;
using test::partOf;
using test::Plan;
using test::reach;
using test::theHouse;
using test::thePlan;
using test::unduly;

TEST_CASE("ranks: every include in src/ obeys the plan") {
  const fs::path src = test::sourceDir() / "src";
  const House house = theHouse();
  CHECK(house.size() > 30);
  for (const fs::directory_entry& folder : fs::recursive_directory_iterator(src)) {
    const std::string name = fs::relative(folder.path(), src).generic_string() + "/";
    if (!folder.is_directory()) continue;
    CAPTURE(name);
    const Part* part = partOf(thePlan(), name);
    REQUIRE(part != nullptr);
    CHECK(part->name == name);
  }
  for (const auto& [file, includes] : house) {
    for (const Include& include : includes) {
      const std::string wrong = complaint(thePlan(), include);
      CAPTURE(wrong);
      CHECK(wrong.empty());
      // Paths start at src/, so that the part of what is included can be read off.
      if (include.quoted && !contains(include.header, "/")) {
        CAPTURE(file);
        CAPTURE(include.header);
        CHECK_FALSE(fs::exists((src / file).parent_path() / include.header));
      }
    }
  }
}

TEST_CASE("ranks: no file reaches what its part must not know, through whatever headers") {
  const House house = theHouse();
  for (const auto& [file, includes] : house) {
    for (const std::string& wrong : unduly(thePlan(), house, file)) {
      CAPTURE(wrong);
      CHECK(wrong.empty());
    }
  }
}

TEST_CASE("ranks: no components include each other, on no way round") {
  for (const std::string& circle : circles(theHouse())) {
    CAPTURE(circle);
    CHECK(circle.empty());
  }
}

TEST_CASE("ranks: values reach nothing but values and the core") {
  const House house = theHouse();
  std::set<std::string> values = thePlan().values;
  CHECK(values.size() > 5);
  values.insert("lab/settings/settings.h");
  for (const std::string& value : values) {
    CAPTURE(value);
    REQUIRE(house.contains(value));
    for (const auto& [header, last] : reach(house, value)) {
      CAPTURE(header);
      CHECK((thePlan().values.contains(header) || test::folderOf(header) == "core"));
    }
  }
}

TEST_CASE("ranks: whoever may measure the machinery does") {
  const House house = theHouse();
  for (const std::string& file : thePlan().measure) {
    CAPTURE(file);
    REQUIRE(house.contains(file));
    Plan strict = thePlan();
    strict.measure.erase(file);
    CHECK_FALSE(unduly(strict, house, file).empty());
  }
}

TEST_CASE("ranks: the check sees what is wrong") {
  const auto complains = [](const std::string& file, const std::string& line) {
    const std::vector<Include> includes = includesOf(file, line);
    REQUIRE(includes.size() == 1);
    const House alone{{file, includes}};
    return !complaint(thePlan(), includes[0]).empty() || !unduly(thePlan(), alone, file).empty();
  };
  CHECK(complains("core/random.h", "#include \"data/dataset.h\""));
  CHECK(complains("core/random.h", "#include <random>"));
  CHECK(complains("cli/train.cpp", "#include <filesystem>"));
  CHECK(complains("cli/train.cpp", "#include <fstream>"));
  CHECK(complains("loss/loss.h", "  #  include \"model/model.h\"  // why not"));
  CHECK(complains("optim/optimizer.h", "#include \"data/dataset.h\""));
  CHECK(complains("train/trainer.cpp", "#include <chrono>"));
  CHECK(complains("lab/session/session.cpp", "#include <imgui.h>"));
  CHECK(complains("ui/plot/plot.cpp", "#include <SDL.h>"));
  CHECK(complains("ui/plot/plot.cpp", "#include \"train/trainer.h\""));
  CHECK(complains("ui/plot/plot.cpp", "#include \"platform/page.h\""));
  CHECK(complains("cli/train.cpp", "#include \"ui/app.h\""));
  CHECK(complains("platform/page.cpp", "#include \"cli/command_line.h\""));
  CHECK(complains("cli/train.cpp", "#include <emscripten/emscripten.h>"));
  CHECK(complains("lab/run/run.cpp", "#include \"lab/study/race.h\""));
  CHECK(complains("lab/study/race.h", "#include \"lab/session/session.h\""));
  CHECK(complains("lab/settings/settings.cpp", "#include \"lab/session/session.h\""));
  CHECK(complains("lost/found.h", "#include \"core/random.h\""));
  CHECK_FALSE(complains("platform/page.cpp", "#include <emscripten.h>"));
  CHECK_FALSE(complains("ui/plot/plot.cpp", "#include \"lab/observe/snapshot.h\""));
  CHECK_FALSE(complains("ui/plot/plot.cpp", "#include \"train/sampling.h\""));
  CHECK_FALSE(complains("train/trainer.h", "#include \"model/model.h\""));
  CHECK_FALSE(complains("lab/session/session_runs.cpp", "#include \"lab/study/studies.h\""));
  CHECK_FALSE(complains("core/random.h", "#include <vector>"));
}

TEST_CASE("ranks: the check sees what is reached through other headers, and circles") {
  House house{{"ui/plot/plot.cpp", includesOf("ui/plot/plot.cpp", "#include \"ui/kit/frame.h\"")},
              {"ui/kit/frame.h", includesOf("ui/kit/frame.h", "#include \"lab/observe/snapshot.h\"")},
              {"lab/observe/snapshot.h", includesOf("lab/observe/snapshot.h", "#include \"train/sampling.h\"")},
              {"train/sampling.h", {}},
              {"train/trainer.h", {}}};
  CHECK(unduly(thePlan(), house, "ui/plot/plot.cpp").empty());
  CHECK(circles(house).empty());
  house["lab/observe/snapshot.h"].push_back({"lab/observe/snapshot.h", "train/trainer.h", true});
  const std::vector<std::string> wrong = unduly(thePlan(), house, "ui/plot/plot.cpp");
  REQUIRE(wrong.size() == 1);
  CHECK(wrong[0] == "ui/plot/plot.cpp reaches train/trainer.h through lab/observe/snapshot.h, ui/kit/frame.h");
  CHECK(unduly(thePlan(), house, "lab/observe/snapshot.h").empty());
  // Of two components by way of a third, of which only the source closes it.
  house["ui/kit/frame.cpp"] = includesOf("ui/kit/frame.cpp", "#include \"ui/kit/tip.h\"");
  house["ui/kit/tip.h"] = includesOf("ui/kit/tip.h", "#include \"ui/plot/plot.h\"");
  house["ui/plot/plot.h"] = {};
  const std::vector<std::string> found = circles(house);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == "ui/kit/frame -> ui/kit/tip -> ui/plot/plot -> ui/kit/frame");
}

}  // namespace
}  // namespace lab
