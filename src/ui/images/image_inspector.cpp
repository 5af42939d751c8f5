#include "ui/images/image_inspector.h"

#include <algorithm>
#include <cmath>

#include "ui/kit/format.h"
#include "ui/kit/terms.h"
#include "ui/kit/widgets.h"
#include "ui/plane/inspector.h"

namespace lab::ui {
namespace {

// Lengths of the bars, 0 to 1: probabilities; what each class costs an SVM; of a picture without a label, its scores.
std::vector<double> sharesOf(const Inspection& image, bool own) {
  if (!image.probabilities.empty()) return image.probabilities;
  std::vector<double> shares = own ? image.scores : image.margins;
  const double highest = std::max(*std::max_element(shares.begin(), shares.end()), own ? -1e300 : 1.0);
  const double lowest = own ? *std::min_element(shares.begin(), shares.end()) : 0;
  for (double& share : shares) share = highest > lowest ? (share - lowest) / (highest - lowest) : 0;
  return shares;
}

const char* partTitle(ImagePart part) {
  switch (part) {
    case ImagePart::train:
      return "Training";
    case ImagePart::validation:
      return "Validation";
    case ImagePart::test:
      return "Test";
  }
  return "";
}

}  // namespace

// Where the walk is, and its buttons; for a picture of the visitor's own, what else to do with it.
void ImageInspector::drawSteps(Frame& frame, ImageDesk& desk, View& view, const RunSnapshot& run) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float total = ImGui::GetContentRegionAvail().x;
  const float square = frame.theme.row();
  const float gap = frame.px(5);
  const auto heading = [&](const std::string& words, float room) {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::heading_px));
    textFitted(*ImGui::GetWindowDrawList(), ImVec2(at.x, at.y + square / 2), room, frame.colors().text, words);
  };
  if (frame.host.picture) {
    const ButtonSpec other{.id = "other picture", .label = "Another…"};
    const float width = buttonWidth(frame, other) + square + gap;
    heading("Your own picture", total - width - gap);
    ImGui::SetCursorScreenPos(ImVec2(at.x + std::max(0.0f, total - width), at.y));
    if (button(frame, other)) frame.post("page choose_picture");
    ImGui::SameLine(0, gap);
    if (button(frame, {.id = "drop picture", .icon = Icon::close, .tip = "Back to the images", .width = square})) {
      frame.post("page drop_picture");
    }
    return;
  }
  const ImagePart part = view.image ? view.image->part : desk.choice.part;
  const auto labels = labelsOf(frame.snapshot, run.split, part);
  const auto n = static_cast<Index>(labels.size());
  const Index from = view.image ? view.image->index : -1;
  // Of the images on the stage, among which the image need not be.
  const ImagePart stage = desk.choice.part;
  const auto mistake = nextMistakeIn(desk.choice, labelsOf(frame.snapshot, run.split, stage), desk.verdicts,
                                     part == stage ? from : Index{-1});
  const ButtonSpec wrong{
      .id = "mistake",
      .label = "Mistake ›",
      .tip = run.trained() ? "Of the images chosen on the left, the next that the model gets wrong." : untrained_tip,
      .enabled = mistake.has_value()};
  const float width = buttonWidth(frame, wrong) + 3 * square + 3 * gap;
  const std::string number = view.image ? " " + std::to_string(from) : "";
  const std::string full = std::string(partTitle(part)) + number;
  const std::string some = "Image" + number;
  const float room = total - width - gap;
  std::string title = full;
  {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::heading_px));
    if (textWidth(full) > room) title = some;
    if (textWidth(title) > room && view.image) title = std::to_string(from);
  }
  heading(title, room);
  if (n == 0) return ImGui::Dummy(ImVec2(1, square));
  ImGui::SetCursorScreenPos(ImVec2(at.x + std::max(0.0f, total - width), at.y));
  if (button(frame, {.id = "previous", .label = "‹", .tip = "Previous image", .width = square})) {
    view.image = ImageRef{part, from <= 0 ? n - 1 : from - 1};
  }
  ImGui::SameLine(0, gap);
  if (button(frame, {.id = "next", .label = "›", .tip = "Next image", .width = square})) {
    view.image = ImageRef{part, (from + 1) % n};
  }
  ImGui::SameLine(0, gap);
  if (button(frame, {.id = "random", .icon = Icon::dice, .tip = "Some image", .width = square})) {
    random_ = random_ * 1664525u + 1013904223u;
    view.image = ImageRef{part, static_cast<Index>((random_ >> 8) % static_cast<std::uint32_t>(n))};
  }
  ImGui::SameLine(0, gap);
  if (button(frame, wrong)) view.image = ImageRef{stage, *mistake};
}

