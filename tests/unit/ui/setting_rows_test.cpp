// Rows of settings on the panels: what is drawn is what the table says, for points and for images.
#include "ui/kit/setting_rows.h"

#include <doctest/doctest.h>

#include "lab/settings/assignments.h"
#include "lab/settings/settings_table.h"
#include "support.h"
#include "ui_images.h"
#include "ui_screen_text.h"

namespace lab::ui {

TEST_CASE("setting rows: a slider has the range of what is on the screen") {
  const auto most = [](const char* key, Mode mode) { return scaleOf(*findSetting(key), mode).max; };
  CHECK(most("lr", Mode::plane) == 10);
  CHECK(most("lr", Mode::images) == 1);
  CHECK(scaleOf(*findSetting("lr"), Mode::images).min == 1e-6);
  CHECK(most("l2", Mode::images) == most("l2", Mode::plane));
  CHECK(scaleOf(*findSetting("hidden"), Mode::images).whole);
}

TEST_CASE("setting rows: the usual numbers have their names, and one click posts one") {
  Harness page(3000, 2600, withAssignments({}, "batch=64").value());
  page.host.scale = 0.64f;
  page.frames(2);
  for (const int usual : findSetting("batch")->usual) {
    CHECK(says(usual == 0 ? std::string("all") : std::to_string(usual)));
  }
  page.takeCommands();
  clickOn(page, "128");
  CHECK(page.posted("set batch=128"));
  clickOn(page, "16");
  CHECK(page.posted("set batch=16"));
}

TEST_CASE("setting rows: the title says the unit that it does not name itself") {
  CHECK(rowTitle("warmup_epochs") == "Warm-up (epochs)");
  CHECK(rowTitle("hidden") == "Hidden units");
  CHECK(rowTitle("lr") == "Learning rate");
}

}  // namespace lab::ui
