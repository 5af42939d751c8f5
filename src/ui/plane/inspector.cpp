#include "ui/plane/inspector.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/kit/format.h"
#include "ui/kit/run_choice.h"
#include "ui/kit/terms.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrap.h"

namespace lab::ui {
namespace {

std::string tuple(const std::vector<double>& values) {
  std::string text = "(";
  for (std::size_t i = 0; i < values.size() && i < 4; ++i) {
    if (i > 0) text += ", ";
    text += fixed(values[i], 3);
  }
  return text + (values.size() > 4 ? ", …)" : ")");
}

}  // namespace

std::string lossInNumbers(const Inspection& point) {
  const auto label = static_cast<std::size_t>(point.label);
  if (!point.probabilities.empty()) {
    const double p = point.probabilities[label];
    return logText(p, 3, point.loss, 3);
  }
  const DataLoss& form = point.form;
  const char* square = form.power == 2 ? "²" : "";
  const std::string loss = fixed(point.loss, 3);
  std::string sum;
  double shown = 0;
  int terms = 0;
  for (std::size_t j = 0; j < point.margins.size(); ++j) {
    if (j == label && form.sum == SvmSum::others) continue;
    const std::string margin = fixed(point.margins[j], 3);
    shown += form.power == 2 ? shownValue(margin) * shownValue(margin) : shownValue(margin);
    if (++terms > 3) continue;
    sum += (sum.empty() ? "" : " + ") + margin + square;
  }
  if (terms > 3) sum += " + …";
  if (form.reduce == SvmReduce::mean) {
    sum = "(" + sum + ")/" + std::to_string(point.margins.size());
    shown /= static_cast<double>(point.margins.size());
  }
  return sum + equals(shown, loss) + loss;
}

int dscoreDecimals(const DataLoss& form) {
  switch (form.kind) {
    case LossKind::softmax:
      return 3;
    case LossKind::svm:
      break;
  }
  return form.power == 1 && form.reduce == SvmReduce::sum ? 0 : 2;
}

std::optional<Index> nextMistake(const RunSnapshot& run, const Labels& labels, Index from) {
  const auto n = static_cast<Index>(std::min(labels.size(), run.predictions.size()));
  for (Index k = 1; k <= n; ++k) {
    const Index i = (from + k) % n;
    if (run.predictions[static_cast<std::size_t>(i)] != labels[static_cast<std::size_t>(i)]) return i;
  }
  return std::nullopt;
}

void Inspector::draw(Frame& frame, View& view, Markers& marks) {
  const Snapshot& snapshot = frame.snapshot;
  if (snapshot.runs.empty() || !snapshot.data) return;
  const bool both = snapshot.runs.size() > 1;
  if (both) chooseRun(frame, "run", run_, std::min(ImGui::GetContentRegionAvail().x, frame.px(230)));
  const RunSnapshot& run = snapshot.runs[both ? run_ : 0];
  takePicked(frame, run, view);
  drawSteps(frame, view, run, marks);
  // The way to other points stays in sight while the rest scrolls.
  const bool begun = beginBody(frame, "point body");
  drawBody(frame, run, view, marks);
  endBody(frame, begun);
}

void Inspector::drawBody(Frame& frame, const RunSnapshot& run, View& view, Markers& marks) {
  if (!run.inspection || !view.example) return offerPoint(frame, view);
  const Inspection& point = *run.inspection;
  drawVerdict(frame, run, point);
  if (!point.hidden.empty()) drawHidden(frame, point);
  drawClasses(frame, point, marks);
  {
    const FontScope font(frame.theme.semibold(), 0);
    const std::string words = "loss  " + lossInNumbers(point);
    ImGui::TextUnformatted(wrapped(words, ImGui::GetContentRegionAvail().x).c_str());
  }
  if (!point.probabilities.empty()) {
    prose(frame,
          "dscore, the gradient on the score, is p − 1 at the true class and p elsewhere: a step pulls the true score "
          "up and pushes the others down.");
  } else {
    prose(frame, "Each other class costs what its score lacks to a margin of " + shortest(point.form.margin) +
                     (point.form.power == 2 ? ", squared." : ".") + " dscore is the gradient on the score.");
  }
}

// Nothing is chosen: how to choose, and a point worth looking at.
void Inspector::offerPoint(Frame& frame, View& view) {
  text(frame, "Click a point to read its forward and backward pass.", Tone::muted, true);
  if (button(frame,
             {.id = "pick",
              .label = "Pick a point for me",
              .tip = "The point that costs the most: of those the model gets wrong, the one with the greatest loss.",
              .enabled = !picking_})) {
    picking_ = view.hardest = true;
  }
}

void Inspector::takePicked(const Frame& frame, const RunSnapshot& run, View& view) {
  if (!picking_) return;
  picking_ = !run.hardest;
  view.hardest = picking_;
  if (run.hardest && *run.hardest < frame.snapshot.data->size()) view.example = run.hardest;
}

// What is known of the point and what the model makes of it: before the first step that is no mistake of its own.
void Inspector::drawVerdict(Frame& frame, const RunSnapshot& run, const Inspection& point) {
  const bool right = point.predicted == point.label;
  text(frame, "class " + std::to_string(point.label));
  ImGui::SameLine();
  if (!run.trained()) {
    text(frame, "not trained yet", Tone::muted);
  } else {
    text(frame, "predicted " + std::to_string(point.predicted) + (right ? " ✓" : ""), right ? Tone::good : Tone::bad);
  }
  text(frame, "x = " + tuple(point.features), Tone::muted);
}

void Inspector::drawSteps(Frame& frame, View& view, const RunSnapshot& run, Markers& marks) {
  const Index n = frame.snapshot.data->size();
  const Index from = view.example.value_or(-1);
  std::optional<Index> mistake;
  if (run.iteration > 0) mistake = nextMistake(run, frame.snapshot.data->y, from < 0 ? n - 1 : from);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float total = ImGui::GetContentRegionAvail().x;
  const ButtonSpec next{.id = "mistake",
                        .label = "Mistake ›",
                        .tip = "The next point that the model gets wrong.",
                        .enabled = mistake.has_value()};
  const float square = frame.theme.row();
  const float width = buttonWidth(frame, next) + 2 * square + frame.px(12);
  {
    const FontScope font(frame.theme.semibold(), frame.theme.em(Theme::heading_px));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    float x = at.x;
    if (view.example && *view.example < n) {
      marks.draw(list, ImVec2(x + frame.px(7), at.y + square / 2),
                 frame.snapshot.data->y[static_cast<std::size_t>(from)]);
      x += frame.px(20);
    }
    const std::string heading = view.example ? "Point " + std::to_string(from) : "Point";
    textAt(list, ImVec2(x, at.y + square / 2), 0, frame.colors().text, heading);
  }
  ImGui::SetCursorScreenPos(ImVec2(at.x + std::max(0.0f, total - width), at.y));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(frame.px(6), frame.px(8)));
  if (button(frame, {.id = "previous", .label = "‹", .tip = "Previous point", .width = square})) {
    view.example = from <= 0 ? n - 1 : from - 1;
  }
  ImGui::SameLine();
  if (button(frame, {.id = "next", .label = "›", .tip = "Next point", .width = square})) view.example = (from + 1) % n;
  ImGui::SameLine();
  if (button(frame, next)) view.example = mistake;
  ImGui::PopStyleVar();
}

