#include "ui/study/examples_panel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "ui/kit/column.h"
#include "ui/kit/format.h"
#include "ui/kit/widgets.h"
#include "ui/study/example_answers.h"
#include "ui/study/example_terms.h"

namespace lab::ui {
namespace {

constexpr std::string_view weights_title = "Two weight vectors";

const WorkedExample& exampleAt(std::size_t i) { return workedExamples()[i]; }

bool isStandard(const DataLoss& svm) {
  return svm.margin == 1 && svm.power == 1 && svm.sum == SvmSum::others && svm.reduce == SvmReduce::sum;
}

}  // namespace

ExamplesPanel::ExamplesPanel() { choose(0); }

void ExamplesPanel::choose(std::size_t example) {
  chosen_ = example;
  row_ = 0;
  svm_ = DataLoss(LossKind::svm);
  if (example < workedExamples().size()) scores_ = exampleAt(example).scores;
}

bool ExamplesPanel::untouched() const { return scores_ == exampleAt(chosen_).scores && isStandard(svm_); }

void ExamplesPanel::drawScores(Frame& frame) {
  const WorkedExample& example = exampleAt(chosen_);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float total = ImGui::GetContentRegionAvail().x;
  const float names = frame.px(70);
  const float gap = frame.px(8);
  const auto count = static_cast<float>(scores_.size());
  const float width = std::min((total - names - (count - 1) * gap) / count, frame.px(120));
  const float row = frame.theme.control(32);
  const auto line = [&](std::string_view name, const auto& cell) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    textAt(list, at + ImVec2(0, row / 2), 0, frame.colors().muted, name);
    for (std::size_t i = 0; i < scores_.size(); ++i) {
      cell(i, at + ImVec2(names + static_cast<float>(i) * (width + gap), 0));
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy(ImVec2(total, row));
  };
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(gap, frame.px(4)));
  if (scores_.size() > 1) {
    line("image", [&](std::size_t i, ImVec2 at) {
      ImGui::SetCursorScreenPos(at);
      const std::string name =
          std::to_string(i + 1) + ": " + std::string(example.classes[static_cast<std::size_t>(example.labels[i])]);
      if (button(frame, {.id = name.c_str(),
                         .label = name,
                         .tip = "Its terms",
                         .style = i == row_ ? ButtonStyle::plain : ButtonStyle::quiet,
                         .width = width,
                         .height = row})) {
        row_ = i;
      }
    });
  }
  for (std::size_t j = 0; j < example.classes.size(); ++j) {
    line(example.classes[j], [&](std::size_t i, ImVec2 at) {
      ImGui::SetCursorScreenPos(at);
      const std::string id = std::to_string(i) + "," + std::to_string(j);
      const bool is_true = static_cast<int>(j) == example.labels[i];
      if (dragNumber(frame, id.c_str(), scores_[i][j], width, is_true)) row_ = i;
    });
  }
  const auto losses = [&](std::string_view name, const DataLoss& form) {
    std::vector<double> values;
    for (std::size_t i = 0; i < scores_.size(); ++i) {
      values.push_back(lossTerms(form, scores_[i], example.labels[i]).loss);
    }
    const int decimals = decimalsThatFit(values, 6, width, fixed);
    line(name, [&](std::size_t i, ImVec2 at) {
      textAt(list, at + ImVec2(width / 2, row / 2), 0.5f, frame.colors().text, fixed(values[i], decimals));
    });
  };
  losses("SVM", svm_);
  losses("softmax", LossKind::softmax);
  ImGui::PopStyleVar();
  if (scores_.size() > 1) {
    text(frame, "Mean: SVM " + fixed(meanLoss(svm_, scores_, example.labels), 6) + ", softmax " +
                    fixed(meanLoss(LossKind::softmax, scores_, example.labels), 6));
  }
  text(frame, "Drag a score left or right; the true class has a border.", Tone::muted, true);
}

void ExamplesPanel::drawErrata(Frame& frame) {
  if (!untouched()) {
    if (button(frame, {.id = "as printed", .icon = Icon::reset, .label = "The printed numbers"})) choose(chosen_);
    return;
  }
  const WorkedExample& example = exampleAt(chosen_);
  for (const Erratum& erratum : example.errata) {
    const DataLoss form = erratum.loss == svm_.kind ? svm_ : DataLoss(erratum.loss);
    const double right = erratum.example
                             ? lossTerms(form, scores_[*erratum.example], example.labels[*erratum.example]).loss
                             : meanLoss(form, scores_, example.labels);
    const std::string what = !erratum.example     ? "the mean"
                             : scores_.size() > 1 ? "image " + std::to_string(*erratum.example + 1)
                                                  : "the loss";
    const std::string loss(lossName(erratum.loss));
    text(frame,
         "Erratum: for " + what + " (" + loss + ") the lecture prints " + shortest(erratum.printed) +
             "; the correct value is " + handText(right, 2) + ": " + std::string(erratum.why) + ".",
         Tone::body, true);
  }
}

