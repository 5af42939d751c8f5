#include "ui/training/published_table.h"

#include <algorithm>
#include <array>

#include "lab/settings/published.h"
#include "ui/kit/format.h"
#include "ui/kit/widgets.h"

namespace lab::ui {
namespace {

constexpr std::array<float, 4> right_edges = {0.235f, 0.525f, 0.815f, 1.0f};  // shares of the width

void drawRow(Frame& frame, const std::array<std::string, 4>& cells, Color ink, bool matched) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = frame.px(27);
  if (matched) {
    list.AddRectFilled(at, at + ImVec2(width, height - frame.px(1)), frame.colors().good_soft, frame.px(5));
    drawIcon(list, Icon::tick, at + ImVec2(frame.px(12), height / 2), frame.px(11), frame.colors().good);
  }
  for (std::size_t i = 0; i < cells.size(); ++i) {
    textAt(list, at + ImVec2(width * right_edges[i] - frame.px(4), height / 2), 1, ink, cells[i]);
  }
  ImGui::Dummy(ImVec2(width, height));
}

// "1 of 1 reached so far match."
std::string matchWords(const std::vector<PublishedCheck>& checks) {
  std::size_t matched = 0, reached = 0;
  for (const PublishedCheck& check : checks) {
    matched += check.matches ? 1 : 0;
    reached += check.ours ? 1 : 0;
  }
  if (reached == 0) return "None is reached yet.";
  const std::string so_far = reached < checks.size() ? " reached so far" : "";
  return std::to_string(matched) + " of " + std::to_string(reached) + so_far + " match.";
}

void drawRun(Frame& frame, const RunSnapshot& run) {
  const std::string whose = frame.snapshot.runs.size() > 1 ? std::string(modelName(run.model)) + ": " : "";
  text(frame, whose + matchWords(run.published), Tone::muted, true);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  drawRow(frame, {"step", "published", "ours", "off by"}, frame.colors().muted, false);
  for (const PublishedCheck& check : run.published) {
    std::array<std::string, 4> cells = {grouped(check.iteration), fixed(check.published, 6), "–", ""};
    if (check.ours) {
      cells[2] = fixed(*check.ours, 6);
      cells[3] = differenceText(*check.ours - check.published);
    }
    const Color ink = check.matches ? frame.colors().good : check.ours ? frame.colors().text : frame.colors().muted;
    drawRow(frame, cells, ink, check.matches);
  }
  ImGui::PopStyleVar();
}

}  // namespace

bool hasPublished(const Snapshot& snapshot) {
  return std::any_of(snapshot.runs.begin(), snapshot.runs.end(),
                     [](const RunSnapshot& run) { return !run.published.empty(); });
}

void drawPublishedTable(Frame& frame) {
  text(frame, "Printed in " + std::string(published_source) + ".", Tone::muted, true);
  for (const RunSnapshot& run : frame.snapshot.runs) {
    if (!run.published.empty()) drawRun(frame, run);
  }
}

}  // namespace lab::ui
