#include "ui/images/confusion_panel.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/kit/format.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrap.h"

namespace lab::ui {
namespace {

// Names of columns that are narrower than a word stand upright, read from below.
// Written at `inside` first, where ImGui does not leave out glyphs beyond the panel's edge, then turned into place.
void textUpright(ImDrawList& list, ImVec2 inside, ImVec2 foot, Color color, std::string_view words) {
  const int before = list.VtxBuffer.Size;
  textAt(list, inside, 0, color, words);
  for (int i = before; i < list.VtxBuffer.Size; ++i) {
    ImVec2& p = list.VtxBuffer[i].pos;
    p = ImVec2(foot.x + (p.y - inside.y), foot.y - (p.x - inside.x));
  }
}

constexpr const char* test_words =
    "Asked for only at the end: whoever looks at the test score while choosing settings fits the choice to these "
    "images, and the score no longer tells how the model does on new ones.";

// Above the matrix: the names of its columns, upright.
float headHeight(const Frame& frame) {
  float widest = 0;
  for (int c = 0; c < static_cast<int>(image_classes); ++c) {
    widest = std::max(widest, textWidth(className(frame.snapshot, c)));
  }
  return widest + frame.px(12);
}

float leastRow(const Frame& frame) { return frame.theme.control(28); }

std::string cellTip(const Snapshot& snapshot, const Confusion& confusion, int row, int column) {
  if (confusion.total == 0) return "Not trained yet.";
  const int count = confusion.counts[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
  const int all = confusion.row(row);
  std::string words = grouped(count) + " of " + grouped(all) + " " + className(snapshot, row) + " images ";
  words += row == column ? "recognized" : "taken for " + className(snapshot, column);
  if (all > 0) words += ": " + percent(static_cast<double>(count) / all, 1);
  return words + (count > 0 ? ". Click to see them." : ".");
}

}  // namespace

MatrixPlan planMatrix(float width, float height, float names, float share, float least_row) {
  const float n = static_cast<float>(image_classes);
  const float cell_w = (width - names - share) / n;
  const float cell_h = std::clamp(height / n, least_row, std::max(least_row, 1.1f * cell_w));
  return {names, cell_w, cell_h, share};
}

void ConfusionPanel::drawMatrix(Frame& frame, const Confusion& confusion, ImageDesk& desk) {
  const Snapshot& snapshot = frame.snapshot;
  const Palette& p = frame.colors();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  const bool narrow = room.x < frame.px(470);
  const float head = headHeight(frame);
  const float share = narrow ? 0 : frame.px(58);
  const MatrixPlan plan = planMatrix(room.x, room.y - head - frame.px(4), head - frame.px(4), share, leastRow(frame));
  const float left = at.x + plan.names;
  const float top = at.y + head;
  textAt(list, ImVec2(at.x, top - frame.px(38)), 0, p.muted, "taken for →");
  textAt(list, ImVec2(at.x, top - frame.px(14)), 0, p.muted, "true ↓");
  for (int c = 0; c < static_cast<int>(image_classes); ++c) {
    const float x = left + (static_cast<float>(c) + 0.5f) * plan.cell_w;
    textUpright(list, ImVec2(at.x, top), ImVec2(x, top - frame.px(6)), p.muted, className(snapshot, c));
  }
  if (share > 0) textAt(list, ImVec2(left + 10 * plan.cell_w + share, top - frame.px(14)), 1, p.muted, "right");
  const Color strong_right = p.accent;
  const Color strong_wrong = frame.theme.dark() ? IM_COL32(240, 150, 90, 255) : IM_COL32(213, 94, 0, 255);
  for (int r = 0; r < static_cast<int>(image_classes); ++r) {
    const float y = top + static_cast<float>(r) * plan.cell_h;
    textAt(list, ImVec2(left - frame.px(8), y + plan.cell_h / 2), 1, p.text, className(snapshot, r));
    const int all = confusion.row(r);
    for (int c = 0; c < static_cast<int>(image_classes); ++c) {
      const int count = confusion.counts[static_cast<std::size_t>(r)][static_cast<std::size_t>(c)];
      const double part = all > 0 ? static_cast<double>(count) / all : 0;
      const ImVec2 a(left + static_cast<float>(c) * plan.cell_w + 1, y + 1);
      const ImVec2 b(a.x + plan.cell_w - 2, a.y + plan.cell_h - 2);
      ImGui::PushID(r * 10 + c);
      ImGui::SetCursorScreenPos(a);
      if (pressable(frame, "cell", b - a, r == 0 && c == 0) && count > 0) {
        desk.choice = {desk.choice.part, r, c, false};
        desk.tab = StageTab::images;
      }
      hint(frame, cellTip(snapshot, confusion, r, c));
      const bool hovered = ImGui::IsItemHovered() && !frame.host.touch && count > 0;
      ImGui::PopID();
      // A root keeps rare confusions in sight.
      const float depth = 0.9f * static_cast<float>(std::pow(part, 0.7));
      const Color fill = mix(p.field, r == c ? strong_right : strong_wrong, depth);
      list.AddRectFilled(a, b, fill, frame.px(4));
      if (hovered) list.AddRect(a, b, p.text, frame.px(4), 0, frame.px(1.5f));
      if (count == 0) continue;
      const std::string words = shares_ ? fixed(100 * part, 0) : std::to_string(count);
      if (textWidth(words) > plan.cell_w) continue;  // the tooltip has it
      textAt(list, (a + b) / 2, 0.5f, inkOn(fill), words);
    }
    if (share > 0 && all > 0) {
      const float x = left + 10 * plan.cell_w + share;
      textAt(list, ImVec2(x, y + plan.cell_h / 2), 1, p.text, percent(confusion.accuracyOf(r)));
    }
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(1, head + 10 * plan.cell_h + frame.px(4)));
}

// The score on the part that is shown, and beside it (below it where there is no room) the way to the last one.
void ConfusionPanel::drawScore(Frame& frame, const Confusion& confusion, ImageDesk& desk) {
  const RunSnapshot& run = shownRun(frame.snapshot, desk);
  // The verdicts of a part that was just chosen come with the next frame: until then they are not 0 %.
  const std::string score = confusion.total == 0 ? std::string("…") : percent(confusion.accuracy(), 1);
  const std::string words =
      run.trained() ? score + " of " + grouped(confusion.total) + " " + partName(desk.choice.part) + " images right"
                    : std::string("Not trained yet: press Train first.");
  const ButtonSpec test{.id = "test",
                        .label = "Measure on the test images",
                        .tip = run.trained() ? "Once, when nothing is left to choose." : "Train first.",
                        .enabled = run.trained()};
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float button_w = buttonWidth(frame, test);
  const bool offers = frame.snapshot.images && frame.snapshot.images->test.size() > 0;
  bool beside = false;
  {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::heading_px));
    beside = offers && textWidth(words) + frame.px(14) + button_w <= width;
    const float height = beside ? frame.theme.row() : ImGui::GetFontSize();
    textFitted(*ImGui::GetWindowDrawList(), ImVec2(at.x, at.y + height / 2), width, frame.colors().text, words);
    ImGui::Dummy(ImVec2(1, height));
  }
  if (!offers) return;
  const ImVec2 next = ImGui::GetCursorScreenPos();
  if (beside) ImGui::SetCursorScreenPos(ImVec2(at.x + width - button_w, at.y));
  if (button(frame, test)) {
    frame.post("test");
    desk.choice = {ImagePart::test, {}, {}, false};
  }
  if (beside) ImGui::SetCursorScreenPos(next);
}

