#include <doctest/doctest.h>

#include <string>

#include "lab/settings/assignments.h"
#include "lab/settings/presets.h"
#include "ui_harness.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {
namespace {

Settings with(const std::string& assignments) {
  const Result<Settings> settings = withAssignments(Settings{}, assignments);
  REQUIRE(settings.ok());
  return settings.value();
}

ImVec2 pointOnScreen(const Harness& page, Index i) {
  const Rect square = page.layout().pictures[0];
  const PlaneBounds b = page.snapshot().data_bounds;
  const Matrix<double>& X = page.snapshot().data->X;
  return {square.x + static_cast<float>((X(i, 0) - b.min_x) / (b.max_x - b.min_x)) * square.w,
          square.y + static_cast<float>((b.max_y - X(i, 1)) / (b.max_y - b.min_y)) * square.h};
}

// Opens a tab of a small screen; false where there are none.
bool openTab(Harness& page, const char* name) {
  const Rect tabs = page.layout().tabs;
  for (const Rect& place : findText(name)) {
    if (!tabs.contains(place)) continue;
    page.click(place.x + place.w / 2, place.y + place.h / 2);
    page.frames(2);
    return true;
  }
  return false;
}

}  // namespace

TEST_CASE("page: every panel draws at every size, in both themes, for every model") {
  for (const auto& [w, h] :
       {ImVec2(360, 640), ImVec2(844, 390), ImVec2(1024, 768), ImVec2(1280, 800), ImVec2(3840, 2160)}) {
    for (const char* settings : {"model=linear", "model=two_layer&loss=svm&batch=32&optimizer=momentum",
                                 "preset=notes_two_layer side_by_side=1", "classes=10&data=blobs&init_seed=3"}) {
      CAPTURE(w);
      CAPTURE(settings);
      Harness page(w, h, with(settings));
      for (const bool dark : {false, true}) {
        page.host.dark = dark;
        page.host.touch = dark;
        post(page, "step 15");
        page.frames(2);
        checkDrawn();
        // Every tab, where there are tabs.
        for (const char* tab : {"Train", "Data", "Plots", "Point"}) {
          if (!openTab(page, tab)) continue;
          checkDrawn();
        }
      }
      CHECK(page.view().regions);
      CHECK(page.snapshot().runs[0].regions.size > 0);
    }
  }
}

TEST_CASE("page: resizing through all sizes keeps drawing") {
  Harness page(1280, 800, with("side_by_side=1"));
  for (float width = 3840; width >= 320; width *= 0.86f) {
    page.resize(width, ImMax(320.0f, width * 0.62f));
    page.frame();
    page.resize(width, ImMin(2160.0f, width * 1.7f));
    page.frame();
    checkDrawn();
  }
}

TEST_CASE("page: buttons post commands") {
  Harness page(1280, 800);
  const Rect bar = page.layout().transport;
  CHECK(page.clickFor(bar, "reset"));
  CHECK(page.clickFor(bar, "run"));
  CHECK(page.clickFor(bar, "step 1"));
  CHECK(page.clickFor(bar, "step 100"));
  CHECK_FALSE(page.clickFor(bar, "back press"));  // nowhere to go yet
  post(page, "step 3");
  CHECK(page.clickFor(bar, "back press"));
  post(page, "run");
  CHECK(page.clickFor(bar, "pause"));
  const Rect models = page.layout().model_bar;
  CHECK(page.clickFor(models, "set model=two_layer"));
  CHECK(page.clickFor(models, "set side_by_side=1"));
}

TEST_CASE("page: the thumb's bar has the same buttons") {
  Harness page(360, 640);
  post(page, "step 3");
  const Rect bar = page.layout().transport;
  for (const char* command : {"reset", "back press", "run", "step 1", "step 100"}) {
    CAPTURE(command);
    CHECK(page.clickFor(bar, command));
  }
}

TEST_CASE("page: the play button trains, and trains on") {
  Harness page(1280, 800);
  const Rect bar = page.layout().transport;
  page.click(bar.x + 140, bar.y + bar.h / 2);
  CHECK(page.snapshot().state == RunState::running);
  page.frames(3);
  CHECK(page.snapshot().runs[0].iteration > 20);
}

TEST_CASE("page: speed is automatic, of one's own or all there is, at every size") {
  for (const auto& [w, h] : {ImVec2(390, 844), ImVec2(900, 700), ImVec2(1280, 800), ImVec2(1920, 1080)}) {
    CAPTURE(w);
    Harness page(w, h);
    for (const char* name : {"auto", "max"}) {
      const std::vector<Rect> at = findText(name);
      REQUIRE_FALSE(at.empty());  // others may end in "max"
      page.click(at[0].x + at[0].w / 2, at[0].y + at[0].h / 2);
      CHECK(page.snapshot().auto_speed == (std::string(name) == "auto"));
    }
    page.press(ImGuiKey_M);
    CHECK(page.snapshot().auto_speed);
    page.press(ImGuiKey_M);
    CHECK_FALSE(page.snapshot().auto_speed);
    CHECK(page.snapshot().speed == 0);
  }
}

