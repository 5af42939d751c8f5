// The image-classification mode of the page, on a library that the test draws itself.
#include <doctest/doctest.h>

#include <memory>

#include "ui/images/image_data_panel.h"
#include "ui/images/image_desk.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {

TEST_CASE("images: every view draws at every size, in both themes, for every model") {
  for (const auto& [w, h] :
       {ImVec2(360, 640), ImVec2(844, 390), ImVec2(1024, 768), ImVec2(1280, 800), ImVec2(3840, 2160)}) {
    for (const char* settings :
         {small_images, "set preset=cifar_svm val=60 train=100 batch=20",
          "set preset=cifar_two_layer val=60 train=100 batch=20 hidden=40", "set val=60 side_by_side=1 hidden=12"}) {
      CAPTURE(w);
      CAPTURE(settings);
      Harness page(w, h);
      showImages(page, settings, "step 5");
      for (const bool dark : {false, true}) {
        page.host.dark = page.host.touch = page.host.images.stand_in = dark;
        for (int tab = 0; tab < 3; ++tab) {
          openStage(page, tab);
          checkDrawn();
          CHECK(page.view().templates == (tab == 1));
        }
        const Rect tabs = layoutOf(page).tabs;
        for (const char* tab : {"Train", "Data", "Plots", "Image"}) {
          for (const Rect& place : findText(tab)) {
            if (tabs.contains(place)) page.click(place.x + place.w / 2, place.y + place.h / 2);
          }
          checkDrawn();
        }
      }
      CHECK_FALSE(page.view().regions);
      CHECK(page.view().verdicts == ImagePart::validation);
    }
  }
}

TEST_CASE("images: at every size a whole image can be brought into sight, and what is guessing is named whole") {
  for (const auto& [w, h] : {ImVec2(320, 568), ImVec2(390, 844), ImVec2(844, 390), ImVec2(768, 1024), ImVec2(1280, 800),
                             ImVec2(1280, 1400)}) {
    CAPTURE(w);
    CAPTURE(h);
    Harness page(w, h);
    page.host.touch = w < 900;
    showImages(page, small_images, "step 5");
    const Rect stage = layoutOf(page).stage;
    bool whole = false;
    for (int turns = 0; turns < 15 && !whole; ++turns) {
      // The words stand in the lowest 44 px of a tile that is at least 75 px higher.
      const auto own = placeOf("Your own picture");
      const auto choice = placeOf("Mistakes");  // scrolled away, or above all images
      whole = own.has_value() && own->y - 75 >= (choice ? choice->bottom() : stage.y);
      page.move(stage.x + stage.w / 2, stage.bottom() - 20);
      ImGui::GetIO().AddMouseWheelEvent(0, -0.5f);
      page.frames(2);
    }
    CHECK(whole);
    if (w < 760 || h < 500) continue;  // the plots have a tab of their own there
    CHECK(says("ln 10 ≈ 2.3026"));
    CHECK(says("guessing, without penalty: ln 10 ≈ 2.3026") == says(": ln 10 ≈ 2.3026"));
  }
}

TEST_CASE("images: the switch asks for the mode, in both directions and at both ends of the sizes") {
  for (const auto& [w, h] : {ImVec2(360, 640), ImVec2(1280, 800)}) {
    CAPTURE(w);
    Harness page(w, h);
    page.session.setImages(library());
    page.frames(2);
    CHECK(page.clickFor(layoutOf(page).mode_bar, "mode images"));
    post(page, "mode images");
    CHECK(page.clickFor(layoutOf(page).mode_bar, "mode plane"));
  }
}

TEST_CASE("images: without any, a card offers them, tells how far they are, and gives way when they come") {
  Harness page(1280, 800);
  const Rect bar = layoutOf(page).mode_bar;
  page.click(bar.right() - 20, bar.y + bar.h / 2);
  page.takeCommands();
  const Rect card{400, 100, 480, 500};
  SUBCASE("load") {
    CHECK(clickUntil(page, card, [&] { return page.posted("page load_images"); }));
    CHECK(clickUntil(page, card, [&] { return page.posted("page choose_images"); }));
    CHECK_FALSE(page.posted("mode images"));  // the session would refuse
    page.press(ImGuiKey_L);
  }
  SUBCASE("loading") {
    page.host.images = {ImageLoading::State::loading, 3'100'000, 12'400'000, 1000, 5000, "CIFAR-10", false, ""};
    page.frames(2);
    CHECK(page.app().wantsAnimation());
    CHECK(clickUntil(page, card, [&] { return page.posted("page cancel_images"); }));
    CHECK_FALSE(page.posted("page load_images"));
  }
  SUBCASE("failed") {
    page.host.images.state = ImageLoading::State::failed;
    page.host.images.message = "Shard 3 is damaged.";
    CHECK(clickUntil(page, card, [&] { return page.posted("page load_images"); }));
  }
  page.session.setImages(library());
  page.frames(4);
  CHECK(page.posted("mode images"));
  CHECK(page.snapshot().mode == Mode::images);
  post(page, "mode plane");
  page.frames(3);
  CHECK(page.snapshot().mode == Mode::plane);  // it asks once only
  CHECK(page.view().regions);
}

