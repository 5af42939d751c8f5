#include "ui/images/image_data_panel.h"

#include <algorithm>

#include "core/number_text.h"
#include "lab/settings/settings_table.h"
#include "ui/kit/format.h"
#include "ui/kit/setting_rows.h"

namespace lab::ui {
namespace {

using State = ImageLoading::State;

constexpr const char* stand_in_words =
    "These pictures are drawn by the lab itself. They are not CIFAR-10: no copy of it was found. Choose the files of "
    "CIFAR-10 to learn from the real images.";

std::string megabytes(std::int64_t bytes) { return fixed(static_cast<double>(bytes) / 1e6, 1); }

}  // namespace

std::string loadingText(const ImageLoading& loading) {
  std::string words = megabytes(loading.bytes);
  if (loading.total_bytes > 0) words += " of " + megabytes(loading.total_bytes);
  words += " MB";
  if (loading.images > 0 || loading.total_images > 0) {
    words += " · " + grouped(loading.images);
    if (loading.total_images > 0) words += " of " + grouped(loading.total_images);
    words += " images";
  }
  return words;
}

void drawImageLoading(Frame& frame, bool offer) {
  const ImageLoading& loading = frame.host.images;
  const Palette& p = frame.colors();
  if (loading.state == State::loading) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float height = frame.px(10);
    const double share =
        loading.total_bytes > 0 ? static_cast<double>(loading.bytes) / static_cast<double>(loading.total_bytes) : 0;
    const float filled = static_cast<float>(std::clamp(share, 0.0, 1.0)) * width;
    list.AddRectFilled(at, at + ImVec2(width, height), p.field, height / 2);
    if (filled > 0) list.AddRectFilled(at, at + ImVec2(std::max(filled, height), height), p.accent, height / 2);
    ImGui::Dummy(ImVec2(width, height));
    text(frame, loadingText(loading), Tone::muted, true);
    frame.animating = true;
    if (button(frame, {.id = "cancel images", .icon = Icon::close, .label = "Cancel"}))
      frame.post("page cancel_images");
  }
  if (!loading.message.empty()) {
    text(frame, loading.message, loading.state == State::failed ? Tone::bad : Tone::body, true);
  }
  if (offer && loading.state != State::loading) {
    const char* label = loading.state == State::failed ? "Try again" : "Load the images";
    if (button(frame, {.id = "load images", .label = label, .style = ButtonStyle::primary})) {
      frame.post("page load_images");
    }
  }
}

void drawNoImages(Frame& frame, const Rect& rect) {
  const float width = std::min(rect.w, frame.px(560));
  const float pad = frame.px(20);
  const float above = rect.h < frame.px(600) ? 0 : 0.12f * rect.h;
  ImGui::SetCursorScreenPos(ImVec2(rect.x + (rect.w - width) / 2, rect.y + above));
  ImGui::SetNextWindowSizeConstraints(ImVec2(width, 0), ImVec2(width, rect.h - above));
  ImGui::PushStyleColor(ImGuiCol_ChildBg, frame.colors().surface);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(pad, pad));
  ImGui::BeginChild("no images", ImVec2(width, 0),
                    ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_AutoResizeY | ImGuiChildFlags_NavFlattened,
                    ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  text(frame, "Image classification", Tone::heading);
  text(frame,
       "The same classifiers learn photographs: 32×32 pixels, ten classes from airplane to truck. 6,000 images of "
       "CIFAR-10 are loaded once, about 11 MB to download, and stay on this device.",
       Tone::body, true);
  ImGui::Dummy(ImVec2(1, frame.px(4)));
  if (!frame.host.images.source.empty()) text(frame, frame.host.images.source, Tone::muted, true);
  if (frame.host.images.stand_in) text(frame, stand_in_words, Tone::bad, true);
  if (frame.host.save_data && frame.host.images.state == State::none) {
    text(frame, "Your browser asks pages to save data, so nothing is downloaded before you say so.", Tone::body, true);
  }
  ImGui::Dummy(ImVec2(1, frame.px(2)));
  drawImageLoading(frame, true);
  if (frame.host.images.state != State::loading) {
    ImGui::Dummy(ImVec2(1, frame.px(4)));
    text(frame, "Or all 60,000 from files of your own: nothing is uploaded.", Tone::muted, true);
    if (button(frame, {.id = "choose images",
                       .label = "Choose CIFAR-10 files…",
                       .tip = "cifar-10-binary.tar.gz, or its .bin files"})) {
      frame.post("page choose_images");
    }
  }
  endPanel(frame);
}

void ImageDataPanel::draw(Frame& frame, bool heading) {
  if (heading) fold(frame, "image data fold", "Data", open_);
  if ((heading && !open_) || frame.snapshot.runs.empty()) return;
  const Snapshot& snapshot = frame.snapshot;
  const Settings& now = snapshot.settings;
  const ImageLoading& loading = frame.host.images;
  if (!loading.source.empty()) text(frame, loading.source, Tone::muted, true);
  if (loading.stand_in) text(frame, stand_in_words, Tone::bad, true);
  drawImageLoading(frame, loading.state == State::failed);
  const ImageSplit& split = snapshot.runs.front().split;
  const Index test = snapshot.images ? snapshot.images->test.size() : 0;
  const auto number = [&](const char* key, const char* label, double shown, double most) {
    Scale scale = scaleOf(*findSetting(key), Mode::images);
    scale.max = std::min(most, scale.max);
    const auto value = numberRow(frame, key, label, numberText(shown), scale, Counts::on_release);
    if (value) frame.set(key, *value);
  };
  // More than there is means all of it: the rows say what is in force.
  const double all = snapshot.images ? static_cast<double>(std::max<Index>(snapshot.images->train.size(), 100)) : 50000;
  number("train", "To learn", static_cast<double>(split.train), all);
  number("val", "To validate", static_cast<double>(split.validation), all / 2);
  if (test > 0) text(frame, grouped(test) + " more to test, once, at the end.", Tone::muted, true);
  const std::vector<std::string> names = {"raw", "unit", "mean image", "per channel", "per pixel"};
  postList(frame, "normalize", "Normalize", names);
  prose(frame, valueName(now, *findSetting("normalize"))->words.text);
  if (toggleRow(frame, "flip", "Flip half left–right", now.flip)) frame.set("flip", now.flip ? "0" : "1");
  if (button(frame, {.id = "choose images",
                     .label = "Choose CIFAR-10 files…",
                     .tip = "All 60,000: cifar-10-binary.tar.gz, or its .bin files. Read on this device, not uploaded.",
                     .width = ImGui::GetContentRegionAvail().x})) {
    frame.post("page choose_images");
  }
}

}  // namespace lab::ui