TEST_CASE("page: speed slider goes from one step a second to as fast as possible") {
  Harness page(1920, 1080);
  const Rect bar = page.layout().transport;
  const float y = bar.y + bar.h / 2;
  page.drag(bar.x + 588, y, bar.x + 490, y);
  CHECK(page.posted("speed 1"));
  page.drag(bar.x + 515, y, bar.x + 599, y);
  CHECK(page.takeCommands().back() == "speed max");
}

TEST_CASE("keys: each has its command") {
  Harness page(1280, 800);
  page.press(ImGuiKey_Space);
  CHECK(page.posted("run"));
  page.press(ImGuiKey_Space);
  CHECK(page.posted("pause"));
  page.type(".");
  CHECK(page.posted("step 1"));
  page.type(",");
  CHECK(page.posted("back 1"));
  page.press(ImGuiKey_R);
  CHECK(page.posted("reset"));
  page.press(ImGuiKey_G);
  CHECK(page.posted("set seed=1"));
  page.takeCommands();
  page.press(ImGuiKey_L);
  CHECK(page.snapshot().runs[0].model == ModelKind::two_layer);
  page.press(ImGuiKey_L);
  CHECK(page.snapshot().runs.size() == 2);
  page.press(ImGuiKey_L);
  CHECK(page.snapshot().runs.size() == 1);
  CHECK(page.snapshot().runs[0].model == ModelKind::linear);
}

TEST_CASE("keys: pass through while a text field has the focus") {
  Harness page(1280, 900);
  const Rect panel = page.layout().settings;
  // The seed's field, then typing into it.
  const auto seed = placeOf("Data seed");
  REQUIRE(seed.has_value());
  page.click(panel.right() - 60, seed->y + seed->h / 2);
  REQUIRE(ImGui::GetIO().WantTextInput);
  page.takeCommands();
  page.press(ImGuiKey_R);
  page.press(ImGuiKey_G);
  page.press(ImGuiKey_L);
  page.type(".");
  CHECK(page.takeCommands().empty());
}

TEST_CASE("keys: the list opens with ? and closes with Escape") {
  Harness page(1280, 800);
  const int before = ImGui::GetDrawData()->TotalVtxCount;
  page.type("?");
  page.frames(2);
  const int open = ImGui::GetDrawData()->TotalVtxCount;
  CHECK(open > before + 800);
  page.press(ImGuiKey_Escape);
  CHECK(ImGui::GetDrawData()->TotalVtxCount < open - 800);
  // Where ? is Shift and /, character and key together open it once.
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Slash, true);
  page.frame();
  ImGui::GetIO().AddInputCharacter('?');
  page.frames(3);
  ImGui::GetIO().AddKeyEvent(ImGuiKey_Slash, false);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  page.frames(4);
  CHECK(ImGui::GetDrawData()->TotalVtxCount > before + 800);
}

TEST_CASE("keys: H hides the prose") {
  Harness page(1280, 800);
  const int before = ImGui::GetDrawData()->TotalVtxCount;
  page.press(ImGuiKey_H);
  CHECK_FALSE(says("arms that no straight line"));
  page.press(ImGuiKey_H);
  CHECK(says("arms that no straight line"));
  CHECK(ImGui::GetDrawData()->TotalVtxCount == before);
}

TEST_CASE("picture: a click chooses a point, a click beside lets go, Escape too") {
  Harness page(1280, 800);
  const ImVec2 place = pointOnScreen(page, 299);
  page.click(place.x, place.y);
  REQUIRE(page.view().example.has_value());
  page.frames(2);
  REQUIRE(page.snapshot().runs[0].inspection.has_value());
  CHECK(page.snapshot().runs[0].inspection->example == *page.view().example);
  const Rect square = page.layout().pictures[0];
  page.click(square.x + 8, square.y + 8);
  CHECK_FALSE(page.view().example.has_value());
  page.click(place.x, place.y);
  CHECK(page.view().example.has_value());
  page.press(ImGuiKey_Escape);
  CHECK_FALSE(page.view().example.has_value());
}

TEST_CASE("picture: pixels are uploaded when the model moved, and only then") {
  Harness page(1280, 800);
  page.frames(5);
  const int before = page.uploads();
  page.frames(20);
  CHECK(page.uploads() == before);
  post(page, "step 1");
  CHECK(page.uploads() > before);
}