TEST_CASE("images: progress in words") {
  CHECK(loadingText({ImageLoading::State::loading, 3'100'000, 12'400'000, 1000, 5000, "", false, ""}) ==
        "3.1 of 12.4 MB · 1,000 of 5,000 images");
  CHECK(loadingText({ImageLoading::State::loading, 170'500'000, 0, 0, 0, "", false, ""}) == "170.5 MB");
}

TEST_CASE("images: stand-ins are told, wherever there is room for it") {
  Harness page(1880, 1600);  // high enough that nothing is scrolled out by the sentence
  showImages(page);
  const int without = ImGui::GetDrawData()->TotalVtxCount;
  page.host.images.stand_in = true;
  page.frames(2);
  // The sentence in the data panel and the words beside the tabs: four vertices a letter.
  CHECK(ImGui::GetDrawData()->TotalVtxCount > without + 4 * 100);
}

TEST_CASE("images: a click in the grid opens an image, the inspector walks on from it") {
  Harness page(1280, 800);
  showImages(page);
  const Rect stage = layoutOf(page).stage;
  const Rect wall{stage.x + 130, stage.y + 100, stage.w - 160, 200};
  REQUIRE(clickUntil(page, wall, [&] { return page.view().image && page.view().image->index > 0; }));
  const ImageRef opened = *page.view().image;
  page.frames(2);
  REQUIRE(page.snapshot().runs[0].inspection.has_value());
  CHECK(page.snapshot().runs[0].inspection->image == opened);
  const Rect inspector = layoutOf(page).inspector;
  const Rect steps{inspector.x + 100, inspector.y + 20, inspector.w - 110, 20};
  CHECK(clickUntil(page, steps, [&] { return page.view().image->index == opened.index + 1; }, 13));
}

TEST_CASE("images: a cell of the confusion matrix shows its images") {
  Harness page(1280, 800);
  showImages(page, small_images, "step 2");
  openStage(page, 2);
  page.takeCommands();
  const Rect stage = layoutOf(page).stage;
  // The tabs tell where we are: once a cell was clicked the grid is there, and the templates are one click away.
  const int matrix = ImGui::GetDrawData()->TotalVtxCount;
  bool opened = false;
  for (float y = stage.y + 190; y < stage.y + 480 && !opened; y += 15) {
    for (float x = stage.x + 115; x < stage.x + 490 && !opened; x += 20) {
      page.click(x, y);
      page.move(5, 5);
      page.frames(3);
      opened = std::abs(ImGui::GetDrawData()->TotalVtxCount - matrix) > 400;
    }
  }
  CHECK(opened);
  // What is shown now is a cell's: a click on its first image selects one whose prediction is the cell's.
  page.click(stage.x + 60, stage.y + 150);
  page.frames(3);
  REQUIRE(page.view().image.has_value());
  CHECK(page.snapshot().runs[0].inspection->image == page.view().image);
}

TEST_CASE("images: the next mistake is one of the part on the stage, whatever the inspector shows") {
  Harness page(1280, 800);
  showImages(page, small_images, "step 2");
  const Rect stage = layoutOf(page).stage;
  // The settings use these words as well.
  const auto choosePart = [&](const char* name) {
    for (const Rect& words : findText(name)) {
      if (!stage.contains(words)) continue;
      page.click(words.x + words.w / 2, words.y + words.h / 2);
      return page.frames(4);
    }
  };
  choosePart("Training");
  page.click(stage.x + 170, stage.y + 150);
  page.frames(4);
  REQUIRE(page.view().image.has_value());
  REQUIRE(page.view().image->part == ImagePart::train);
  choosePart("Validation");
  REQUIRE(page.view().image->part == ImagePart::train);  // it stays while others are looked through
  const RunSnapshot& run = page.snapshot().runs[0];
  REQUIRE(run.verdicts.part == ImagePart::validation);
  const auto labels = labelsOf(page.snapshot(), run.split, ImagePart::validation);
  Index from = -1;
  for (int walked = 0; walked < 3; ++walked) {
    const auto expected = nextMistakeIn({}, labels, run.verdicts, from);
    REQUIRE(expected.has_value());
    clickOn(page, "Mistake ›");
    CHECK(page.view().image == ImageRef{ImagePart::validation, *expected});
    CHECK(run.inspection->predicted != run.inspection->label);
    from = *expected;
  }
}