void ImageInspector::drawOwnButton(Frame& frame, float width) {
  if (button(frame, {.id = "own picture", .label = "Try your own picture…", .tip = own_picture_tip, .width = width})) {
    frame.post("page choose_picture");
  }
}

// The image on the left, what it is and what it was taken for on the right.
void ImageInspector::drawPicture(Frame& frame, const RunSnapshot& run, std::span<const std::uint8_t> pixels) {
  const Inspection& image = *run.inspection;
  const bool own = !image.image.has_value();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Palette& p = frame.colors();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  // Beside it there is room for three lines and a button.
  const float least = 3 * frame.px(25) + frame.theme.row() + frame.px(1);
  const float side = std::clamp(0.3f * width, least, std::max(least, frame.px(176)));
  CellAtlas& atlas = smooth_ ? smooth_picture_ : crisp_picture_;
  atlas.begin(contentHash(pixels), 0);
  if (!atlas.holds(0)) atlas.paint(0, imageCell(pixels));
  atlas.draw(list, 0, {at.x, at.y, side, side}, frame.px(6));

  const float x = at.x + side + frame.px(14);
  const float room = at.x + width - x;
  const float label_w = textWidth("predicted") + frame.px(10);
  const auto row = [&](float y, const char* label, const std::string& value, Color ink) {
    textAt(list, ImVec2(x, y), 0, p.muted, label);
    const FontScope font(frame.theme.semibold(), 0);
    textFitted(list, ImVec2(x + label_w, y), room - label_w, ink, value);
  };
  const float line = frame.px(25);
  float y = at.y + line / 2;
  const bool right = image.predicted == image.label;
  if (!own) row(y, "true", className(frame.snapshot, image.label), p.text);
  if (own) row(y, "true", "unknown", p.muted);
  y += line;
  const std::string mark = own ? "" : right ? " ✓" : " ✗";
  const char* verdict = own ? "looks like" : "predicted";
  if (run.trained()) {
    row(y, verdict, className(frame.snapshot, image.predicted) + mark, own ? p.text : right ? p.good : p.bad);
  } else {
    textFitted(list, ImVec2(x, y), room, p.muted, "not trained yet");  // in the place of both: it is longer
  }
  y += line;
  if (!own) row(y, "loss", fixed(image.loss, 3), p.text);
  ImGui::SetCursorScreenPos(at);
  if (pressable(frame, "smooth", ImVec2(side, side))) smooth_ = !smooth_;
  hint(frame, smooth_ ? "Click to see the 32×32 pixels as they are." : "Click to see it smooth.");
  const float below = at.y + side - frame.theme.row();
  if (!own && below > y + line / 2) {
    ImGui::SetCursorScreenPos(ImVec2(x, below));
    drawOwnButton(frame, room);
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(width, side));
}

