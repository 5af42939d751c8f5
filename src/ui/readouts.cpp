#include "ui/readouts.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/kit/format.h"
#include "ui/kit/terms.h"
#include "ui/kit/widgets.h"
#include "ui/plot/trouble.h"

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
    readouts.push_back({place.substr(0, number), {place.substr(number + 1), ""}, "000,000", "diverged at", true});
  } else {
    // Two, where one of the models was trained alone.
    const bool apart = first.iteration != last.iteration;
    readouts.push_back({"iteration", {grouped(first.iteration), apart ? grouped(last.iteration) : ""}, "000,000", ""});
    readouts.push_back({"loss", pair(fixed(first.now.loss, decimals), fixed(last.now.loss, decimals)),
                        decimals == 4 ? "0.0000" : "0.000000", "loss"});
  }
  readouts.push_back(
      {images ? "validation" : "accuracy", pair(accuracy(first), accuracy(last)), "100.0%", images ? "val" : "acc"});
  readouts.push_back(
      {"epoch", {first.epoch < 1000 ? fixed(first.epoch, 1) : grouped(std::llround(first.epoch)), ""}, "00,000", ""});
  return readouts;
}

namespace {

constexpr float between = 10;
constexpr float label_height = 18;
constexpr float value_height = 26;
constexpr float under_names = 5;

bool paired(const Readout& readout) { return !readout.values[1].empty(); }

// The room of one value, at the current font: what it most often needs, or what it needs now.
float valueWidth(const Readout& readout) {
  return std::max({textWidth(readout.widest), textWidth(readout.values[0]), textWidth(readout.values[1])});
}

// Width of a readout with its label above and its values beside each other.
float fullWidth(const Frame& frame, const Readout& readout) {
  float width = 0;
  {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::readout_px));
    width = valueWidth(readout);
    if (paired(readout)) width = 2 * width + frame.px(between);
  }
  const FontScope font(frame.theme.regular(), frame.theme.em(Theme::caption_px));
  return std::max(width, textWidth(readout.label));
}

// The name of a figure, which opens its card; around `y`.
void drawLabel(Frame& frame, const Readout& readout, const std::string& words, ImVec2 at) {
  const FontScope font(frame.theme.regular(), frame.theme.em(Theme::caption_px));
  const std::string& label = readout.label;
  termLabel(frame, label == "validation" ? "val" : label, words, at, textWidth(words),
            readout.bad ? frame.colors().bad : frame.colors().muted);
}

void drawFull(Frame& frame, const Readout& readout, ImVec2 at, float font_px = Theme::readout_px) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Palette& p = frame.colors();
  drawLabel(frame, readout, readout.label, at + ImVec2(0, frame.px(label_height) / 2));
  const FontScope font(frame.theme.semibold(), frame.theme.em(font_px));
  const float y = at.y + frame.px(label_height + 12);
  const float pitch = valueWidth(readout) + frame.px(between);
  for (std::size_t i = 0; i < (paired(readout) ? 2u : 1u); ++i) {
    const Color ink = paired(readout) ? p.run[i] : readout.bad ? p.bad : p.text;
    textAt(list, ImVec2(at.x + static_cast<float>(i) * pitch, y), 0, ink, readout.values[i]);
  }
}

// Where there is little room: a small table, a line for the names and one a run.
void drawTable(Frame& frame, const std::vector<Readout>& readouts, const Rect& rect) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Palette& p = frame.colors();
  const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::caption_px));
  const bool both = std::any_of(readouts.begin(), readouts.end(), paired);
  const float lines = both ? 3 : 2;
  // The names have a line under them, which needs air above the figures.
  const float air = frame.px(under_names);
  const float pitch = std::min((rect.h - air) / lines, frame.px(label_height));
  const auto line = [&](float i) {
    return rect.y + rect.h / 2 + (i - (lines - 1) / 2) * pitch + (i == 0 ? -air / 2 : air / 2);
  };
  const auto widthOf = [&](const Readout& readout, const std::string& name) {
    const FontScope regular(frame.theme.regular(), frame.theme.em(Theme::caption_px));
    const float label = textWidth(name);
    const FontScope semibold(frame.theme.semibold(), frame.theme.em(Theme::caption_px));
    return std::max(label, valueWidth(readout));
  };
  float whole = frame.px(between) * 2;
  for (std::size_t i = 0; i < 3; ++i) whole += widthOf(readouts[i], readouts[i].label);
  float x = rect.x;
  const float names = textWidth("two-layer") + frame.px(between);
  if (both && names + whole <= rect.w) {
    textAt(list, ImVec2(x, line(1)), 0, p.run[0], "linear");
    textAt(list, ImVec2(x, line(2)), 0, p.run[1], "two-layer");
    x += names;
  }
  for (std::size_t k = 0; k < readouts.size(); ++k) {
    const Readout& readout = readouts[k];
    const std::string& name = whole <= rect.w || readout.brief.empty() ? readout.label : readout.brief;
    const float width = widthOf(readout, name);
    if (k >= 3 && x + width > rect.right() + 1) break;  // the least important is last
    drawLabel(frame, readout, name, ImVec2(x, line(0)));
    if (!paired(readout)) {
      const Color ink = readout.bad ? p.bad : p.text;
      textAt(list, ImVec2(x, both ? (line(1) + line(2)) / 2 : line(1)), 0, ink, readout.values[0]);
    } else {
      for (std::size_t i = 0; i < 2; ++i) {
        textAt(list, ImVec2(x, line(static_cast<float>(i + 1))), 0, p.run[i], readout.values[i]);
      }
    }
    x += width + frame.px(between);
  }
}

// Below each other, beside a picture that leaves room there.
void drawColumn(Frame& frame, const std::vector<Readout>& readouts, const Rect& rect) {
  const float each = frame.px(label_height + value_height);
  const float pitch = std::clamp(rect.h / static_cast<float>(readouts.size()), each, each + frame.px(16));
  ImVec2 at(rect.x + frame.px(4), rect.y);
  for (const Readout& readout : readouts) {
    if (at.y + each > rect.bottom() + 1) break;  // the least important is last
    const bool fits = fullWidth(frame, readout) <= rect.right() - at.x;
    drawFull(frame, readout, at, fits ? Theme::readout_px : Theme::caption_px);
    at.y += pitch;
  }
}

}  // namespace

void drawReadouts(Frame& frame, const Rect& rect) {
  if (frame.snapshot.runs.empty() || rect.empty()) return;
  beginPanel(frame, "readouts", rect, bare_panel);
  const std::vector<Readout> readouts = readoutsOf(frame.snapshot);
  if (rect.h > rect.w) {
    drawColumn(frame, readouts, rect);
    return endPanel(frame);
  }
  const float gap = frame.px(frame.arrangement == Arrangement::stacked ? 14 : 22);
  ImVec2 at(rect.x, rect.y + (rect.h - frame.px(label_height + value_height)) / 2);
  float needed = 2 * gap;  // up to the accuracy
  for (std::size_t i = 0; i < 3; ++i) needed += fullWidth(frame, readouts[i]);
  if (needed > rect.w + 1) {
    drawTable(frame, readouts, rect);
    return endPanel(frame);
  }
  for (const Readout& readout : readouts) {
    const float width = fullWidth(frame, readout);
    if (at.x + width > rect.right() + 1) break;  // the least important is last
    drawFull(frame, readout, at);
    at.x += width + gap;
  }
  endPanel(frame);
}

}  // namespace lab::ui
