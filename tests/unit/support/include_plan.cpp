#include "include_plan.h"

#include <algorithm>
#include <filesystem>

#include "support.h"

namespace lab::test {
namespace {

namespace fs = std::filesystem;

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
    {"thread",
     {"core", "platform", "cli"}},  // kernels/thread_pool.h shares a product over the cores; nothing else runs apart
    {"unistd.h", {"platform", "cli"}},
    {"random", {}},  // distributions differ between standard libraries: core/random.h is ours
};

bool matches(const std::string& pattern, const std::string& path) {
  if (pattern.ends_with('*')) return path.starts_with(pattern.substr(0, pattern.size() - 1));
  if (pattern.ends_with('/')) return path.starts_with(pattern);
  return path == pattern;
}

// What stands between backticks.
std::vector<std::string> coded(const std::string& text) {
  std::vector<std::string> out;
  const std::vector<std::string> pieces = split(text, '`');
  for (std::size_t i = 1; i < pieces.size(); i += 2) out.push_back(pieces[i]);
  return out;
}

Plan planIn(const std::string& text) {
  Plan plan;
  std::string heading;
  for (const std::string& line : lines(text)) {
    if (line.starts_with("#")) heading = line;
    const std::vector<std::string> cells = split(line, '|');
    if (cells.size() == 6 && !coded(cells[2]).empty()) {
      Part part{coded(cells[2]).front(), std::stoi(cells[1]), {}};
      const std::vector<std::string> named = coded(cells[4]);
      if (contains(cells[4], "the same as")) {
        part.never = partOf(plan, named.front())->never;
      } else {
        std::copy_if(named.begin(), named.end(), std::back_inserter(part.never),
                     [](const std::string& name) { return contains(name, "/"); });
      }
      plan.parts.push_back(part);
    }
    if (!line.starts_with("`")) continue;
    for (const std::string& file : coded(line)) {
      if (heading == "## Values") plan.values.insert(file);
      if (heading == "## Who measures the machinery") plan.measure.insert(file);
    }
  }
  return plan;
}

std::string componentOf(const std::string& file) { return file.substr(0, file.rfind('.')); }

}  // namespace

std::string folderOf(const std::string& path) {
  const std::size_t slash = path.find('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

const Plan& thePlan() {
  static const Plan plan = planIn(readText(sourceDir() / "src" / "README.md"));
  return plan;
}

const Part* partOf(const Plan& plan, const std::string& path) {
  const Part* found = nullptr;
  for (const Part& part : plan.parts) {
    if (matches(part.name, path) && (found == nullptr || part.name.size() > found->name.size())) found = &part;
  }
  return found;
}

std::vector<Include> includesOf(const std::string& file, const std::string& text) {
  std::vector<Include> out;
  for (std::string line : lines(text)) {
    std::erase_if(line, [](char c) { return c == ' ' || c == '\t'; });
    if (!line.starts_with("#include")) continue;
    const std::size_t open = line.find_first_of("\"<");
    if (open == std::string::npos) continue;
    const std::size_t close = line.find_first_of("\">", open + 1);
    out.push_back({file, line.substr(open + 1, close - open - 1), line[open] == '"'});
  }
  return out;
}

House theHouse() {
  House house;
  const fs::path src = sourceDir() / "src";
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(src)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".h" && extension != ".cpp") continue;
    const std::string file = fs::relative(entry.path(), src).generic_string();
    house[file] = includesOf(file, readText(entry.path()));
  }
  return house;
}

std::string complaint(const Plan& plan, const Include& include) {
  const std::string folder = folderOf(include.file);
  const std::string what = include.file + " includes " + include.header + ": ";
  for (const OutsideRule& rule : outside) {
    if (!matches(rule.header, include.header)) continue;
    return rule.allowed.contains(folder) ? std::string() : what + "not in " + folder;
  }
  const Part* part = partOf(plan, include.file);
  const Part* target = partOf(plan, include.header);
  if (!include.quoted || target == nullptr || part == target) return {};
  if (part == nullptr) return what + "src/README.md does not know the part";
  if (target->rank >= part->rank) return what + "a rank that is not lower";
  return {};
}

std::map<std::string, std::string> reach(const House& house, const std::string& file) {
  std::map<std::string, std::string> reached;
  std::vector<std::string> open{file};
  while (!open.empty()) {
    const std::string next = open.back();
    open.pop_back();
    const auto found = house.find(next);
    if (found == house.end()) continue;
    for (const Include& include : found->second) {
      if (include.quoted && reached.emplace(include.header, next == file ? "" : next).second) {
        open.push_back(include.header);
      }
    }
  }
  return reached;
}

std::vector<std::string> unduly(const Plan& plan, const House& house, const std::string& file) {
  std::vector<std::string> out;
  const Part* part = partOf(plan, file);
  if (part == nullptr || plan.measure.contains(file)) return out;
  const auto reached = reach(house, file);
  for (const auto& one : reached) {
    const std::string& header = one.first;
    const bool barred = std::any_of(part->never.begin(), part->never.end(),
                                    [&](const std::string& rule) { return matches(rule, header); });
    if (!barred || plan.values.contains(header)) continue;
    std::string way;
    for (std::string step = one.second; !step.empty(); step = reached.at(step)) way += (way.empty() ? "" : ", ") + step;
    out.push_back(file + " reaches " + header + (way.empty() ? "" : " through " + way));
  }
  return out;
}

std::vector<std::string> circles(const House& house) {
  std::map<std::string, std::set<std::string>> edges;
  for (const auto& [file, includes] : house) {
    for (const Include& include : includes) {
      const std::string to = componentOf(include.header);
      if (include.quoted && house.contains(include.header) && to != componentOf(file)) {
        edges[componentOf(file)].insert(to);
      }
    }
  }
  std::vector<std::string> found, path;
  std::set<std::string> done;
  const auto visit = [&](const auto& self, const std::string& component) -> void {
    const auto again = std::find(path.begin(), path.end(), component);
    if (again != path.end()) {
      std::string circle;
      for (auto step = again; step != path.end(); ++step) circle += *step + " -> ";
      found.push_back(circle + component);
      return;
    }
    if (!done.insert(component).second) return;
    path.push_back(component);
    for (const std::string& next : edges[component]) self(self, next);
    path.pop_back();
  };
  for (const auto& [file, includes] : house) visit(visit, componentOf(file));
  return found;
}

}  // namespace lab::test