void ExamplesPanel::drawTerms(Frame& frame) {
  const WorkedExample& example = exampleAt(chosen_);
  drawHinge(frame, svm_, example.classes, scores_[row_], example.labels[row_]);
  ImGui::Dummy(ImVec2(1, frame.px(4)));
  drawSoftmax(frame, example.classes, scores_[row_], example.labels[row_]);
}

// Questions 1 to 3 are switches: what they answer is in the numbers.
void ExamplesPanel::drawQuestions(Frame& frame) {
  text(frame, "The lecture's questions on the SVM loss, by trying", Tone::heading);
  const bool all = svm_.sum == SvmSum::all;
  const bool mean = svm_.reduce == SvmReduce::mean;
  if (toggleRow(frame, "q1", "1  Sum over all classes, j = y too", all)) {
    svm_.sum = all ? SvmSum::others : SvmSum::all;
  }
  if (toggleRow(frame, "q2", "2  A mean over the classes", mean)) {
    svm_.reduce = mean ? SvmReduce::sum : SvmReduce::mean;
  }
  if (toggleRow(frame, "q3", "3  The square of each term", svm_.power == 2)) svm_.power = svm_.power == 2 ? 1 : 2;
  const WorkedExample& example = exampleAt(chosen_);
  if (!isStandard(svm_)) {
    const double plain = meanLoss(LossKind::svm, scores_, example.labels);
    const double now = meanLoss(svm_, scores_, example.labels);
    text(frame,
         "SVM: " + fixed(plain, 4) + " in its standard form, now " + fixed(now, 4) + ": " + handText(now - plain) +
             " more, or " + (plain > 0 ? handText(now / plain) + " times" : "from zero") + ".",
         Tone::accent, true);
  }
}

// Questions 4 and 5, and what follows in the lecture, are things to do to the scores.
void ExamplesPanel::drawTries(Frame& frame) {
  const WorkedExample& example = exampleAt(chosen_);
  const auto onAll = [&](auto change) {
    for (std::size_t i = 0; i < scores_.size(); ++i) change(scores_[i], static_cast<std::size_t>(example.labels[i]));
  };
  const auto act = [&](const char* label, const char* tip) {
    return button(frame, {.id = label, .label = label, .tip = tip});
  };
  text(frame, "4  The least and the greatest loss", Tone::muted);
  if (act("Meet every margin", "Raises each true score until it leads by the margin")) {
    for (std::size_t i = 0; i < scores_.size(); ++i) meetMargin(scores_[i], example.labels[i], svm_.margin);
  }
  ImGui::SameLine(0, frame.px(8));
  if (act("Worse by 10", "Lowers the true scores by 10, as often as you like: there is no greatest loss")) {
    onAll([](std::vector<double>& scores, std::size_t y) { scores[y] -= 10; });
  }
  text(frame, extremesWords(svm_, scores_, example.labels), Tone::body, true);
  text(frame, "5  Small weights, all scores near 0", Tone::muted);
  if (act("All scores 0", "As at the start of training")) {
    onAll([](std::vector<double>& scores, std::size_t) { std::fill(scores.begin(), scores.end(), 0.0); });
  }
  ImGui::SameLine(0, frame.px(8));
  if (act("W twice as large", "Doubles every score")) {
    onAll([](std::vector<double>& scores, std::size_t) {
      for (double& score : scores) score *= 2;
    });
  }
  text(frame, startWords(svm_, static_cast<Index>(example.classes.size())), Tone::body, true);
  text(frame, doublingWords(svm_, scores_, example.labels), Tone::body, true);
}

void ExamplesPanel::draw(Frame& frame, View& /*view*/) {
  std::vector<std::string> titles;
  for (const WorkedExample& example : workedExamples()) titles.emplace_back(example.title);
  titles.emplace_back(weights_title);
  const float width = ImGui::GetContentRegionAvail().x;
  rowLabel(frame, "Example", std::min(width - textWidth("Example") - frame.px(12), frame.px(320)));
  const float list_w = std::min(width - textWidth("Example") - frame.px(12), frame.px(320));
  if (const auto chosen = choice(frame, "worked example", titles, static_cast<int>(chosen_), list_w)) {
    choose(static_cast<std::size_t>(*chosen));
  }
  if (chosen_ == workedExamples().size()) return weights_.draw(frame);
  text(frame, exampleAt(chosen_).source, Tone::muted, true);
  const bool beside = width >= frame.px(640);
  const float gap = frame.px(28);
  const float left = beside ? (width - gap) * 0.47f : width;
  beginColumn("example left", left);
  drawScores(frame);
  if (!beside) drawTerms(frame);
  drawErrata(frame);
  if (beside) {
    endColumn();
    ImGui::SameLine(0, gap);
    beginColumn("example right", width - gap - left);
    drawTerms(frame);
  }
  ImGui::Dummy(ImVec2(1, frame.px(4)));
  drawQuestions(frame);
  drawTries(frame);
  endColumn();
}

}  // namespace lab::ui