void ImageInspector::drawClasses(Frame& frame, const RunSnapshot& run, bool own) {
  const Inspection& image = *run.inspection;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Palette& p = frame.colors();
  const bool softmax = !image.probabilities.empty();
  const int decimals = dscoreDecimals(image.form);
  const std::vector<double> shares = sharesOf(image, own);
  const float width = ImGui::GetContentRegionAvail().x;
  const float names = textWidth("automobile") + frame.px(10);
  const float number = textWidth("−00.0") + frame.px(10);
  const float gradient = own ? 0 : textWidth("+0.000") + frame.px(8);
  const float bar_w = std::max(frame.px(20), width - names - number - gradient);
  const float room = ImGui::GetContentRegionAvail().y;
  const float height = std::clamp((room - frame.px(2)) / 11, frame.px(21), frame.px(30));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float bar_x = at.x + names;
  const float share_x = bar_x + bar_w - frame.px(5);  // on the bar
  const float score_x = bar_x + bar_w + number - frame.px(2);
  const float y0 = at.y + height / 2;
  textAt(list, ImVec2(share_x, y0), 1, p.muted, softmax ? "p" : own ? "" : "margin");
  textAt(list, ImVec2(score_x, y0), 1, p.muted, "score");
  if (!own) termLabelLeftOf(frame, "dscore", "dscore", ImVec2(at.x + width - frame.px(2), y0), p.muted);
  if (!own) {
    // Before all words: in rows this low the letters of one reach into the next.
    const float top = at.y + static_cast<float>(image.label + 1) * height;
    list.AddRectFilled(ImVec2(at.x - frame.px(4), top), ImVec2(at.x + width + frame.px(4), top + height - 1),
                       p.accent_soft, frame.px(5));
  }
  for (std::size_t c = 0; c < image.scores.size(); ++c) {
    const int label = static_cast<int>(c);
    const float top = at.y + static_cast<float>(c + 1) * height;
    const float y = top + height / 2;
    const bool is_true = !own && label == image.label;
    const bool chosen = run.trained() && label == image.predicted;
    textFitted(list, ImVec2(at.x, y), names - frame.px(6), p.text, className(frame.snapshot, label));
    const float share = static_cast<float>(std::clamp(shares[c], 0.0, 1.0));
    const float inset = frame.px(3);
    list.AddRectFilled(ImVec2(bar_x, top + inset), ImVec2(bar_x + bar_w, top + height - inset),
                       is_true ? withAlpha(p.accent, 0.12f) : p.field, frame.px(3));
    if (share * bar_w >= 1) {
      const Color ink = is_true || own ? p.accent : chosen ? p.bad : mix(p.field, p.muted, 0.6f);
      list.AddRectFilled(ImVec2(bar_x, top + inset), ImVec2(bar_x + share * bar_w, top + height - inset), ink,
                         frame.px(3));
    }
    const Color on_bar = share > 0.8f && (is_true || own || chosen) ? p.on_accent : p.text;
    if (softmax) {
      textAt(list, ImVec2(share_x, y), 1, on_bar, percent(image.probabilities[c]));
    } else if (!own) {
      textAt(list, ImVec2(share_x, y), 1, on_bar, is_true ? "–" : fixed(image.margins[c], 2));
    }
    textAt(list, ImVec2(score_x, y), 1, p.text, fitted(image.scores[c], 2, number - frame.px(4)));
    if (!own) {
      textAt(list, ImVec2(at.x + width - frame.px(2), y), 1, p.text, fixedSigned(image.dscores[c], decimals));
    }
  }
  ImGui::Dummy(ImVec2(width, 11 * height));
}

void ImageInspector::draw(Frame& frame, ImageDesk& desk, View& view) {
  const RunSnapshot& run = shownRun(frame.snapshot, desk);
  drawSteps(frame, desk, view, run);
  const bool own = frame.host.picture != nullptr;
  // An inspection of something else belongs to the frame before.
  const bool ready = run.inspection && !run.inspection->scores.empty() &&
                     (own ? !run.inspection->image : run.inspection->image == view.image && view.image.has_value());
  if (!ready) {
    if (own || view.image) {
      frame.animating = true;
    } else {
      text(frame, "Choose an image to follow it through the model, from its pixels to its loss.", Tone::muted, true);
    }
  } else {
    const auto pixels =
        own ? frame.host.picture->image(0) : pixelsOf(frame.snapshot, run.split, *run.inspection->image);
    // The way to other images stays in sight while the rest scrolls.
    const bool begun = beginBody(frame, "image body");
    drawPicture(frame, run, pixels);
    drawClasses(frame, run, own);
    if (own) {
      prose(frame,
            "These are the 32×32 pixels that the model sees. What it never learned it still calls by one of its "
            "ten names. The picture stays on this device.");
    } else if (ImGui::GetContentRegionAvail().y > ImGui::GetFontSize()) {
      textFitted(*ImGui::GetWindowDrawList(), ImGui::GetCursorScreenPos() + ImVec2(0, ImGui::GetFontSize() / 2),
                 ImGui::GetContentRegionAvail().x, frame.colors().muted, "loss  " + lossInNumbers(*run.inspection));
      ImGui::Dummy(ImVec2(1, ImGui::GetFontSize()));
    }
    endBody(frame, begun);
  }
  if (!own && !ready) drawOwnButton(frame, 0);
}

}  // namespace lab::ui
