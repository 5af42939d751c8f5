// Cards that say what a word on the panels means: every one of them can be opened, and has the numbers of the moment.
#include "ui/kit/terms.h"

#include <set>

#include <doctest/doctest.h>

#include "lab/settings/assignments.h"
#include "lab/settings/change_words.h"
#include "lab/settings/settings_table.h"
#include "support.h"
#include "ui/kit/setting_rows.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

using test::contains;

Settings with(const std::string& text) { return withAssignments({}, text).value(); }

// Settings that have a row with a label of their own. The others are chosen by pictures or buttons.
bool hasRow(const SettingInfo& info) { return info.control != Control::elsewhere; }

TermCard cardOf(const Harness& page, std::string_view key) {
  const auto card = termCard(page.snapshot(), key);
  CAPTURE(std::string(key));
  REQUIRE(card.has_value());
  return *card;
}

}  // namespace

TEST_CASE("terms: every setting with a row has a card, in plain words and without a gap") {
  for (const char* settings : {"", "model=two_layer&l1=0.01", "side_by_side=1&loss=svm&optimizer=adam&batch=32",
                               "optimizer=momentum&momentum=1&init=he&schedule=cosine&warmup_epochs=2"}) {
    Harness page(1280, 800, with(settings));
    page.frames(2);
    for (const SettingInfo& info : settingInfos()) {
      if (!hasRow(info)) continue;
      const TermCard card = cardOf(page, info.key);
      for (const std::string* words : {&card.title, &card.text, &card.now, &card.signs}) {
        CAPTURE(*words);
        CHECK(words->find_first_of("{}_") == std::string::npos);
      }
      CHECK_FALSE(card.title.empty());
      CHECK(card.text.size() > 30);
      CHECK_FALSE(card.now.empty());
    }
  }
}

TEST_CASE("terms: what is no setting has its card, too, and so has every choice") {
  Harness page(1280, 800, with("model=two_layer"));
  page.frames(2);
  for (const char* key : {"epoch", "accuracy", "iteration", "update_ratio", "dead_relu", "dscore", "search_lr",
                          "search_penalty", "search_cells", "search_steps"}) {
    const TermCard card = cardOf(page, key);
    CHECK_FALSE(card.title.empty());
    CHECK(card.now.find_first_of("{}") == std::string::npos);
  }
  for (const char* key : {"optimizer", "loss", "init"}) {
    std::set<std::string> texts;
    for (const ValueName& name : findSetting(key)->names) {
      post(page, "set " + std::string(key) + "=" + std::string(name.text));
      CHECK(texts.insert(cardOf(page, key).text).second);
    }
  }
  CHECK_FALSE(termCard(page.snapshot(), "nonsense").has_value());
}

TEST_CASE("terms: the numbers are those of the moment") {
  Harness page(1280, 800, with("lr=0.5&batch=32&model=two_layer"));
  page.frames(2);
  CHECK(cardOf(page, "lr").now == "W ← W − 0.5 · dW");
  CHECK(cardOf(page, "batch").now == "dW is the mean over 32 of 300 points; 9.38 steps make an epoch.");
  CHECK(cardOf(page, "epoch").now == "300 points ≈ 9.38 steps of 32. So far 0.0 epochs.");
  CHECK(cardOf(page, "hidden").now == "h = max(0, XW1 + b1) with 100 units; 603 parameters");
  CHECK(contains(cardOf(page, "loss").text, "cross-entropy"));
  CHECK(contains(cardOf(page, "loss").now, "ln 3 ≈ 1.0986"));
  post(page, "set lr=0.25&optimizer=momentum&loss=svm&l2=0.5&l2_half=0&dropout=0.5");
  CHECK(cardOf(page, "lr").now == "v ← 0.9·v − 0.25 · dW\nW ← W + v");
  CHECK(cardOf(page, "momentum").now == "1/(1 − 0.9) = 10 times");
  post(page, "set momentum=0.97");
  CHECK(cardOf(page, "momentum").now == "1/(1 − 0.97) ≈ 33.3 times");
  CHECK(contains(cardOf(page, "classes").now, "1/3 ≈ 33%"));
  CHECK(contains(cardOf(page, "loss").text, "hinge"));
  CHECK(contains(cardOf(page, "l2").now, "1·W"));
  CHECK(cardOf(page, "dropout").now == "About 50% of 100 units are out; the others count × 2.");
  post(page, "set optimizer=adam");
  CHECK(contains(cardOf(page, "optimizer").now, "v' = v / (1 − 0.9^t), s' = s / (1 − 0.999^t)"));
  CHECK(contains(cardOf(page, "optimizer").text, "start at 0"));
  CHECK(cardOf(page, "batch_seed").now == "Seed 0");
  CHECK(cardOf(page, "init").now == "W = 0.01 · normals");
  post(page, "set init=he");
  CHECK(contains(cardOf(page, "init").now, "2 inputs"));
}

