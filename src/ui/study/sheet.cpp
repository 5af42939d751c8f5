#include "ui/study/sheet.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "lab/study/study_snapshot.h"
#include "ui/kit/widgets.h"
#include "ui/study/checks_panel.h"
#include "ui/study/examples_panel.h"
#include "ui/study/health_panel.h"
#include "ui/study/race_panel.h"
#include "ui/study/search_panel.h"

namespace lab::ui {
namespace {

struct Tab {
  const char* name;
  std::unique_ptr<StudyPanel> (*make)();
};

template <class Panel>
std::unique_ptr<StudyPanel> make() {
  return std::make_unique<Panel>();
}

// Their places are keys, from 1: another one comes last.
constexpr std::array tabs = {Tab{"Examples", make<ExamplesPanel>}, Tab{"Race", make<RacePanel>},
                             Tab{"Health", make<HealthPanel>}, Tab{"Search", make<SearchPanel>},
                             Tab{"Checks", make<ChecksPanel>}};

}  // namespace

StudySheet::StudySheet() {
  for (const Tab& tab : tabs) panels_.push_back(tab.make());
}

void StudySheet::choose(int place) {
  if (open_ && place >= 0 && place < static_cast<int>(tabs.size())) tab_ = place;
}

const char* StudySheet::entrance(const Snapshot& snapshot) const {
  const StudiesSnapshot& studies = *snapshot.studies;
  if (open_ || !studies.running) return title;
  if (studies.search && studies.search->running) return "Search runs";
  if (studies.check && studies.check->running) return "Check runs";
  return "Race runs";
}

void StudySheet::drawEntrance(Frame& frame, float width) {
  if (button(frame, {.id = "experiments",
                     .icon = open_ ? Icon::close : Icon::flask,
                     .label = open_ ? "Close" : entrance(frame.snapshot),
                     .tip = open_ ? "Back to the plots   E"
                            : frame.snapshot.studies->running
                                ? "It goes on in there while this is closed, and the run on the screen rests.   E"
                                : "Worked examples, races, the health of the run, searches and checks   E",
                     .width = width})) {
    toggle();
  }
}

void StudySheet::drawTabs(Frame& frame, const Rect& rect) {
  beginPanel(frame, "study tabs", rect, bare_panel);
  const float h = rect.h;
  const float close_w = h;
  const float room = rect.w - close_w - frame.px(8);
  std::array<const char*, tabs.size()> names;
  std::ranges::transform(tabs, names.begin(), &Tab::name);
  float wanted = 0;
  for (const char* name : names) wanted += textWidth(name) + frame.px(24);
  if (wanted <= room) {
    const float width = std::min(room, frame.px(110) * static_cast<float>(names.size()));
    if (const auto chosen = segmented(frame, "study tab", names, tab_, width, h)) tab_ = *chosen;
  } else {
    const std::vector<std::string> entries(names.begin(), names.end());
    if (const auto chosen = choice(frame, "study tab", entries, tab_, room)) tab_ = *chosen;
  }
  ImGui::SetCursorScreenPos(ImVec2(rect.right() - close_w, rect.y));
  if (button(frame, {.id = "close study",
                     .icon = Icon::close,
                     .tip = "Back to the picture and the plots   E",
                     .style = ButtonStyle::quiet,
                     .width = close_w,
                     .height = h})) {
    close();
  }
  endPanel(frame);
}

void StudySheet::draw(Frame& frame, Rect rect, View& view) {
  drawTabs(frame, cutTop(rect, frame.theme.control(36), frame.px(8)));
  ImGui::PushID(tab_);
  beginPanel(frame, "study body", rect);
  panels_[static_cast<std::size_t>(tab_)]->draw(frame, view);
  endPanel(frame);
  ImGui::PopID();
}

}  // namespace lab::ui
