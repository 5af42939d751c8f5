#include "ui/images/template_panel.h"

#include <algorithm>
#include <numeric>

#include "ui/kit/format.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrap.h"

namespace lab::ui {
namespace {

constexpr auto inputs = static_cast<std::size_t>(ImageSet::pixels_per_image);

// At this many root mean squares a colour is full: the pictures have soft colours already, of the average image.
constexpr double raw_deviations = 3;
constexpr double picture_deviations = 2.2;

std::span<const float> rowOf(const std::vector<float>& rows, Index k) {
  return std::span(rows).subspan(static_cast<std::size_t>(k) * inputs, inputs);
}

bool linear(const RunSnapshot& run) { return !hasHidden(run.model); }

std::string nameOf(const Snapshot& snapshot, const RunSnapshot& run, Index k) {
  return linear(run) ? className(snapshot, static_cast<int>(k)) : "unit " + std::to_string(k);
}

// "unit 17: raises the score of deer most".
std::string unitText(const Snapshot& snapshot, const RunSnapshot& run, Index k) {
  const auto i = static_cast<std::size_t>(k);
  const std::string name = nameOf(snapshot, run, k);
  if (!run.trained() || i >= run.templates.helps.size()) return name;
  return name + ": raises the score of " + className(snapshot, run.templates.helps[i]) + " most";
}

// Whether a pixel's mean over the training images is taken from it.
bool isCentred(Normalize normalize) {
  switch (normalize) {
    case Normalize::raw:
    case Normalize::unit:
      return false;
    case Normalize::mean_image:
    case Normalize::channel:
    case Normalize::pixel:
      return true;
  }
  return false;
}

// What is drawn, in a sentence.
std::string captionText(const RunSnapshot& run, bool raw) {
  if (!run.trained()) return "Not trained yet: these are the random weights that training starts from.";
  if (raw) return "The weights alone, red, green and blue: mid grey is a weight of zero.";
  const std::string start = isCentred(run.settings.normalize) ? "The average image" : "Mid grey";
  return start + (linear(run) ? " plus a class’s weights: what it looks for."
                              : " plus a hidden unit’s weights: what the unit responds to.");
}

std::span<const std::uint8_t> inspectedPixels(const Frame& frame, const RunSnapshot& run) {
  if (frame.host.picture) return frame.host.picture->image(0);
  if (!run.inspection || !run.inspection->image) return {};
  return pixelsOf(frame.snapshot, run.split, *run.inspection->image);
}

// The image's score (linear) or activation (hidden unit) beside a template.
std::optional<double> valueOf(const RunSnapshot& run, Index k) {
  if (!run.inspection) return std::nullopt;
  const std::vector<double>& values = linear(run) ? run.inspection->scores : run.inspection->hidden;
  const auto i = static_cast<std::size_t>(k);
  return i < values.size() ? std::optional(values[i]) : std::nullopt;
}

constexpr float caption_line = 25;

// Of the ten classes: name and score under each picture, below each other where they do not fit on one line.
float captionHeight(const Frame& frame, float cell) {
  float widest = 0;
  for (int c = 0; c < static_cast<int>(image_classes); ++c) {
    widest = std::max(widest, textWidth(className(frame.snapshot, c)));
  }
  const bool one_line = widest + textWidth("−00.0") + frame.px(6) <= cell;
  return frame.px(one_line ? caption_line : 2 * caption_line - 4);
}

}  // namespace

std::array<float, 1024> scoreMap(std::span<const float> weights, std::span<const double> input) {
  std::array<float, 1024> map{};
  for (std::size_t i = 0; i < std::min(weights.size(), input.size()); ++i) {
    map[i % map.size()] += weights[i] * static_cast<float>(input[i]);
  }
  return map;
}

// The weights as they are drawn, and where they are drawn from; once a revision.
void TemplatePanel::takeWeights(const Templates& templates) {
  if (taken_ == templates.revision && taken_form_ == form()) return;
  taken_ = templates.revision;
  taken_form_ = form();
  centre_ = raw_ ? std::vector<float>(inputs, 128.0f) : templates.centre;
  shifts_ = templates.weights;
  for (std::size_t i = 0; !raw_ && i < shifts_.size(); ++i) shifts_[i] *= templates.grey_levels[i % inputs];
  reach_ = alike_ ? reachOf(shifts_, raw_ ? raw_deviations : picture_deviations) : 0;
}

CellAtlas::Cell TemplatePanel::cellOf(Index k) const {
  const auto shift = rowOf(shifts_, k);
  return shiftedCell(centre_, shift, alike_ ? reach_ : reachOf(shift, raw_ ? raw_deviations : picture_deviations));
}

// How they are drawn: two switches and a sentence.
void TemplatePanel::drawScale(Frame& frame, const RunSnapshot& run) {
  const float width = ImGui::GetContentRegionAvail().x;
  const std::array<const char*, 2> names = {"Scale each", "Same scale"};
  const std::string_view raw = "Raw weights";
  const float chip_h = frame.theme.chip();
  const float chip_w = chipWidth(frame, raw);
  const float switch_w = std::min(width - chip_w - frame.px(8), frame.px(230));
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (const auto chosen = segmented(frame, "scale", names, alike_ ? 1 : 0, switch_w)) alike_ = *chosen == 1;
  hint(frame, "One scale for each picture shows every pattern; one for all shows which weights are large.");
  ImGui::SetCursorScreenPos(ImVec2(at.x + width - chip_w, at.y + (frame.theme.row() - chip_h) / 2));
  if (chip(frame, "raw", raw, raw_, "The weights alone, without the average training image below them.")) raw_ = !raw_;
  ImGui::SetCursorScreenPos(ImVec2(at.x, at.y + std::max(frame.theme.row(), chip_h) + frame.px(4)));
  text(frame, captionText(run, raw_), Tone::muted, true);
}

void TemplatePanel::drawGrid(Frame& frame, const RunSnapshot& run) {
  const Templates& templates = run.templates;
  const Palette& p = frame.colors();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool classes = linear(run);
  const float space = frame.px(classes ? 8 : 5);
  const float width = ImGui::GetContentRegionAvail().x - (classes ? 0 : frame.px(6));
  const float least = frame.px(classes ? 88 : 52);
  int columns = std::max(2, static_cast<int>((width + space) / (least + space)));
  if (classes) columns = width < frame.px(420) ? 3 : 5;
  float cell = (width - static_cast<float>(columns - 1) * space) / static_cast<float>(columns);
  const float caption = classes ? captionHeight(frame, cell) : 0;
  if (classes && columns == 5) {
    // Both rows are in sight wherever that leaves pictures of a decent size.
    const float fits = (ImGui::GetContentRegionAvail().y - space) / 2 - caption;
    cell = std::min(cell, std::max(fits, frame.px(72)));
  }
  const float pitch_x = classes && columns == 5 ? (width - cell) / 4 : cell + space;
  const float pitch = cell + caption + space;
  const ImVec2 top = ImGui::GetCursorScreenPos();
  const ImVec2 clip_lo = list.GetClipRectMin();
  const ImVec2 clip_hi = list.GetClipRectMax();
  const auto rows = (templates.count + columns - 1) / columns;
  const auto first = std::clamp<Index>(static_cast<Index>((clip_lo.y - top.y) / pitch), 0, rows);
  const auto last = std::clamp<Index>(static_cast<Index>((clip_hi.y - top.y) / pitch) + 1, first, rows);
  cells_.begin(templates.revision * 4 + form(), static_cast<std::size_t>((last - first) * columns));
  for (Index k = first * columns; k < std::min(last * columns, templates.count); ++k) {
    const auto key = static_cast<std::uint64_t>(k);
    if (!cells_.holds(key)) cells_.paint(key, cellOf(k));
    const ImVec2 a(top.x + static_cast<float>(k % columns) * pitch_x, top.y + static_cast<float>(k / columns) * pitch);
    ImGui::PushID(static_cast<int>(k));
    ImGui::SetCursorScreenPos(a);
    const bool stop = chosen_ ? chosen_ == k : k == first * columns;
    if (pressable(frame, "template", ImVec2(cell, cell + caption), stop)) chosen_ = k;
    if (!classes) {
      const auto active = valueOf(run, k);
      hint(frame, unitText(frame.snapshot, run, k) + (active ? ", activation " + fixed(*active, 3) : ""));
    }
    const bool hovered = ImGui::IsItemHovered() && !frame.host.touch;
    ImGui::PopID();
    cells_.draw(list, key, {a.x, a.y, cell, cell}, frame.px(5));
    const ImVec2 b = a + ImVec2(cell, cell);
    if (chosen_ == k) {
      list.AddRect(a, b, p.accent, frame.px(5), 0, frame.px(3));
    } else if (hovered) {
      list.AddRect(a, b, p.text, frame.px(5), 0, frame.px(1.5f));
    }
    if (!classes) continue;
    const float y = b.y + frame.px(caption_line) / 2;
    const auto value = valueOf(run, k);
    const std::string name = nameOf(frame.snapshot, run, k);
    const bool winner = run.inspection && run.inspection->predicted == static_cast<int>(k);
    const std::string score = value ? fixed(*value, 1) : "";
    const float score_y = b.y + caption - frame.px(caption_line) / 2;
    textFitted(list, ImVec2(a.x + frame.px(1), y), cell, winner ? p.accent : p.text, name);
    textAt(list, ImVec2(b.x - frame.px(1), score_y), 1, winner ? p.accent : p.muted, score);
  }
  ImGui::SetCursorScreenPos(top);
  ImGui::Dummy(ImVec2(1, static_cast<float>(rows) * pitch - space));
}

// Keys: 0 the weights, 1 the image, 2 weights × image.
void TemplatePanel::paintDetail(Frame& frame, const RunSnapshot& run) {
  const Index k = *chosen_;
  const auto pixels = inspectedPixels(frame, run);
  const std::array<std::uint64_t, 6> from = {
      run.templates.revision, frame.snapshot.run_revision,  static_cast<std::uint64_t>(k) * 4 + form(),
      contentHash(pixels),    frame.theme.dark() ? 1u : 0u, run.inspection ? 1u : 0u,
  };
  if (from == painted_from_) return;
  painted_from_ = from;
  detail_.begin(++painted_, 4);
  detail_.paint(0, cellOf(k));
  if (pixels.empty() || !run.inspection) return;
  detail_.paint(1, imageCell(pixels));
  const std::array<float, 1024> map = scoreMap(rowOf(run.templates.weights, k), run.inspection->features);
  sum_ = std::accumulate(map.begin(), map.end(), 0.0);
  detail_.paint(2,
                heatCell(map, reachOf(map), frame.theme.dark() ? frame.colors().field : IM_COL32(247, 247, 247, 255)));
}

void TemplatePanel::drawDetail(Frame& frame, const RunSnapshot& run, float height) {
  paintDetail(frame, run);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Palette& p = frame.colors();
  const float width = ImGui::GetContentRegionAvail().x;
  const float gap = frame.px(12);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float line = frame.px(25);
  const float side = std::max(frame.px(60), std::min((width - 2 * gap) / 3, height - 2 * line));
  const std::string name = nameOf(frame.snapshot, run, *chosen_);
  const bool room = textWidth("weights × image") <= side;
  const std::array<std::string, 3> captions = {name, "the image", room ? "weights × image" : "product"};
  const bool image = detail_.holds(2);
  for (std::size_t i = 0; i < (image ? 3u : 1u); ++i) {
    const Rect square{at.x + static_cast<float>(i) * (side + gap), at.y + line, side, side};
    textFitted(list, ImVec2(square.x, at.y + line / 2), side, i == 0 ? p.text : p.muted, captions[i]);
    detail_.draw(list, i, square, frame.px(6));
  }
  const float x = at.x + side + gap;
  if (!image) {
    ImGui::SetCursorScreenPos(ImVec2(x, at.y + line));
    text(frame,
         wrapped("Choose an image under Images: then its score is taken apart here, pixel by pixel.",
                 std::max(frame.px(60), width - side - gap)),
         Tone::muted);
  } else if (const auto value = valueOf(run, *chosen_)) {
    // Scores add the bias; a hidden unit cuts off below zero as well.
    const std::string words = linear(run) ? "sum " + fixed(sum_, 2) + ", bias " + fixedSigned(*value - sum_, 2) +
                                                ": score " + fixed(*value, 2)
                                          : "sum " + fixed(sum_, 2) + ", after bias and ReLU " + fixed(*value, 2);
    const float y = at.y + line + side + line / 2 + frame.px(2);
    textFitted(list, ImVec2(at.x, y), width, p.text, words);
    const float key = at.x + textWidth(words) + frame.px(18);
    const char* meaning = "orange for, blue against";
    if (key + textWidth(meaning) < at.x + width) textAt(list, ImVec2(key, y), 0, p.muted, meaning);
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(ImVec2(width, side + 2 * line + frame.px(2)));
}

void TemplatePanel::draw(Frame& frame, const Rect& rect, ImageDesk& desk, View& view) {
  view.templates = true;
  const RunSnapshot& run = shownRun(frame.snapshot, desk);
  const bool low = rect.h < frame.px(430);
  beginPanel(frame, "templates", rect, {.scrolls = low});
  drawScale(frame, run);
  const Templates& templates = run.templates;
  const bool complete = templates.count > 0 &&
                        templates.weights.size() == static_cast<std::size_t>(templates.count) * inputs &&
                        templates.centre.size() == inputs;
  if (!complete) {
    frame.animating = true;  // they come with the next frame
    return endPanel(frame);
  }
  if (!chosen_ || *chosen_ >= templates.count) chosen_ = run.inspection && linear(run) ? run.inspection->predicted : 0;
  takeWeights(templates);
  if (low) {
    // Little room: everything scrolls, what was chosen comes first.
    drawDetail(frame, run, frame.px(190));
    drawGrid(frame, run);
    return endPanel(frame);
  }
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 room = ImGui::GetContentRegionAvail();
  float detail = std::clamp(0.42f * room.y, frame.px(190), frame.px(460));
  if (linear(run)) {
    // Two rows of five take what they can use, the rest is for what was chosen.
    const float cell = (room.x - frame.px(32)) / 5;
    const float rows = 2 * (cell + captionHeight(frame, cell) + frame.px(8));
    detail = std::max(detail, room.y - rows - frame.px(10));
  }
  const Rect grid{at.x, at.y, room.x, room.y - detail - frame.px(10)};
  beginPanel(frame, "template grid", grid, {.surface = false});
  drawGrid(frame, run);
  endPanel(frame);
  ImGui::SetCursorScreenPos(ImVec2(at.x, grid.bottom() + frame.px(10)));
  drawDetail(frame, run, detail);
  endPanel(frame);
}

}  // namespace lab::ui
