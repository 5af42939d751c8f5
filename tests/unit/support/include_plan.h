// The plan of the house as src/README.md has it, the house as it is, and where the two differ.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace lab::test {

struct Part {
  std::string name;  // "ui/", "lab/session*"
  int rank = 0;
  std::vector<std::string> never;  // "train/", "kernels/thread_pool.h"
};
struct Plan {
  std::vector<Part> parts;
  std::set<std::string> values;   // headers that everyone above may know
  std::set<std::string> measure;  // files that know the machinery after all
};
const Plan& thePlan();

// The part with the longest name that the path begins with; null: none.
const Part* partOf(const Plan& plan, const std::string& path);
std::string folderOf(const std::string& path);

struct Include {
  std::string file;    // "ui/plot/plot.cpp"
  std::string header;  // as written
  bool quoted = false;
};
// Includes of one file's text; `file` as "folder/name".
std::vector<Include> includesOf(const std::string& file, const std::string& text);

// What each file includes, by its path below src/.
using House = std::map<std::string, std::vector<Include>>;
House theHouse();

// Why an include breaks the plan by itself, or nothing.
std::string complaint(const Plan& plan, const Include& include);

// Every header of the house that the file reaches, with the one through which it does: empty for its own includes.
std::map<std::string, std::string> reach(const House& house, const std::string& file);
// What the file reaches though it must not: "ui/a.h reaches train/trainer.h through lab/observe/health.h, ui/b.h".
std::vector<std::string> unduly(const Plan& plan, const House& house, const std::string& file);

// Components that include each other, each circle once: "ui/frame -> ui/tip -> ui/frame".
std::vector<std::string> circles(const House& house);

}  // namespace lab::test