namespace {

// The label opens its card with the numbers of the moment, and Escape and a click elsewhere close it. False: these
// words are no such label.
bool opens(Harness& page, const Rect& label, const TermCard& card) {
  const auto open = [&] {
    page.click(label.x + 4, label.y + label.h / 2);
    page.frames(3);
    return says(card.text);
  };
  page.takeCommands();
  if (!open()) return false;
  CHECK(says(card.now));
  CHECK((card.signs.empty() || says(card.signs)));
  CHECK(page.takeCommands().empty());
  page.press(ImGuiKey_Escape);
  page.frames(60);
  CHECK_FALSE(says(card.text));
  CHECK(open());
  page.click(1278, 2);
  page.frames(3);
  CHECK_FALSE(says(card.text));
  return true;
}

// The keys of all cards whose label is on the screen.
std::set<std::string> openAll(Harness& page) {
  std::set<std::string> opened;
  for (const SettingInfo& info : settingInfos()) {
    if (!hasRow(info)) continue;
    const std::string title(rowTitle(info.key));
    CAPTURE(title);
    for (const Rect& label : findText(title)) {
      if (opened.contains(std::string(info.key)) || !opens(page, label, cardOf(page, info.key))) continue;
      opened.insert(std::string(info.key));
    }
  }
  return opened;
}

}  // namespace

TEST_CASE("terms: each label on the panels opens its card by a click, and Escape or a click elsewhere closes it") {
  Harness page(3000, 2600, with("model=two_layer&batch=32&l1=0.01&loss=svm&optimizer=adam&schedule=step&init_skip=3"));
  page.host.scale = 0.64f;  // a large screen draws larger: back to where every row is in sight
  page.frames(2);
  for (const char* fold : {"Losses and penalties", "Optimizer", "First weights and precision"}) clickOn(page, fold);
  std::set<std::string> opened = openAll(page);
  post(page, "set optimizer=momentum&init_seed=3");
  opened.merge(openAll(page));
  post(page, "set optimizer=rmsprop");
  opened.merge(openAll(page));
  for (const SettingInfo& info : settingInfos()) {
    const bool images = info.group == SettingGroup::images;
    CAPTURE(std::string(info.key));
    CHECK(opened.contains(std::string(info.key)) == (hasRow(info) && !images));
  }
}

TEST_CASE("terms: a card fits a small phone, and a finger opens it") {
  for (const auto& [w, h] : {ImVec2(320, 568), ImVec2(844, 390)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.host.touch = true;
    page.frames(3);
    auto label = placeOf("Learning rate");
    const Rect body = page.layout().tab_body;
    page.move(body.x + body.w / 2, body.y + body.h / 2);
    for (int i = 0; i < 20 && !label; ++i) {
      ImGui::GetIO().AddMouseWheelEvent(0, -1);
      page.frames(2);
      label = placeOf("Learning rate");
    }
    REQUIRE(label.has_value());
    page.click(label->x + 4, label->y + label->h / 2);
    page.frames(3);
    const TermCard card = cardOf(page, "lr");
    REQUIRE(says(card.text));
    CHECK(says(card.signs));
    for (const std::string& words : {card.text.substr(0, 12), std::string("runs away.")}) {
      const auto place = placeOf(words);
      REQUIRE(place.has_value());
      CHECK(place->x >= 0);
      CHECK(place->right() <= w);
      CHECK(place->y >= 0);
      CHECK(place->bottom() <= h);
    }
  }
}

TEST_CASE("terms: the mouse that rests on a label sees the card") {
  Harness page(1280, 800);
  const auto label = placeOf("Learning rate");
  REQUIRE(label.has_value());
  page.move(label->x + 4, label->y + label->h / 2);
  page.frames(120);
  CHECK(says(cardOf(page, "lr").text));
  page.move(2, 2);
  page.frames(5);
  CHECK_FALSE(says(cardOf(page, "lr").text));
}

TEST_CASE("terms: a switch's label explains it, and the rest of the row switches") {
  Harness page(2400, 2000);
  page.host.scale = 0.8f;
  page.frames(2);
  clickOn(page, "Losses and penalties");
  const auto label = placeOf("½ in front of L2");
  REQUIRE(label.has_value());
  page.takeCommands();
  page.click(label->x + 4, label->y + label->h / 2);
  page.frames(3);
  CHECK(says(cardOf(page, "l2_half").text));
  CHECK(page.takeCommands().empty());
  page.press(ImGuiKey_Escape);
  page.frames(3);
  page.click(label->right() + 20, label->y + label->h / 2);
  CHECK(page.posted("set l2_half=0"));
}

}  // namespace lab::ui
