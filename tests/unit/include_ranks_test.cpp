// The plan of the house, kept: each folder of src/ includes itself and lower ranks, and never what it must not know.
#include <map>
#include <set>

#include <doctest/doctest.h>

#include "support.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
using test::contains;

const std::map<std::string, int> ranks{{"core", 0},  {"data", 1}, {"model", 2}, {"loss", 3},     {"optim", 4},
                                       {"train", 5}, {"lab", 6},  {"ui", 7},    {"platform", 8}, {"cli", 8}};

// Lower folders that are out of bounds all the same.
const std::map<std::string, std::set<std::string>> never{
    {"model", {"data"}},         {"loss", {"model"}},
    {"optim", {"data", "loss"}}, {"ui", {"model", "loss", "optim", "train"}},
    {"cli", {"ui", "platform"}},
};

// Headers from elsewhere, by the folders that may include them. A trailing '*' stands for any ending.
struct OutsideRule {
  std::string header;
  std::set<std::string> allowed;
};
const std::vector<OutsideRule> outside{
    {"SDL*", {"platform"}},
    {"emscripten*", {"platform"}},
    {"GL*", {"platform"}},
    {"imgui_impl*", {"platform"}},
    {"imgui*", {"ui", "platform"}},
    {"fonts_data.h", {"ui", "platform"}},
    {"chrono", {"platform", "cli"}},
    {"ctime", {"platform", "cli"}},
    // Their calls throw for paths that the system refuses, and a program ends so: cli/files.h is ours.
    {"fstream", {}},
    {"filesystem", {}},
    {"iostream", {"platform", "cli"}},
    {"thread", {"core", "platform", "cli"}},  // core/team.h shares a product over the cores; nothing else runs apart
    {"unistd.h", {"platform", "cli"}},
    {"random", {}},  // distributions differ between standard libraries: core/random.h is ours
};

struct Include {
  std::string file;    // "ui/plot.cpp"
  std::string header;  // as written
  bool quoted = false;
};

bool matches(const std::string& pattern, const std::string& header) {
  if (pattern.ends_with('*')) return header.starts_with(pattern.substr(0, pattern.size() - 1));
  return header == pattern;
}

std::string folderOf(const std::string& path) {
  const std::size_t slash = path.find('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

// Includes of one file's text; `file` as "folder/name".
std::vector<Include> includesOf(const std::string& file, const std::string& text) {
  std::vector<Include> out;
  for (std::string line : test::lines(text)) {
    std::erase_if(line, [](char c) { return c == ' ' || c == '\t'; });
    if (!line.starts_with("#include")) continue;
    const std::size_t open = line.find_first_of("\"<");
    if (open == std::string::npos) continue;
    const std::size_t close = line.find_first_of("\">", open + 1);
    out.push_back({file, line.substr(open + 1, close - open - 1), line[open] == '"'});
  }
  return out;
}

// Why an include breaks the plan, or nothing.
std::string complaint(const Include& include) {
  const std::string folder = folderOf(include.file);
  const std::string target = folderOf(include.header);
  const std::string what = include.file + " includes " + include.header + ": ";
  for (const OutsideRule& rule : outside) {
    if (!matches(rule.header, include.header)) continue;
    return rule.allowed.contains(folder) ? std::string() : what + "not in " + folder;
  }
  if (!include.quoted || target.empty() || !ranks.contains(target)) return {};
  if (target == folder) return {};
  if (ranks.at(target) >= ranks.at(folder)) return what + "a rank that is not lower";
  if (never.contains(folder) && never.at(folder).contains(target)) return what + folder + " must not know " + target;
  return {};
}

TEST_CASE("ranks: every include in src/ obeys the plan") {
  const fs::path src = test::sourceDir() / "src";
  int files = 0;
  for (const fs::directory_entry& folder : fs::directory_iterator(src)) {
    CAPTURE(folder.path().string());
    CHECK(folder.is_directory());
    CHECK(ranks.contains(folder.path().filename().string()));
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder.path())) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cpp") continue;
      ++files;
      const std::string file = folder.path().filename().string() + "/" + entry.path().filename().string();
      for (const Include& include : includesOf(file, test::readText(entry.path()))) {
        const std::string wrong = complaint(include);
        CAPTURE(wrong);
        CHECK(wrong.empty());
        // Paths start at src/, so that the folder of what is included can be read off.
        if (include.quoted && !contains(include.header, "/")) {
          CAPTURE(file);
          CAPTURE(include.header);
          CHECK_FALSE(fs::exists(folder.path() / include.header));
        }
      }
    }
  }
  CHECK(files > 30);
}

TEST_CASE("ranks: the check sees what is wrong") {
  const auto complains = [](const std::string& file, const std::string& line) {
    const std::vector<Include> includes = includesOf(file, line);
    REQUIRE(includes.size() == 1);
    return !complaint(includes[0]).empty();
  };
  CHECK(complains("core/random.h", "#include \"data/dataset.h\""));
  CHECK(complains("core/random.h", "#include <random>"));
  CHECK(complains("cli/train.cpp", "#include <filesystem>"));
  CHECK(complains("cli/train.cpp", "#include <fstream>"));
  CHECK(complains("loss/loss.h", "  #  include \"model/model.h\"  // why not"));
  CHECK(complains("optim/optimizer.h", "#include \"data/dataset.h\""));
  CHECK(complains("train/trainer.cpp", "#include <chrono>"));
  CHECK(complains("lab/session.cpp", "#include <imgui.h>"));
  CHECK(complains("ui/plot.cpp", "#include <SDL.h>"));
  CHECK(complains("ui/plot.cpp", "#include \"train/trainer.h\""));
  CHECK(complains("ui/plot.cpp", "#include \"platform/page.h\""));
  CHECK(complains("cli/train.cpp", "#include \"ui/app.h\""));
  CHECK(complains("platform/page.cpp", "#include \"cli/command_line.h\""));
  CHECK(complains("cli/train.cpp", "#include <emscripten/emscripten.h>"));
  CHECK_FALSE(complains("platform/page.cpp", "#include <emscripten.h>"));
  CHECK_FALSE(complains("ui/plot.cpp", "#include \"lab/snapshot.h\""));
  CHECK_FALSE(complains("train/trainer.h", "#include \"model/model.h\""));
  CHECK_FALSE(complains("core/random.h", "#include <vector>"));
}

}  // namespace
}  // namespace lab
