// What the tests of the image mode share: a library that they draw themselves, a page that shows it, hands on it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "ui_harness.h"

namespace lab::ui {

// Plain colours, one a class, a little different in each image: a linear model learns them in a few steps.
ImageSet colours(Index count);
// 160 images to learn from, 40 for the test.
std::shared_ptr<const ImageLibrary> library();

inline constexpr const char* small_images = "set preset=cifar_softmax val=60 train=100 batch=20";

// Posts a command that must be accepted, and draws what it does.
void post(Harness& page, const std::string& command);
// Clicks in the middle of these words, which must be on the screen.
void clickOn(Harness& page, std::string_view words);
// Clicks an entry of the list that is open: it is drawn last.
void chooseEntry(Harness& page, std::string_view words);
// A key, and what it opens is drawn.
void press(Harness& page, ImGuiKey key);
// A page on which images are shown and a few steps made.
void showImages(Harness& page, const char* settings = small_images, const char* steps = "step 20");
Layout layoutOf(const Harness& page);
// Everything that is drawn lies on the page or near it, in lists that 16-bit indices can address.
void checkDrawn();
// Opens a tab of the stage: 0 images, 1 templates, 2 confusion.
void openStage(Harness& page, int tab);

// Clicks on a lattice inside `rect` until the predicate holds.
template <class Done>
bool clickUntil(Harness& page, const Rect& rect, Done&& done, float step = 17) {
  for (float y = rect.y + 6; y < rect.bottom(); y += step) {
    for (float x = rect.x + 6; x < rect.right(); x += step) {
      page.click(x, y);
      if (done()) return true;
    }
  }
  return false;
}

}  // namespace lab::ui
