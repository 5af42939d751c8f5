#include "ui/study/sanity_panel.h"

#include <array>
#include <string>

#include "core/text.h"
#include "lab/study/study_snapshot.h"
#include "ui/kit/column.h"
#include "ui/kit/format.h"
#include "ui/kit/widgets.h"

namespace lab::ui {
namespace {

struct Offer {
  const char* title;
  const char* question;
};

// In the order of SanityCheck.
constexpr std::array<Offer, 3> offers{
    {{"Initial loss", "Without a penalty, does the loss begin at ln C (softmax) or C − 1 (SVM)?"},
     {"Rises with λ", "The stronger the penalty, the higher the first loss?"},
     {"Overfits 20 examples", "Without penalty and dropout, are 20 examples learned until no loss is left?"}}};

std::string figureText(const SanityFigure& figure) {
  if (figure.label == "steps") return figure.label + " " + grouped(static_cast<std::int64_t>(figure.value));
  if (figure.label == "accuracy") return figure.label + " " + percent(figure.value);
  return figure.label + ": " + fixed(figure.value, 4);
}

// Side by side as far as they fit.
void drawFigures(Frame& frame, const SanitySnapshot& sanity) {
  std::string line;
  for (const SanityFigure& figure : sanity.figures) line += (line.empty() ? "" : "   ·   ") + figureText(figure);
  if (!line.empty()) text(frame, line, Tone::muted, true);
}

void drawVerdict(Frame& frame, const SanitySnapshot& sanity) {
  drawFigures(frame, sanity);
  if (sanity.verdict == CheckVerdict::running) {
    text(frame,
         sanity.most_steps > 0 ? "step " + grouped(sanity.steps) + " of at most " + grouped(sanity.most_steps) : "…",
         Tone::accent);
    return;
  }
  const bool passed = sanity.verdict == CheckVerdict::passed;
  text(frame, (passed ? "Passed. " : "Failed. ") + sanity.reason, passed ? Tone::good : Tone::bad, true);
}

}  // namespace

void drawSanity(Frame& frame) {
  prose(
      frame,
      "Before a long training: fresh runs of the settings on the screen, on a few of their examples. The run itself is "
      "left alone.");
  const auto& check = frame.snapshot.studies->check;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    ImGui::Dummy(ImVec2(1, frame.px(2)));
    if (button(frame, {.id = offers[i].title, .icon = Icon::play, .label = offers[i].title})) {
      frame.post("check sanity " + std::string(sanity_checks[i]));
    }
    text(frame, offers[i].question, Tone::muted, true);
    // Room for the figures and the verdict before there are any: the next button stays where it is.
    const float lines = ImGui::GetContentRegionAvail().x < frame.px(560) ? 4 : 2;
    const float top = ImGui::GetCursorPosY();
    if (check && check->sanity[i]) drawVerdict(frame, *check->sanity[i]);
    keepHeight(top, lines * (ImGui::GetTextLineHeight() + ImGui::GetStyle().ItemSpacing.y));
  }
}

}  // namespace lab::ui
