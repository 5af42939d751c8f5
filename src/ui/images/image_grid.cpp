#include "ui/images/image_grid.h"

#include <algorithm>
#include <array>

#include "ui/kit/format.h"
#include "ui/kit/widgets.h"

namespace lab::ui {
namespace {

constexpr float cell_width = 88;
constexpr float gap = 8;
constexpr float least_height = 240;  // of a panel whose choice stays in sight while its images scroll

// Of an answer that is right. The scores of an SVM are no probabilities.
std::string rightText(LossKind loss, float probability) {
  switch (loss) {
    case LossKind::softmax:
      return percent(static_cast<double>(probability)) + " sure";
    case LossKind::svm:
      break;
  }
  return "right";
}

}  // namespace

std::string choiceText(const Snapshot& snapshot, const ImageChoice& choice, std::size_t shown, std::size_t all) {
  const std::string count =
      shown == all ? grouped(static_cast<std::int64_t>(all))
                   : grouped(static_cast<std::int64_t>(shown)) + " of " + grouped(static_cast<std::int64_t>(all));
  if (choice.label && choice.predicted) {
    const std::string label = className(snapshot, *choice.label);
    const bool right = choice.label == choice.predicted;
    return count + ": " + label + (right ? " recognized" : " taken for " + className(snapshot, *choice.predicted)) +
           ", surest first";
  }
  return count + " " + partName(choice.part) + " images" +
         (choice.label ? ", " + className(snapshot, *choice.label) : "") + (choice.mistakes ? ", mistakes" : "");
}

// Part and class on one row, then how many there are and the switch for mistakes.
void ImageGrid::drawChoice(Frame& frame, ImageDesk& desk, std::size_t shown, std::size_t all) {
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const RunSnapshot& run = shownRun(frame.snapshot, desk);
  const float parts_w = frame.px(width < frame.px(400) ? 178 : partCount(frame.snapshot, desk) > 2 ? 260 : 200);
  if (const auto chosen = choosePart(frame, desk, parts_w)) {
    desk.choice.part = *chosen;
    desk.choice.predicted.reset();
  }
  std::vector<std::string> names = {"Every class"};
  for (int c = 0; c < static_cast<int>(image_classes); ++c) names.push_back(className(frame.snapshot, c));
  int selected = desk.choice.label ? *desk.choice.label + 1 : 0;
  if (desk.choice.label && desk.choice.predicted) {
    selected = static_cast<int>(names.size());
    names.push_back(className(frame.snapshot, *desk.choice.label) + " → " +
                    className(frame.snapshot, *desk.choice.predicted));
  }
  const float room = width - parts_w - frame.px(8);
  ImGui::SetCursorScreenPos(ImVec2(at.x + parts_w + frame.px(8), at.y));
  if (const auto chosen = choice(frame, "class", names, selected, std::min(room, frame.px(230)))) {
    desk.choice.predicted.reset();
    desk.choice.label.reset();
    if (*chosen > 0) desk.choice.label = *chosen - 1;
  }

  const float chip_h = frame.theme.chip();
  const float chip_w = chipWidth(frame, "Mistakes");
  const ImVec2 line(at.x, at.y + frame.theme.row() + frame.px(8));
  std::string words = choiceText(frame.snapshot, desk.choice, shown, all);
  if (!run.trained()) words = "Not trained yet: " + words;
  // The inspector takes an image through the model as it is now.
  if (desk.choice.part == ImagePart::test && run.test && run.test->iteration != run.iteration) {
    words += ", at iteration " + grouped(run.test->iteration);
  }
  textFitted(*ImGui::GetWindowDrawList(), line + ImVec2(0, chip_h / 2), width - chip_w - frame.px(8),
             frame.colors().muted, words);
  ImGui::SetCursorScreenPos(ImVec2(at.x + width - chip_w, line.y));
  const char* only = run.trained() ? "Only the images that the model gets wrong." : untrained_tip;
  if (chip(frame, "mistakes only", "Mistakes", desk.choice.mistakes, only)) {
    desk.choice.mistakes = !desk.choice.mistakes;
    desk.choice.predicted.reset();
  }
  ImGui::SetCursorScreenPos(ImVec2(at.x, line.y + chip_h + frame.px(8)));
}

// The first place in the wall is for a picture of the visitor's own.
void ImageGrid::drawOwn(Frame& frame, const Rect& rect) {
  const Palette& p = frame.colors();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::SetCursorScreenPos(topLeft(rect));
  if (pressable(frame, "own picture", sizeOf(rect))) frame.post("page choose_picture");
  hint(frame, own_picture_tip);
  const bool hovered = ImGui::IsItemHovered() && !frame.host.touch;
  const bool shown = frame.host.picture != nullptr;
  list.AddRectFilled(topLeft(rect), bottomRight(rect), hovered || shown ? p.accent_soft : p.field, frame.px(8));
  list.AddRect(topLeft(rect), bottomRight(rect), p.accent, frame.px(8), 0, frame.px(shown ? 2.5f : 1.5f));
  const ImVec2 middle(rect.x + rect.w / 2, rect.y + rect.w / 2);
  const float arm = 0.16f * rect.w;
  list.AddLine(middle - ImVec2(arm, 0), middle + ImVec2(arm, 0), p.accent, frame.px(3));
  list.AddLine(middle - ImVec2(0, arm), middle + ImVec2(0, arm), p.accent, frame.px(3));
  float y = rect.y + rect.w + frame.px(9);
  const FontScope font(frame.theme.semibold(), 0);
  for (const char* line : {"Your own", "picture"}) {
    const float width = std::min(textWidth(line), rect.w - frame.px(8));
    textFitted(list, ImVec2(middle.x - width / 2, y), width, p.accent, line);
    y += frame.px(21);
  }
}

void ImageGrid::drawCell(Frame& frame, const ImageDesk& desk, View& view, Index index, const Rect& rect, bool stop) {
  const Snapshot& snapshot = frame.snapshot;
  const Palette& p = frame.colors();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImageSplit& split = shownRun(snapshot, desk).split;
  const ImageRef ref{desk.choice.part, index};
  const auto i = static_cast<std::size_t>(index);
  const int label = labelsOf(snapshot, split, ref.part)[i];
  const bool judged = desk.verdicts.part == ref.part && i < desk.verdicts.predicted.size();
  const int predicted = judged ? desk.verdicts.predicted[i] : -1;
  const bool right = predicted == label;

  ImGui::PushID(static_cast<int>(index));
  ImGui::SetCursorScreenPos(topLeft(rect));
  if (pressable(frame, "image", sizeOf(rect), stop)) {
    if (frame.host.picture) frame.post("page drop_picture");
    view.image = ref;
  }
  const bool hovered = ImGui::IsItemHovered() && !frame.host.touch;
  const bool selected = view.image == ref && !view.picture;
  ImGui::PopID();

  list.AddRectFilled(topLeft(rect), bottomRight(rect),
                     selected  ? p.accent_soft
                     : hovered ? p.field_hover
                               : p.field,
                     frame.px(8));
  if (selected) list.AddRect(topLeft(rect), bottomRight(rect), p.accent, frame.px(8), 0, frame.px(2.5f));
  const float pad = frame.px(6);
  const Rect thumb{rect.x + pad, rect.y + pad, rect.w - 2 * pad, rect.w - 2 * pad};
  const auto key = static_cast<std::uint64_t>(split.place(ref));
  if (!atlas_.holds(key)) atlas_.paint(key, imageCell(pixelsOf(snapshot, split, ref)));
  atlas_.draw(list, key, thumb, frame.px(4));
  // Wrong: a heavy frame and a cross; right: a tick. Never by colour alone.
  const float text_x = thumb.x + frame.px(1);
  float y = thumb.bottom() + frame.px(15);
  textFitted(list, ImVec2(text_x, y), thumb.w, p.text, className(snapshot, label));
  y += frame.px(21);
  if (!judged) return;
  const Color ink = right ? p.good : p.bad;
  if (!right) list.AddRect(topLeft(thumb), bottomRight(thumb), ink, frame.px(4), 0, frame.px(3));
  const ImVec2 badge(thumb.right() - frame.px(7), thumb.y + frame.px(7));
  list.AddCircleFilled(badge, frame.px(11), selected ? p.accent_soft : p.field, 24);
  list.AddCircleFilled(badge, frame.px(9), ink, 24);
  drawIcon(list, right ? Icon::tick : Icon::close, badge, frame.px(9), frame.theme.dark() ? p.page : p.surface);
  const std::string told =
      right ? rightText(snapshot.settings.loss, desk.verdicts.probability[i]) : className(snapshot, predicted);
  textFitted(list, ImVec2(text_x, y), thumb.w, ink, told);
}

void ImageGrid::draw(Frame& frame, const Rect& rect, ImageDesk& desk, View& view) {
  const Snapshot& snapshot = frame.snapshot;
  beginPanel(frame, "image grid", rect, {.scrolls = false});
  const ImageSplit& split = shownRun(snapshot, desk).split;
  const auto labels = labelsOf(snapshot, split, desk.choice.part);
  const std::vector<Index> chosen = chosenImages(desk.choice, labels, desk.verdicts);
  // Of the training images the model is asked about the first thousand only.
  const std::size_t all = desk.choice.mistakes || desk.choice.predicted
                              ? std::min(labels.size(), desk.verdicts.predicted.size())
                              : labels.size();
  const bool low = rect.h < frame.px(least_height);
  if (!low) drawChoice(frame, desk, chosen.size(), all);
  const ImVec2 corner = ImGui::GetCursorScreenPos();
  const ImVec2 size = ImGui::GetContentRegionAvail();
  beginPanel(frame, "wall", {corner.x, corner.y, size.x, size.y}, {.surface = false});
  if (low) drawChoice(frame, desk, chosen.size(), all);
  const float space = frame.px(gap);
  const float width = ImGui::GetContentRegionAvail().x - frame.px(4);
  // No name is cut off, except on a telephone, where a third column is worth more.
  float least = frame.px(cell_width);
  for (int c = 0; c < static_cast<int>(image_classes) && width > frame.px(400); ++c) {
    least = std::max(least, textWidth(className(snapshot, c)) + frame.px(13));
  }
  const int columns = std::max(2, static_cast<int>((width + space) / (least + space)));
  const float cell = (width - static_cast<float>(columns - 1) * space) / static_cast<float>(columns);
  const float height = cell + frame.px(44);
  const Index own = desk.choice.mistakes || desk.choice.predicted ? 0 : 1;
  const auto rows = (static_cast<Index>(chosen.size()) + own + columns - 1) / columns;
  const ImVec2 top = ImGui::GetCursorScreenPos();  // of the first row, wherever it was scrolled to
  const float pitch = height + space;
  const auto first = std::clamp<Index>(static_cast<Index>((corner.y - top.y) / pitch), 0, std::max<Index>(rows - 1, 0));
  const auto last = std::min<Index>(rows, first + static_cast<Index>(size.y / pitch) + 2);
  atlas_.begin(snapshot.data_revision, static_cast<std::size_t>((last - first) * columns));
  for (Index row = first; row < last; ++row) {
    for (Index column = 0; column < columns; ++column) {
      const Index k = row * columns + column - own;
      if (k >= static_cast<Index>(chosen.size())) break;
      const Rect place{top.x + static_cast<float>(column) * (cell + space), top.y + static_cast<float>(row) * pitch,
                       cell, height};
      if (k < 0) {
        drawOwn(frame, place);
      } else {
        drawCell(frame, desk, view, chosen[static_cast<std::size_t>(k)], place,
                 row == first && column == (row == 0 ? own : 0));
      }
    }
  }
  ImGui::SetCursorScreenPos(top);
  if (chosen.empty() && own == 0) {
    const bool trained = shownRun(snapshot, desk).trained();
    const char* none = desk.choice.mistakes ? "No mistakes here." : "No image fits this choice.";
    text(frame, trained ? none : "Nothing is a mistake before the model was trained: press Train.", Tone::muted, true);
  } else {
    ImGui::Dummy(ImVec2(1, static_cast<float>(rows) * pitch));
  }
  endPanel(frame);
  endPanel(frame);
}

}  // namespace lab::ui
