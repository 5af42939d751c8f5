#include "ui/readouts.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/format.h"
#include "ui/trouble.h"
#include "ui/widgets.h"

namespace lab::ui {

std::vector<Readout> readoutsOf(const Snapshot& snapshot) {
  const bool both = snapshot.runs.size() > 1;
  const RunSnapshot& first = snapshot.runs.front();
  const RunSnapshot& last = snapshot.runs.back();
  // Of images, what counts is the accuracy on those that the model does not learn from.
  const bool images = snapshot.mode == Mode::images;
  const auto accuracy = [](const RunSnapshot& run) {
    return percent(run.now.val_accuracy.value_or(run.now.train_accuracy), 1);
  };
  const int decimals = both || images ? 4 : 6;
  const auto pair = [both](std::string a, std::string b) {
    return std::array<std::string, 2>{std::move(a), both ? std::move(b) : std::string()};
  };
  std::vector<Readout> readouts;
  if (snapshot.state == RunState::diverged) {
    const std::string place = divergedText(snapshot);
    const std::size_t number = place.rfind(' ');
    readouts.push_back({place.substr(0, number), {place.substr(number + 1), ""}, "000,000", true});
  } else {
    readouts.push_back({"iteration", {grouped(first.iteration), ""}, "000,000"});
    readouts.push_back({"loss", pair(fixed(first.now.loss, decimals), fixed(last.now.loss, decimals)),
                        decimals == 4 ? "0.0000" : "0.000000"});
  }
  readouts.push_back({images ? "validation" : "accuracy", pair(accuracy(first), accuracy(last)), "00.0%"});
  readouts.push_back(
      {"epoch", {first.epoch < 1000 ? fixed(first.epoch, 1) : grouped(std::llround(first.epoch)), ""}, "00,000"});
  return readouts;
}

void drawReadouts(Frame& frame, const Rect& rect) {
  if (frame.snapshot.runs.empty()) return;
  beginPanel(frame, "readouts", rect, false, false);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Palette& p = frame.colors();
  const float gap = frame.px(frame.arrangement == Arrangement::stacked ? 14 : 22);
  const float between = frame.px(10);
  const float label_h = frame.px(20);
  float x = rect.x;
  const float top = rect.y + (rect.h - label_h - frame.px(25)) / 2;
  for (const Readout& readout : readoutsOf(frame.snapshot)) {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::readout_px));
    const float each = textWidth(readout.widest);
    const bool two = !readout.values[1].empty();
    float width = two ? 2 * each + between : each;
    {
      const FontScope small(frame.theme.regular(), frame.theme.em(Theme::body_px));
      width = std::max(width, textWidth(readout.label));
      if (x + width > rect.right() + 1) break;  // the least important is last
      textAt(list, ImVec2(x, top + label_h / 2), 0, readout.bad ? p.bad : p.muted, readout.label);
    }
    const float y = top + label_h + frame.px(12);
    for (std::size_t i = 0; i < (two ? 2u : 1u); ++i) {
      const Color ink = two ? p.run[i] : readout.bad ? p.bad : p.text;
      textAt(list, ImVec2(x + static_cast<float>(i) * (each + between), y), 0, ink, readout.values[i]);
    }
    x += width + gap;
  }
  endPanel(frame);
}

}  // namespace lab::ui