void Inspector::drawHidden(Frame& frame, const Inspection& point) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto active = std::count_if(point.hidden.begin(), point.hidden.end(), [](double h) { return h > 0; });
  const double highest = *std::max_element(point.hidden.begin(), point.hidden.end());
  text(frame, std::to_string(active) + " of " + std::to_string(point.hidden.size()) + " hidden units active",
       Tone::muted);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = frame.px(30);
  list.AddRectFilled(at, at + ImVec2(width, height), frame.colors().field, frame.px(4));
  const float step = width / static_cast<float>(point.hidden.size());
  const float bar = std::max(step - (step > 3 ? frame.px(1) : 0), 1.0f);
  for (std::size_t i = 0; i < point.hidden.size(); ++i) {
    if (!(point.hidden[i] > 0)) continue;
    const float h = static_cast<float>(point.hidden[i] / highest) * (height - frame.px(4));
    const float x = at.x + static_cast<float>(i) * step;
    list.AddRectFilled(ImVec2(x, at.y + height - h), ImVec2(x + bar, at.y + height), frame.colors().accent);
  }
  ImGui::Dummy(ImVec2(width, height));
}

void Inspector::drawClasses(Frame& frame, const Inspection& point, Markers& marks) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool softmax = !point.probabilities.empty();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = frame.px(27);
  const std::array<float, 4> edges =
      softmax ? std::array<float, 4>{0.32f, 0.54f, 0.77f, 1.0f} : std::array<float, 4>{0.36f, 0.66f, 0.66f, 1.0f};
  const auto row = [&](const std::array<std::string, 4>& cells, Color ink) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    for (std::size_t i = 0; i < 4; ++i) {
      textAt(list, at + ImVec2(width * edges[i] - frame.px(4), height / 2), 1, ink, cells[i]);
    }
    ImGui::Dummy(ImVec2(width, height));
  };
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
  // Its last word stands where row() puts its cells, and explains itself.
  const ImVec2 last = ImGui::GetCursorScreenPos() + ImVec2(width - frame.px(4), height / 2);
  termLabelLeftOf(frame, "dscore", "dscore", last, frame.colors().muted);
  row({"score", softmax ? "exp" : "margin", softmax ? "p" : "", ""}, frame.colors().muted);
  const float score_w = width * edges[0] - frame.px(24) - textWidth("00");
  const int decimals = dscoreDecimals(point.form);
  for (std::size_t c = 0; c < point.scores.size(); ++c) {
    const int label = static_cast<int>(c);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (label == point.label) {
      list.AddRectFilled(at, at + ImVec2(width, height - frame.px(1)), frame.colors().accent_soft, frame.px(5));
    }
    if (softmax) {
      const float left = at.x + width * edges[1] + frame.px(2);
      const float room = width * (edges[2] - edges[1]) - frame.px(2);
      const float share = static_cast<float>(std::clamp(point.probabilities[c], 0.0, 1.0));
      list.AddRectFilled(ImVec2(left, at.y + frame.px(3)), ImVec2(left + room * share, at.y + height - frame.px(4)),
                         withAlpha(classColor(label), 0.4f), frame.px(3));
    }
    marks.draw(list, at + ImVec2(frame.px(12), height / 2), label);
    textAt(list, at + ImVec2(frame.px(24), height / 2), 0, frame.colors().text, std::to_string(label));
    if (softmax) {
      // With a digit more than its exponential, so that one may compute the one from the other.
      row({fitted(point.scores[c], 3, score_w), fixed(point.exponentials[c], 2), fixed(point.probabilities[c], 3),
           fixedSigned(point.dscores[c], decimals)},
          frame.colors().text);
    } else {
      row({fitted(point.scores[c], 3, score_w), label == point.label ? "–" : fixed(point.margins[c], 3), "",
           fixedSigned(point.dscores[c], decimals)},
          frame.colors().text);
    }
  }
  ImGui::PopStyleVar();
  ImGui::Dummy(ImVec2(1, frame.px(2)));
}

}  // namespace lab::ui
