#include "ui/study/naive_panel.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/text.h"
#include "lab/study/study_snapshot.h"
#include "ui/kit/format.h"
#include "ui/kit/widgets.h"

namespace lab::ui {
namespace {

std::string millisecondsText(double seconds) {
  const double ms = 1e3 * seconds;
  return fixed(ms, ms < 9.95 ? 1 : 0) + " ms";
}

void bar(Frame& frame, const char* name, double seconds, double longest, Color color) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = frame.px(26);
  const float left = textWidth("matrix products") + frame.px(12);
  const float room = std::max(frame.px(40), width - left - textWidth("8888 ms") - frame.px(16));
  const float y = at.y + height / 2;
  const float length = std::max(frame.px(2), longest > 0 ? room * static_cast<float>(seconds / longest) : frame.px(2));
  textAt(list, ImVec2(at.x, y), 0, frame.colors().text, name);
  list.AddRectFilled(ImVec2(at.x + left, at.y + frame.px(4)), ImVec2(at.x + left + length, at.y + height - frame.px(4)),
                     color, frame.px(4));
  textAt(list, ImVec2(at.x + left + length + frame.px(8), y), 0, frame.colors().text,
         seconds > 0 ? millisecondsText(seconds) : "–");
  ImGui::Dummy(ImVec2(width, height));
}

void drawLoss(Frame& frame, const NaiveComparison& one, double longest) {
  const bool timed = one.finished && one.matrix_seconds > 0;
  const std::string ratio = timed ? ": " + fixed(one.loops_seconds / one.matrix_seconds, 1) + " times as fast" : "";
  text(frame, (one.loss == "svm" ? "SVM" : "Softmax") + ratio, Tone::heading);
  bar(frame, "loops", one.loops_seconds, longest, frame.colors().run[0]);
  bar(frame, "matrix products", one.matrix_seconds, longest, frame.colors().run[1]);
  if (!one.finished) return;
  text(frame,
       "Loss " + fixed(one.matrix_loss, 6) + " both ways, difference " +
           scientific(one.loops_loss - one.matrix_loss, 0) + "; gradient of length " + fixed(one.gradient_norm, 3) +
           ", difference " + scientific(one.gradient_difference, 0),
       Tone::muted, true);
}

}  // namespace

void drawNaive(Frame& frame) {
  prose(frame,
        "The comparison of CS231n's assignment 1: loss and gradient of a linear classifier on 500 images, by loops "
        "over images, "
        "classes and pixels, and by matrix products. The numbers are the same, the time is not.");
  const auto& images = frame.snapshot.images;
  const bool there = images && images->train.size() > 0;
  if (button(frame, {.id = "check naive",
                     .icon = Icon::play,
                     .label = "Compare",
                     .style = ButtonStyle::primary,
                     .enabled = there})) {
    frame.post("check naive");
  }
  if (!there) text(frame, "This needs images: choose Images at the top, then come back.", Tone::muted, true);
  const auto& check = frame.snapshot.studies->check;
  if (!check || !check->naive) return;
  const NaiveSnapshot& naive = *check->naive;
  double longest = 0;
  for (const NaiveComparison& one : naive.losses) longest = std::max({longest, one.loops_seconds, one.matrix_seconds});
  for (const NaiveComparison& one : naive.losses) drawLoss(frame, one, longest);
  if (naive.verdict == CheckVerdict::running) {
    text(frame, "On " + grouped(naive.images) + " images …", Tone::accent);
    return;
  }
  const bool passed = naive.verdict == CheckVerdict::passed;
  text(frame, "On " + grouped(naive.images) + " images. " + naive.reason, passed ? Tone::good : Tone::bad, true);
}

}  // namespace lab::ui
