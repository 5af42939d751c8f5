// What the sources of the screen must keep to: what acts is reached by keyboard, and words with a card have one.
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "lab/settings/settings.h"
#include "lab/settings/settings_table.h"
#include "support.h"
#include "ui/kit/terms.h"

namespace lab::ui {
namespace {

namespace fs = std::filesystem;

struct Source {
  std::string name;  // "study/race_panel.cpp"
  std::string text;  // without its comments
};

std::string withoutComments(const std::string& text) {
  std::string out;
  for (const std::string& line : test::lines(text)) {
    const std::size_t slashes = line.find("//");
    // Two slashes within a literal are an address's.
    out += slashes == std::string::npos || (slashes > 0 && line[slashes - 1] == ':') ? line : line.substr(0, slashes);
    out += '\n';
  }
  return out;
}

std::vector<Source> uiSources() {
  const fs::path root = test::sourceDir() / "src" / "ui";
  std::vector<Source> sources;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".h" && extension != ".cpp") continue;
    sources.push_back(
        {fs::relative(entry.path(), root).generic_string(), withoutComments(test::readText(entry.path()))});
  }
  return sources;
}

bool inWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Whether this name of Dear ImGui, or the helper's own, is called: "Button" is no part of "InvisibleButton".
bool calls(const std::string& text, const std::string& name) {
  for (std::size_t at = text.find(name + "("); at != std::string::npos; at = text.find(name + "(", at + 1)) {
    if (at == 0 || !inWord(text[at - 1])) return true;
  }
  return false;
}

// Everything of Dear ImGui that answers a press. What pressable() and field() make of two of these has the focus ring,
// the keyboard and the order of Tab; the others have not.
constexpr const char* raw_controls[] = {
    "InvisibleButton", "Selectable",   "Button",         "SmallButton",        "ArrowButton", "ImageButton",
    "Checkbox",        "RadioButton",  "MenuItem",       "BeginMenu",          "Combo",       "BeginCombo",
    "ListBox",         "InputText",    "InputFloat",     "InputDouble",        "InputInt",    "SliderFloat",
    "SliderInt",       "DragFloat",    "DragInt",        "InputTextMultiline", "TreeNode",    "CollapsingHeader",
    "TabItemButton",   "BeginTabItem", "ButtonBehavior", "InputTextWithHint",  "InputScalar", "SliderScalar",
    "DragScalar",      "TextLink",     "ColorEdit4"};

// The two files that make controls of them, and which.
const std::map<std::string, std::set<std::string>> makers{{"kit/button.cpp", {"InvisibleButton"}},
                                                          {"kit/widgets.cpp", {"InputText"}}};

std::vector<std::string> rawControls(const Source& source) {
  std::vector<std::string> found;
  for (const std::string name : raw_controls) {
    const auto maker = makers.find(source.name);
    if (maker != makers.end() && maker->second.contains(name)) continue;
    if (calls(source.text, "ImGui::" + name)) found.push_back(name);
  }
  return found;
}

// What an answer to the mouse alone looks like: a press that no control has.
bool hearsTheMouseAlone(const Source& source) {
  // The press that closes a list is no control's.
  return source.name != "kit/focus.cpp" &&
         (calls(source.text, "ImGui::IsMouseClicked") || calls(source.text, "ImGui::IsItemClicked"));
}

// Names of the functions that give a word its card.
constexpr const char* labels[] = {"termLabel",  "termLabelLeftOf", "termHeading", "rowLabel", "rangeRow",
                                  "settingRow", "settingRows",     "postField",   "postList", "numberRow",
                                  "segmentRow", "toggleRow",       "number",      "fieldRow"};

// The function in whose parentheses this place is.
std::string enclosing(const std::string& text, std::size_t at) {
  int depth = 0;
  while (at-- > 0) {
    if (text[at] == ')' || text[at] == '}') ++depth;
    if (text[at] == '{' && depth > 0) --depth;
    if (text[at] != '(') continue;
    if (depth-- > 0) continue;
    std::size_t begin = at;
    while (begin > 0 && inWord(text[begin - 1])) --begin;
    return text.substr(begin, at - begin);
  }
  return {};
}

// The literals that stand in calls of these functions.
std::set<std::string> literalsIn(const std::string& text, const std::set<std::string>& functions) {
  std::set<std::string> found;
  for (std::size_t at = text.find('"'); at != std::string::npos;) {
    const std::size_t end = text.find('"', at + 1);
    if (end == std::string::npos) break;
    if (functions.contains(enclosing(text, at))) found.insert(text.substr(at + 1, end - at - 1));
    at = text.find('"', end + 1);
  }
  return found;
}