TEST_CASE("picture: hidden units are asked for only when they are shown") {
  Harness page(1280, 800, with("model=two_layer"));
  CHECK_FALSE(page.view().hidden_units);
  const Rect header = page.layout().picture_header;
  page.click(header.right() - 180, header.y + header.h / 2);
  CHECK(page.view().hidden_units);
  page.frames(2);
  CHECK(page.snapshot().runs[0].hidden_units.size() == 100);
  checkDrawn();
  page.press(ImGuiKey_L);
  page.press(ImGuiKey_L);
  CHECK_FALSE(page.view().hidden_units);  // a linear model has none
}

TEST_CASE("picture: 20,000 points are few vertices, in lists that 16-bit indices can address") {
  Harness page(1280, 800, with("points=2000&classes=10"));
  post(page, "step 2");
  page.frames(2);
  checkDrawn();
  CHECK(ImGui::GetDrawData()->TotalVtxCount < 190000);
}

TEST_CASE("page: a paused page needs no frames, a notice fades") {
  Harness page(1280, 800);
  page.move(2, 798);
  page.frames(3);
  CHECK_FALSE(page.app().wantsAnimation());
  post(page, "generate");  // a notice without an undo: nothing was trained
  page.frames(3);
  CHECK(page.app().wantsAnimation());
  page.frames(400);
  CHECK_FALSE(page.app().wantsAnimation());
}

TEST_CASE("touch: a finger scrolls a panel, and a slider under it does not") {
  Harness page(390, 844);
  page.host.touch = true;
  page.frames(2);
  const Rect body = page.layout().tab_body;
  const auto scroll = [] {
    float most = 0;
    for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) most = ImMax(most, window->Scroll.y);
    return most;
  };
  REQUIRE(scroll() == 0);
  // The learning rate's slider, dragged down and sideways.
  page.takeCommands();
  page.drag(body.x + 250, body.y + 140, body.x + 200, body.y + 90);
  CHECK(scroll() == 0);
  REQUIRE_FALSE(page.takeCommands().empty());
  // Its label is nothing to hold.
  page.drag(body.x + 40, body.y + 140, body.x + 40, body.y + 80);
  CHECK(scroll() > 30);
  // Nor is a button, once the finger moves on: nothing is pressed.
  page.takeCommands();
  page.drag(body.x + 200, body.y + 100, body.x + 200, body.y + 40);
  CHECK(page.takeCommands().empty());
}

TEST_CASE("page: the inspector comes first, the published table with its preset") {
  Harness page(1280, 800, presetSettings("notes_linear"));
  CHECK(says("Click a point to read"));
  CHECK_FALSE(says("reached so far match"));
  clickOn(page, "Course: linear");
  clickOn(page, "Course: two-layer");
  page.frames(3);
  CHECK(page.posted("set preset=notes_two_layer"));
  CHECK(says("reached so far match"));
  for (const Rect& place : findText("Point")) {
    if (page.layout().inspector.contains(place)) page.click(place.x + place.w / 2, place.y + place.h / 2);
  }
  CHECK(says("Click a point to read"));
}

TEST_CASE("page: facts of the machine are not on the page") {
  Harness page(1280, 800);
  page.host.variant = "relaxed SIMD, 2 threads";
  post(page, "step 5");
  CHECK_FALSE(says("relaxed SIMD"));
}

TEST_CASE("fonts: figures are tabular, 16 pixels are 16 pixels") {
  Harness page(1280, 800);
  for (ImFont* font : ImGui::GetIO().Fonts->Fonts) {
    const float zero = font->CalcTextSizeA(64, FLT_MAX, 0, "0").x;
    for (const char* digit : {"1", "2", "3", "4", "5", "6", "7", "8", "9"}) {
      CHECK(font->CalcTextSizeA(64, FLT_MAX, 0, digit).x == doctest::Approx(zero));
    }
  }
  // Open Sans counts 1.36 em from ascender to descender.
  CHECK(ImGui::GetStyle().FontSizeBase > 21);
  CHECK(ImGui::GetStyle().FontSizeBase < 23);
}

TEST_CASE("fonts: every character that the page writes is there") {
  Harness page(1280, 800);
  for (const unsigned c : {0x2212u, 0x221Eu, 0x00BDu, 0x00B7u, 0x03A3u, 0x00B2u, 0x2190u, 0x2713u, 0x2026u, 0x2013u,
                           0x2039u, 0x203Au, 0x00B5u}) {
    CAPTURE(c);
    for (ImFont* font : ImGui::GetIO().Fonts->Fonts) CHECK(font->IsGlyphInFont(static_cast<ImWchar>(c)));
  }
}

}  // namespace lab::ui
