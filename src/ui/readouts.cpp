#include "ui/readouts.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/format.h"
#include "ui/terms.h"
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
    readouts.push_back({place.substr(0, number), {place.substr(number + 1), ""}, "000,000", "", true});
  } else {
    // Two, where one of the models was trained alone.
    const bool apart = first.iteration != last.iteration;
    readouts.push_back({"iteration", {grouped(first.iteration), apart ? grouped(last.iteration) : ""}, "000,000", ""});
    readouts.push_back({"loss", pair(fixed(first.now.loss, decimals), fixed(last.now.loss, decimals)),
                        decimals == 4 ? "0.0000" : "0.000000", "loss"});
  }
  readouts.push_back(
      {images ? "validation" : "accuracy", pair(accuracy(first), accuracy(last)), "00.0%", images ? "val" : "acc"});
  readouts.push_back(
      {"epoch", {first.epoch < 1000 ? fixed(first.epoch, 1) : grouped(std::llround(first.epoch)), ""}, "00,000", ""});
  return readouts;
}

namespace {

constexpr float between = 10;
constexpr float label_height = 18;
constexpr float value_height = 26;

bool paired(const Readout& readout) { return !readout.values[1].empty(); }

// Width of a readout with its label above and its values beside each other.
float fullWidth(const Frame& frame, const Readout& readout) {
  float width = 0;
  {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::readout_px));
    width = textWidth(readout.widest);
    if (paired(readout)) width = 2 * width + frame.px(between);
  }
  const FontScope font(frame.theme.regular(), frame.theme.em(Theme::caption_px));
  return std::max(width, textWidth(readout.label));
}

void drawFull(Frame& frame, const Readout& readout, ImVec2 at) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Palette& p = frame.colors();
  {
    const FontScope font(frame.theme.regular(), frame.theme.em(Theme::caption_px));
    const std::string& label = readout.label;
    termLabel(frame, label == "validation" ? "val" : label, label, at + ImVec2(0, frame.px(label_height) / 2),
              textWidth(label), readout.bad ? p.bad : p.muted);
  }
  const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::readout_px));
  const float y = at.y + frame.px(label_height + 12);
  const float pitch = textWidth(readout.widest) + frame.px(between);
  for (std::size_t i = 0; i < (paired(readout) ? 2u : 1u); ++i) {
    const Color ink = paired(readout) ? p.run[i] : readout.bad ? p.bad : p.text;
    textAt(list, ImVec2(at.x + static_cast<float>(i) * pitch, y), 0, ink, readout.values[i]);
  }
}

// Where there is little room: loss and accuracy in two lines. Side by side a line a model, what is counted before each
// value as far as it fits; of one model a line each.
void drawLines(Frame& frame, const Readout& loss, const Readout& accuracy, ImVec2 at, float room) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Palette& p = frame.colors();
  const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::body_px));
  const float space = frame.px(6);
  const float y[] = {at.y + frame.px(label_height) / 2, at.y + frame.px(2 * label_height + value_height) / 2};
  const auto label = [&](float x, float line, const std::string& words) {
    const FontScope regular(frame.theme.regular(), 0);
    textAt(list, ImVec2(x, line), 0, p.muted, words);
  };
  const Readout* readouts[] = {&loss, &accuracy};
  if (!paired(loss)) {
    for (std::size_t i = 0; i < 2; ++i) {
      label(at.x, y[i], readouts[i]->brief);
      textAt(list, ImVec2(at.x + textWidth(loss.brief) + space, y[i]), 0, p.text, readouts[i]->values[0]);
    }
    return;
  }
  const float values = textWidth(loss.widest) + frame.px(between) + textWidth(accuracy.widest);
  const bool named = textWidth(loss.brief) + textWidth(accuracy.brief) + 2 * space + values <= room;
  for (const Readout* readout : readouts) {
    for (std::size_t i = 0; i < 2; ++i) {
      if (named) label(at.x, y[i], readout->brief);
      textAt(list, ImVec2(at.x + (named ? textWidth(readout->brief) + space : 0), y[i]), 0, p.run[i],
             readout->values[i]);
    }
    at.x += textWidth(readout->widest) + frame.px(between) + (named ? textWidth(readout->brief) + space : 0);
  }
}

// Below each other, beside a picture that leaves room there.
void drawColumn(Frame& frame, const std::vector<Readout>& readouts, const Rect& rect) {
  const float each = frame.px(label_height + value_height);
  const float pitch = std::clamp(rect.h / static_cast<float>(readouts.size()), each, each + frame.px(16));
  ImVec2 at(rect.x + frame.px(4), rect.y);
  for (const Readout& readout : readouts) {
    if (at.y + each > rect.bottom() + 1) break;  // the least important is last
    drawFull(frame, readout, at);
    at.y += pitch;
  }
}

}  // namespace

void drawReadouts(Frame& frame, const Rect& rect) {
  if (frame.snapshot.runs.empty() || rect.empty()) return;
  beginPanel(frame, "readouts", rect, false, false);
  const std::vector<Readout> readouts = readoutsOf(frame.snapshot);
  if (rect.h > rect.w) {
    drawColumn(frame, readouts, rect);
    return endPanel(frame);
  }
  const float gap = frame.px(frame.arrangement == Arrangement::stacked ? 14 : 22);
  ImVec2 at(rect.x, rect.y + (rect.h - frame.px(label_height + value_height)) / 2);
  float needed = 2 * gap;  // up to the accuracy
  for (std::size_t i = 0; i < 3; ++i) needed += fullWidth(frame, readouts[i]);
  const bool lines = needed > rect.w + 1 && frame.snapshot.state != RunState::diverged;
  for (std::size_t i = 0; i < (lines ? 1u : readouts.size()); ++i) {
    const float width = fullWidth(frame, readouts[i]);
    if (at.x + width > rect.right() + 1) break;  // the least important is last
    drawFull(frame, readouts[i], at);
    at.x += width + gap;
  }
  if (lines) drawLines(frame, readouts[1], readouts[2], at, rect.right() - at.x);
  endPanel(frame);
}

}  // namespace lab::ui