TEST_CASE("images: at 1280 x 800 the confusion matrix needs no scrolling, with all that is said below it") {
  Harness page(1280, 800);
  showImages(page, small_images, "step 2");
  openStage(page, 2);
  const Rect stage = layoutOf(page).stage;
  for (const bool tested : {false, true}) {
    CAPTURE(tested);
    if (tested) clickOn(page, "Measure on the test images");
    REQUIRE(page.snapshot().runs[0].test.has_value() == tested);
    for (const char* words : {"taken for →", "Measure on the test images", "how the model does on new ones."}) {
      CAPTURE(std::string(words));
      const auto place = placeOf(words);
      REQUIRE(place.has_value());
      CHECK(stage.contains(*place));
    }
    page.move(stage.x + 50, stage.y + 300);
    const float before = placeOf("taken for →")->y;
    ImGui::GetIO().AddMouseWheelEvent(0, -20);
    page.frames(4);
    REQUIRE(placeOf("taken for →").has_value());
    CHECK(placeOf("taken for →")->y == before);
  }
}

TEST_CASE("images: the test score is measured when asked for") {
  Harness page(1280, 800);
  showImages(page);
  openStage(page, 2);
  CHECK_FALSE(page.snapshot().runs[0].test.has_value());
  clickOn(page, "Measure on the test images");
  CHECK(page.posted("test"));
  REQUIRE(page.snapshot().runs[0].test.has_value());
  CHECK(page.snapshot().runs[0].test->predicted.size() == 40);
  checkDrawn();
}

TEST_CASE("images: a picture of the visitor's own is looked at instead, and given back") {
  Harness page(1280, 800);
  showImages(page);
  for (const char* words : {"Your own", "Try your own picture…"}) {  // in the wall and in the inspector
    CAPTURE(std::string(words));
    page.takeCommands();
    clickOn(page, words);
    CHECK(page.posted("page choose_picture"));
  }
  page.host.picture = std::make_shared<const ImageSet>(colours(1));
  page.frames(3);
  CHECK(page.view().picture == page.host.picture);
  REQUIRE(page.snapshot().runs[0].inspection.has_value());
  CHECK_FALSE(page.snapshot().runs[0].inspection->image.has_value());
  checkDrawn();
  page.press(ImGuiKey_Escape);
  CHECK(page.posted("page drop_picture"));
  page.host.picture.reset();
  page.frames(3);
  CHECK(page.snapshot().runs[0].inspection->image == page.view().image);
}

TEST_CASE("images: a picture of the visitor's own opens its tab where there are tabs") {
  Harness page(390, 844);
  showImages(page);
  const Rect body = layoutOf(page).tab_body;
  const auto asked = [&] { return page.posted("page choose_picture"); };
  const Rect buttons{body.x + body.w / 2, body.y, body.w / 2, 160};
  CHECK_FALSE(clickUntil(page, buttons, asked));
  page.host.picture = std::make_shared<const ImageSet>(colours(1));
  page.frames(3);
  CHECK(clickUntil(page, buttons, asked));
  // It is a tab like the others all the same.
  page.click(layoutOf(page).tabs.x + 20, layoutOf(page).tabs.y + 20);
  page.frames(3);
  page.takeCommands();
  CHECK_FALSE(clickUntil(page, buttons, asked));
}

TEST_CASE("images: at rest nothing is uploaded and nothing computed again") {
  Harness page(1280, 800);
  showImages(page);
  for (int tab = 0; tab < 3; ++tab) {
    openStage(page, tab);
    page.move(5, 5);
    page.frames(5);
    const int uploads = page.uploads();
    const auto revision = page.snapshot().runs[0].verdicts.revision;
    page.frames(10);
    CHECK(page.uploads() == uploads);
    CHECK(page.snapshot().runs[0].verdicts.revision == revision);
  }
}

TEST_CASE("images: in training the verdicts are asked for now and then, not with every frame") {
  Harness page(1280, 800);
  showImages(page);
  const auto before = page.snapshot().runs[0].verdicts.revision;
  post(page, "run");
  page.frames(60);  // a second
  const auto computed = page.snapshot().runs[0].verdicts.revision - before;
  CHECK(computed >= 2);
  CHECK(computed <= 6);
}

TEST_CASE("images: templates change while training runs") {
  Harness page(1280, 800);
  showImages(page);
  openStage(page, 1);
  const int uploads = page.uploads();
  post(page, "run");
  page.frames(5);
  CHECK(page.uploads() > uploads + 11);  // in eight frames: all of them, and the enlarged one
}

}  // namespace lab::ui
