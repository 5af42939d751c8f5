// What is shown as equal adds up: whoever calculates with the digits on the screen comes to the digits on the screen.
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "ui/kit/format.h"
#include "ui/kit/formulas.h"
#include "ui/plane/inspector.h"
#include "ui/study/example_terms.h"
#include "ui/training/objective_panel.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

const std::string minus = "−";

// A small calculator of what the page writes: numbers, + − ( ) / ² and max(0, …). Words between them are skipped.
class Calculator {
 public:
  explicit Calculator(std::string text) : text_(std::move(text)) {}

  double sum() {
    double value = product();
    for (;;) {
      skip();
      if (take("+")) {
        value += product();
      } else if (take(minus)) {
        value -= product();
      } else {
        return value;
      }
    }
  }

 private:
  double product() {
    double value = atom();
    for (;;) {
      skip();
      if (take("²")) {
        value *= value;
      } else if (take("/")) {
        value /= atom();
      } else {
        return value;
      }
    }
  }

  double atom() {
    skip();
    if (take(minus)) return -atom();
    if (take("max(0,")) {
      const double value = std::max(0.0, sum());
      take(")");
      return value;
    }
    if (take("(")) {
      const double value = sum();
      take(")");
      return value;
    }
    std::size_t end = at_;
    while (end < text_.size() && (std::isdigit(static_cast<unsigned char>(text_[end])) || text_[end] == '.')) ++end;
    const double value = std::stod(text_.substr(at_, end - at_));
    at_ = end;
    return value;
  }

  void skip() {
    while (at_ < text_.size() && (text_[at_] == ' ' || std::isalpha(static_cast<unsigned char>(text_[at_]))) &&
           text_.compare(at_, 4, "max(") != 0) {
      ++at_;
    }
  }
  bool take(const std::string& what) {
    if (text_.compare(at_, what.size(), what) != 0) return false;
    at_ += what.size();
    return true;
  }

  std::string text_;
  std::size_t at_ = 0;
};

enum class Said { equal, about, incomplete };

// Checks one line of the form "left = right" or "left ≈ right".
Said checkLine(const std::string& line) {
  CAPTURE(line);
  if (line.find("…") != std::string::npos || line.find("e") != std::string::npos) return Said::incomplete;
  for (const std::string sign : {" = ", " ≈ "}) {
    const std::size_t at = line.find(sign);
    if (at == std::string::npos) continue;
    const double left = Calculator(line.substr(0, at)).sum();
    const double right = Calculator(line.substr(at + sign.size())).sum();
    const bool same = std::abs(left - right) < 1e-9 * std::max(1.0, std::abs(left));
    CHECK(same == (sign == " = "));
    return sign == " = " ? Said::equal : Said::about;
  }
  FAIL("no sign");
  return Said::incomplete;
}

// "data" and "penalty" hold an e: only the numbers count.
std::string withoutWords(std::string line) {
  for (const char* word : {" data", " penalty"}) {
    const std::size_t at = line.find(word);
    if (at != std::string::npos) line.erase(at, std::string(word).size());
  }
  return line;
}

}  // namespace

TEST_CASE("sums: the loss of many runs is data + penalty in the digits that are shown, or ≈") {
  int equal = 0, about = 0;
  for (const char* settings :
       {"", "l2=0.1", "l1=0.03", "loss=svm&l2=2", "model=two_layer&l2=1", "init_scale=10&l2=5"}) {
    Harness page(3000, 2600);
    page.host.scale = 0.64f;
    post(page, "set " + std::string(settings[0] != 0 ? settings : "seed=1"));
    for (int i = 0; i < 25; ++i) {
      post(page, "step 3");
      page.frames(2);
      const std::string line = lossSum(page.snapshot().runs[0].now);
      CAPTURE(line);
      if (std::isfinite(page.snapshot().runs[0].now.loss)) CHECK(says(line));
      const Said said = checkLine(withoutWords(line));
      equal += said == Said::equal;
      about += said == Said::about;
    }
  }
  CHECK(equal > 30);  // both are met
  CHECK(about > 10);
}