// The keys of all cards: of settings, and of words of their own.
std::vector<std::string> cardKeys() {
  const std::string table = test::readText(test::sourceDir() / "src" / "ui" / "kit" / "term_table.cpp");
  const std::string mark = ".key = \"";
  std::vector<std::string> keys;
  for (const SettingInfo& info : settingInfos()) {
    if (!info.words.text.empty()) keys.emplace_back(info.key);
  }
  for (std::size_t at = table.find(mark); at != std::string::npos; at = table.find(mark, at + 1)) {
    const std::size_t begin = at + mark.size();
    keys.push_back(table.substr(begin, table.find('"', begin) - begin));
  }
  return keys;
}

// The readouts are words with a card by their own labels.
std::set<std::string> readoutLabels(const std::vector<Source>& sources) {
  for (const Source& source : sources) {
    if (source.name == "readouts.cpp") return literalsIn(source.text, {"push_back"});
  }
  return {};
}

}  // namespace

TEST_CASE("sources: what answers a press on the screen is a control that the keyboard reaches") {
  const std::vector<Source> sources = uiSources();
  CHECK(sources.size() > 100);
  for (const Source& source : sources) {
    CAPTURE(source.name);
    for (const std::string& name : rawControls(source)) {
      CAPTURE(name);
      CHECK(name.empty());
    }
    CHECK_FALSE(hearsTheMouseAlone(source));
  }
}

TEST_CASE("sources: the check of controls sees what is wrong") {
  const auto wrong = [](const char* name, const char* line) {
    const Source source{name, withoutComments(line)};
    return !rawControls(source).empty() || hearsTheMouseAlone(source);
  };
  CHECK(wrong("toast.cpp", "if (ImGui::InvisibleButton(\"dismiss\", size)) {"));
  CHECK(wrong("kit/widgets.cpp", "if (ImGui::Selectable(\"a\")) return;"));
  CHECK(wrong("study/race_panel.cpp", "  ImGui::Button(\"go\");"));
  CHECK(wrong("picture.cpp", "if (ImGui::IsMouseClicked(0)) act();"));
  CHECK_FALSE(wrong("kit/button.cpp", "ImGui::InvisibleButton(id, size)"));
  CHECK_FALSE(wrong("toast.cpp", "if (pressable(frame, \"dismiss\", size)) {"));
  CHECK_FALSE(wrong("toast.cpp", "// ImGui::Button( is what it is not"));
  CHECK_FALSE(wrong("toast.cpp", "ImGui::IsMouseReleased(0)"));
}

TEST_CASE("sources: every word that asks for a card has one") {
  const std::vector<Source> sources = uiSources();
  int asked = 0;
  for (const Source& source : sources) {
    if (source.name.starts_with("kit/term")) continue;
    CAPTURE(source.name);
    // The row of a switch has a card or not, as its setting has.
    for (const std::string& key : literalsIn(source.text, {"termLabel", "termLabelLeftOf", "termHeading"})) {
      CAPTURE(key);
      ++asked;
      // Beside a key stand the words of the label.
      const bool words = key.find(' ') != std::string::npos || key == "validation" || key.empty();
      CHECK((words || findTerm(key) != nullptr));
    }
    for (const std::string& key : literalsIn(source.text, {"settingRow", "settingRows", "postField", "postList"})) {
      if (findSetting(key) == nullptr) continue;
      CAPTURE(key);
      ++asked;
      CHECK(findTerm(key) != nullptr);
    }
  }
  for (const std::string& label : readoutLabels(sources)) {
    if (label.empty() || label.find_first_of("0% ") != std::string::npos || label == "acc" || label == "diverged")
      continue;
    CAPTURE(label);
    ++asked;
    CHECK(findTerm(label == "validation" ? "val" : label) != nullptr);
  }
  CHECK(asked > 40);
}

TEST_CASE("sources: every card is some word's, and every row of a setting is on some panel") {
  const std::vector<Source> sources = uiSources();
  std::set<std::string> used = readoutLabels(sources);
  const std::set<std::string> functions(std::begin(labels), std::end(labels));
  for (const Source& source : sources) {
    if (source.name.starts_with("kit/term")) continue;
    used.merge(literalsIn(source.text, functions));
  }
  const std::vector<std::string> keys = cardKeys();
  CHECK(keys.size() > 45);
  CHECK(std::set<std::string>(keys.begin(), keys.end()).size() == keys.size());
  for (const std::string& key : keys) {
    CAPTURE(key);
    CHECK(findTerm(key) != nullptr);
    CHECK(used.contains(key));
  }
  int of_values = 0;
  for (const SettingInfo& info : settingInfos()) {
    CAPTURE(std::string(info.key));
    for (const ValueName& name : info.names) of_values += name.words.text.empty() ? 0 : 1;
    CHECK((used.contains(std::string(info.key)) || info.control == Control::elsewhere));
  }
  CHECK(of_values > 20);
}

}  // namespace lab::ui