// What a test is for, and its result.
void ConfusionPanel::drawTest(Frame& frame, const ImageDesk& desk) {
  const Index images = frame.snapshot.images ? frame.snapshot.images->test.size() : 0;
  if (images == 0) return text(frame, "There are no test images here.", Tone::muted);
  const RunSnapshot& run = shownRun(frame.snapshot, desk);
  if (run.test) {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::body_px));
    const std::string words = percent(run.test->accuracy, 1) + " of " + grouped(run.split.test) + " test images right";
    const std::string when = ", at iteration " + grouped(run.test->iteration);
    text(frame, words + when, Tone::body, true);
  }
  prose(frame, test_words);
}

void ConfusionPanel::draw(Frame& frame, const Rect& rect, ImageDesk& desk) {
  const Snapshot& snapshot = frame.snapshot;
  const RunSnapshot& run = shownRun(snapshot, desk);
  beginPanel(frame, "confusion", rect);
  const float width = ImGui::GetContentRegionAvail().x;
  const bool narrow = width < frame.px(470);
  const bool rows = narrow && run.test.has_value();  // three parts leave no room beside them
  const float units_w = frame.px(narrow ? 118 : 150);
  const float parts_w = rows ? width : frame.px(run.test ? 270 : narrow ? 174 : 200);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (const auto chosen = choosePart(frame, desk, parts_w)) desk.choice = {*chosen, {}, {}, false};
  const std::array<const char*, 2> units = {"Counts", narrow ? "%" : "Row %"};
  if (!rows) ImGui::SetCursorScreenPos(ImVec2(at.x + width - units_w, at.y));
  if (const auto chosen = segmented(frame, "units", units, shares_ ? 1 : 0, units_w)) shares_ = *chosen == 1;

  const ImagePart part = desk.choice.part;
  const Confusion confusion = confusionOf(labelsOf(snapshot, run.split, part), desk.verdicts.predicted);
  drawScore(frame, confusion, desk);
  // What is below the matrix keeps its height; the matrix has the rest.
  const float spacing = ImGui::GetStyle().ItemSpacing.y;
  float below = frame.px(6);
  if (frame.explain) below += wrappedSize(test_words, width).y + spacing;
  if (run.test) below += ImGui::GetFontSize() * (width < frame.px(400) ? 2 : 1) + spacing;
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().y - below;
  const float least = headHeight(frame) + 10 * leastRow(frame) + frame.px(4);
  ImGui::BeginChild("matrix", ImVec2(width, std::max(room, least)), ImGuiChildFlags_NavFlattened,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground);
  drawMatrix(frame, confusion, desk);
  ImGui::EndChild();
  ImGui::SetCursorScreenPos(ImVec2(corner.x, corner.y + std::max(room, least) + frame.px(6)));
  drawTest(frame, desk);
  endPanel(frame);
}

}  // namespace lab::ui