TEST_CASE("sums: the losses of points and of worked examples, in every form of the SVM") {
  std::mt19937 random(7);
  std::normal_distribution<double> normal(0, 2);
  int equal = 0, about = 0;
  for (const int power : {1, 2}) {
    for (const SvmSum sum : {SvmSum::others, SvmSum::all}) {
      for (const SvmReduce reduce : {SvmReduce::sum, SvmReduce::mean}) {
        for (int i = 0; i < 60; ++i) {
          DataLoss form(LossKind::svm);
          form.power = power;
          form.sum = sum;
          form.reduce = reduce;
          std::vector<double> scores = {normal(random), normal(random), normal(random)};
          if (i % 2 == 0) {
            for (double& score : scores) score = std::round(10 * score) / 10;
          }
          const LossTerms terms = lossTerms(form, scores, 1);
          Inspection point;
          point.form = form;
          point.label = 1;
          point.scores = scores;
          point.margins = terms.margins;
          point.loss = terms.loss;
          for (const std::string& line :
               {hingeSumText(form, terms, 1), hingeTermText(form, scores[0], scores[1]), lossInNumbers(point)}) {
            const Said said = checkLine(line);
            equal += said == Said::equal;
            about += said == Said::about;
          }
        }
      }
    }
  }
  CHECK(equal > 100);
  CHECK(about > 100);
}

TEST_CASE("sums: the logarithm of the shown probability rounds to the shown loss, or ≈") {
  int equal = 0, about = 0;
  for (double p = 0.0002; p < 1; p *= 1.07) {
    const std::string line = logText(p, 3, -std::log(p), 3);
    CAPTURE(line);
    const std::size_t equals = line.find(" = "), near = line.find(" ≈ ");
    REQUIRE((equals == std::string::npos) != (near == std::string::npos));
    const std::size_t at = equals == std::string::npos ? near : equals;
    const std::string log = "−ln ";
    const double shown = -std::log(shownValue(line.substr(log.size(), at - log.size())));
    const bool same = fixed(shown, 3) == line.substr(line.rfind(' ') + 1);
    CHECK(same == (near == std::string::npos));
    equal += same;
    about += !same;
  }
  CHECK(equal > 20);
  CHECK(about > 20);
  CHECK(logText(0, 3, 1.2e154, 3) == "−ln p = 1.2e154");  // nobody's logarithm of 0
}

TEST_CASE("sums: in a diverged run no number runs into the next") {
  Harness page(1280, 800);
  post(page, "set lr=1e6&loss=softmax&l2=1&precision=float64");
  post(page, "step 60");
  page.frames(30);
  const Rect square = page.layout().pictures[0];
  REQUIRE(clickUntil(page, square, [&] { return page.view().example.has_value(); }));
  page.frames(3);
  REQUIRE(page.snapshot().runs[0].inspection);
  const Inspection& point = *page.snapshot().runs[0].inspection;
  bool huge = false;
  for (std::size_t c = 0; c < point.scores.size(); ++c) huge = huge || std::abs(point.scores[c]) > 1e60;
  CHECK(huge);
  CHECK_FALSE(says("−ln 0 ="));
  for (std::size_t c = 0; c < point.scores.size(); ++c) {
    // Between the class's number and its score there is a gap.
    const std::string label = std::to_string(c);
    int seen = 0;
    for (int decimals = 3; decimals >= -1; --decimals) {
      const double score = point.scores[c];
      const std::string text = decimals < 0 ? shortestPower(rounded(score, 1)) : fixed(score, decimals);
      const std::vector<Rect> alone = findText(text), together = findText(label + text);
      if (alone.empty() || together.empty()) continue;
      CAPTURE(text);
      CHECK(together[0].w - alone[0].w >= 10);  // a digit and air
      ++seen;
    }
    CHECK(seen > 0);
  }
}

}  // namespace lab::ui
