#include "ui/images/image_desk.h"

#include <algorithm>

#include "data/cifar10.h"
#include "ui/kit/widgets.h"

namespace lab::ui {

int Confusion::row(int label) const {
  int sum = 0;
  for (const int count : counts[static_cast<std::size_t>(label)]) sum += count;
  return sum;
}

double Confusion::accuracyOf(int label) const {
  const auto l = static_cast<std::size_t>(label);
  const int images = row(label);
  return images > 0 ? static_cast<double>(counts[l][l]) / images : 0;
}

std::string className(const Snapshot& snapshot, int label) {
  const auto l = static_cast<std::size_t>(label);
  if (label < 0 || l >= image_classes) return "?";
  if (snapshot.images && l < snapshot.images->classes.size()) return snapshot.images->classes[l];
  return std::string(cifar10_classes[l]);
}

const char* partName(ImagePart part) {
  switch (part) {
    case ImagePart::train:
      return "training";
    case ImagePart::validation:
      return "validation";
    case ImagePart::test:
      return "test";
  }
  return "";
}

std::span<const std::int32_t> labelsOf(const Snapshot& snapshot, const ImageSplit& split, ImagePart part) {
  if (!snapshot.images) return {};
  const bool test = part == ImagePart::test;
  const std::span<const std::int32_t> all(test ? snapshot.images->test.y : snapshot.images->train.y);
  const auto first = static_cast<std::size_t>(split.place({part, 0}));
  const auto count = static_cast<std::size_t>(split.sizeOf(part));
  return first + count <= all.size() ? all.subspan(first, count) : std::span<const std::int32_t>();
}

std::span<const std::uint8_t> pixelsOf(const Snapshot& snapshot, const ImageSplit& split, ImageRef ref) {
  if (!snapshot.images) return {};
  const bool test = ref.part == ImagePart::test;
  if (test && ref.index >= split.test) return {};
  const ImageSet& set = test ? snapshot.images->test : snapshot.images->train;
  const Index place = split.place(ref);
  return place >= 0 && place < set.size() ? set.image(place) : std::span<const std::uint8_t>();
}

const RunSnapshot& shownRun(const Snapshot& snapshot, const ImageDesk& desk) {
  return snapshot.runs[std::min(desk.run, snapshot.runs.size() - 1)];
}

std::size_t partCount(const Snapshot& snapshot, const ImageDesk& desk) {
  const bool offered = desk.tab == StageTab::images && snapshot.images && snapshot.images->test.size() > 0;
  return shownRun(snapshot, desk).test || offered ? 3 : 2;
}

std::optional<ImagePart> choosePart(Frame& frame, ImageDesk& desk, float width) {
  constexpr std::array<ImagePart, 3> parts = {ImagePart::validation, ImagePart::train, ImagePart::test};
  const bool tested = shownRun(frame.snapshot, desk).test.has_value();
  const char* test = tested ? "Test" : "Test…";
  const std::array<const char*, 3> names = {"Validation", "Training", test};
  const std::array<const char*, 3> short_names = {"Val", "Train", test};
  const std::size_t count = partCount(frame.snapshot, desk);
  float full = 0;
  for (std::size_t i = 0; i < count; ++i) full += textWidth(names[i]) + frame.px(10);
  const std::span<const char* const> shown(full <= width ? names : short_names);
  const auto selected = std::find(parts.begin(), parts.end(), desk.choice.part) - parts.begin();
  const auto chosen = segmented(frame, "part", shown.first(count), static_cast<int>(selected), width);
  if (!chosen) return std::nullopt;
  const ImagePart part = parts[static_cast<std::size_t>(*chosen)];
  if (part == ImagePart::test && !tested) {
    desk.tab = StageTab::confusion;
    return std::nullopt;
  }
  return part;
}

std::vector<Index> chosenImages(const ImageChoice& choice, std::span<const std::int32_t> labels,
                                const Verdicts& verdicts) {
  const bool judged = verdicts.part == choice.part;
  const std::size_t known = judged ? std::min(labels.size(), verdicts.predicted.size()) : 0;
  const bool needs_verdict = choice.mistakes || choice.predicted;
  std::vector<Index> chosen;
  for (std::size_t i = 0; i < (needs_verdict ? known : labels.size()); ++i) {
    if (choice.label && labels[i] != *choice.label) continue;
    if (choice.predicted && verdicts.predicted[i] != *choice.predicted) continue;
    if (choice.mistakes && verdicts.predicted[i] == labels[i]) continue;
    chosen.push_back(static_cast<Index>(i));
  }
  if (choice.predicted) {
    std::stable_sort(chosen.begin(), chosen.end(), [&](Index a, Index b) {
      return verdicts.probability[static_cast<std::size_t>(a)] > verdicts.probability[static_cast<std::size_t>(b)];
    });
  }
  return chosen;
}

std::optional<Index> nextMistakeIn(const ImageChoice& choice, std::span<const std::int32_t> labels,
                                   const Verdicts& verdicts, Index from) {
  ImageChoice wrong = choice;
  wrong.mistakes = true;
  const std::vector<Index> shown = chosenImages(wrong, labels, verdicts);
  if (shown.empty()) return std::nullopt;
  auto next = std::find(shown.begin(), shown.end(), from);
  if (next != shown.end()) {
    ++next;
  } else if (!choice.predicted) {
    next = std::upper_bound(shown.begin(), shown.end(), from);  // in the order of their numbers
  } else {
    next = shown.begin();  // the surest
  }
  return next == shown.end() ? shown.front() : *next;
}

Confusion confusionOf(std::span<const std::int32_t> labels, std::span<const std::int32_t> predicted) {
  Confusion confusion;
  for (std::size_t i = 0; i < std::min(labels.size(), predicted.size()); ++i) {
    const auto row = static_cast<std::size_t>(labels[i]);
    const auto column = static_cast<std::size_t>(predicted[i]);
    if (row >= image_classes || column >= image_classes) continue;
    ++confusion.counts[row][column];
    ++confusion.total;
    confusion.right += row == column;
  }
  return confusion;
}

void updateVerdicts(Frame& frame, ImageDesk& desk, View& view) {
  constexpr double every = 0.4;  // seconds
  const Snapshot& snapshot = frame.snapshot;
  const RunSnapshot& run = shownRun(snapshot, desk);
  const double now = ImGui::GetTime();
  if (desk.choice.part == ImagePart::test && !run.test) desk.choice = {};
  if (!run.trained() || (desk.choice.part == ImagePart::test && run.test->iteration == 0)) {
    // Chance is no mistake: an untrained model is not asked.
    desk.verdicts = {};
    desk.verdicts.part = desk.choice.part;
    desk.verdicts_run = desk.run;
    desk.stale = true;
    return;
  }
  if (desk.choice.part == ImagePart::test) {
    desk.verdicts = *run.test;
    desk.verdicts_run = desk.run;
    desk.stale = false;
    return;
  }
  const Verdicts& fresh = run.verdicts;
  const bool other = desk.verdicts_run != desk.run;
  if (!fresh.predicted.empty() && fresh.part == desk.choice.part) {
    if (other || desk.verdicts.part != fresh.part || fresh.revision != desk.verdicts.revision) desk.verdicts = fresh;
    desk.verdicts_run = desk.run;
    desk.verdicts_at = now;
    desk.stale = false;
  } else if (other || desk.verdicts.part != desk.choice.part) {
    desk.verdicts = {};
    desk.verdicts.part = desk.choice.part;
    desk.verdicts_run = desk.run;
    desk.stale = true;
  }
  const bool moving = snapshot.state == RunState::running;
  const bool due = !moving || desk.stale || now - desk.verdicts_at >= every;
  if (due) view.verdicts = desk.choice.part;
}

}  // namespace lab::ui
