#include "ui/training_panel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/text.h"
#include "ui/format.h"
#include "ui/setting_rows.h"
#include "ui/trouble.h"

namespace lab::ui {
namespace {

constexpr std::array<const char*, 2> sampling_names = {"afresh", "in epochs"};
constexpr std::array<const char*, 2> sampling_values = {"replace", "epoch"};
constexpr std::array<const char*, 3> init_names = {"scaled", "He", "zero"};
constexpr std::array<const char*, 3> init_values = {"scaled", "he", "zero"};
constexpr std::array<const char*, 2> precision_names = {"float32", "float64"};
constexpr std::array<const char*, 5> batch_names = {"all", "16", "32", "64", "128"};
constexpr std::array<int, 5> batch_values = {0, 16, 32, 64, 128};
constexpr std::array<const char*, 5> image_batch_names = {"64", "128", "256", "512", "1024"};
constexpr std::array<int, 5> image_batch_values = {64, 128, 256, 512, 1024};

bool hasHidden(const Settings& settings) { return settings.side_by_side || settings.model == ModelKind::two_layer; }

std::string presetTitle(std::string_view name) {
  if (name == "notes_linear") return "Course: linear";
  if (name == "notes_two_layer") return "Course: two-layer";
  if (name == "cifar_softmax") return "Softmax, linear";
  if (name == "cifar_svm") return "SVM, linear";
  if (name == "cifar_two_layer") return "Two-layer";
  if (name == "full_softmax") return "All images: linear";
  if (name == "full_two_layer") return "All images: two-layer";
  std::string title(name);
  std::replace(title.begin(), title.end(), '_', ' ');
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return title;
}

}  // namespace

void TrainingPanel::drawPresets(Frame& frame) {
  // The plain defaults first, then what the library offers.
  const Mode mode = frame.snapshot.mode;
  std::vector<std::string> names;
  Settings base = frame.snapshot.settings;
  base.precision = Settings{}.precision;
  base.side_by_side = false;
  int selected = -1;
  std::vector<const Preset*> entries;
  if (mode == Mode::plane) {
    names.emplace_back("Default");
    entries.push_back(nullptr);
    if (base == withModel(Settings{}, base.model)) selected = 0;
  }
  for (const Preset& preset : presets()) {
    if (preset.settings == Settings{} || modeOf(preset.settings) != mode) continue;
    Settings same = preset.settings;
    same.precision = base.precision;
    if (same == base) selected = static_cast<int>(names.size());
    names.push_back(presetTitle(preset.name));
    entries.push_back(&preset);
  }
  const float width = ImGui::GetContentRegionAvail().x - textWidth("Preset") - frame.px(16);
  rowLabel(frame, "Preset", width);
  if (const auto chosen = choice(frame, "presets", names, selected, width)) {
    const Preset* preset = entries[static_cast<std::size_t>(*chosen)];
    const std::string same_model = "preset=course&model=" + valueText(base, "model");
    frame.post("set " + (preset != nullptr ? "preset=" + std::string(preset->name) : same_model));
  }
}

void TrainingPanel::draw(Frame& frame, bool heading) {
  if (heading) fold(frame, "training fold", "Training", open_);
  if (open_ || !heading) {
    drawPresets(frame);
    const bool images = frame.snapshot.mode == Mode::images;
    if (images) drawEpoch(frame);
    postNumber(frame, "lr", "Learning rate", {images ? 1e-6 : 1e-4, images ? 1.0 : 10.0, true, false, false});
    const std::string advice = adviceText(frame.snapshot);
    if (!advice.empty()) {
      text(frame, advice, Tone::bad, true);
    } else {
      prose(frame, "A step moves every parameter a little against its gradient dW.");
    }
    drawSteps(frame);
    objective_.draw(frame);
  }
  optimizer_.draw(frame);
  fold(frame, "model fold", "Model and start", model_open_);
  if (model_open_) drawModel(frame);
}

// How far through the training images, how long still, and how fast. Each has a place of its own, where it stays.
void TrainingPanel::drawEpoch(Frame& frame) {
  const Snapshot& snapshot = frame.snapshot;
  if (snapshot.runs.empty()) return;
  const RunSnapshot& run = snapshot.runs.front();
  const double epoch = std::floor(run.epoch);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float y = at.y + ImGui::GetFontSize() / 2;
  const float gap = frame.px(12);
  const float speed_w = textWidth("99.9k images/s");
  const float left_w = textWidth("59 min left");
  const std::string title = "Epoch " + grouped(static_cast<std::int64_t>(epoch) + 1);
  const std::string of = " of " + shortest(snapshot.settings.decay_epochs);
  const bool ends = snapshot.settings.schedule == ScheduleKind::cosine;
  const bool roomy = textWidth("Epoch 000" + of) + left_w + speed_w + 2 * gap <= width;
  textAt(list, ImVec2(at.x, y), 0, frame.colors().text, ends && roomy ? title + of : title);
  const auto seconds = secondsLeft(snapshot, frame.host.steps_per_second);
  if (seconds) {
    const std::string words = timeLeftText(countdown_.follow(ImGui::GetTime(), *seconds));
    textAt(list, ImVec2(at.x + width - speed_w - gap - left_w, y), 0, frame.colors().muted, words);
  } else {
    countdown_.stop();
  }
  const std::int64_t batch = snapshot.settings.batch > 0 ? snapshot.settings.batch : run.split.train;
  const double speed = frame.host.steps_per_second * static_cast<double>(batch);
  if (speed > 0) textAt(list, ImVec2(at.x + width, y), 1, frame.colors().muted, compact(speed) + " images/s");
  const float top = at.y + ImGui::GetFontSize() + frame.px(4);
  const float height = frame.px(6);
  const float filled = static_cast<float>(run.epoch - epoch) * width;
  list.AddRectFilled(ImVec2(at.x, top), ImVec2(at.x + width, top + height), frame.colors().field, height / 2);
  if (filled >= height) {
    list.AddRectFilled(ImVec2(at.x, top), ImVec2(at.x + filled, top + height), frame.colors().accent, height / 2);
  }
  ImGui::Dummy(ImVec2(width, ImGui::GetFontSize() + height + frame.px(6)));
}

void TrainingPanel::drawSteps(Frame& frame) {
  const Settings& now = frame.snapshot.settings;
  const bool images = frame.snapshot.mode == Mode::images;
  const auto& values = images ? image_batch_values : batch_values;
  const auto found = std::find(values.begin(), values.end(), now.batch);
  const int selected = found == values.end() ? -1 : static_cast<int>(found - values.begin());
  if (const auto chosen = segmentRow(frame, "batches", images ? "Images a step" : "Points a step",
                                     images ? image_batch_names : batch_names, selected)) {
    frame.set("batch", std::to_string(values[static_cast<std::size_t>(*chosen)]));
  }
  if (now.batch > 0) {
    postField(frame, "batch", "Minibatch size");
    postChoice(frame, "sampling", "Drawn", sampling_names, sampling_values);
  }
}

void TrainingPanel::drawModel(Frame& frame) {
  const Settings& now = frame.snapshot.settings;
  text(frame, "Changes here restart the run.", Tone::muted);
  if (hasHidden(now)) postNumber(frame, "hidden", "Hidden units", {1, 1000, true, false, true});
  postChoice(frame, "init", "First weights", init_names, init_values);
  if (now.init == InitKind::scaled) postNumber(frame, "init_scale", "Scale", {1e-4, 10, true, true, false});
  const bool own = now.init_seed.has_value();
  if (toggleRow(frame, "own seed", "Own seed for the weights", own)) frame.set("init_seed", own ? "none" : "0");
  if (own) {
    postField(frame, "init_seed", "Weight seed");
  } else {
    postField(frame, "init_skip", "Skip normals");
  }
  postField(frame, "batch_seed", "Minibatch seed");
  postChoice(frame, "precision", "Numbers", precision_names, precision_names);
  for (const RunSnapshot& run : frame.snapshot.runs) {
    text(frame, std::string(modelName(run.model)) + ": " + grouped(run.parameters) + " parameters", Tone::muted);
  }
}

}  // namespace lab::ui
