// What lies around the user interface: what it may know of whoever hosts it, and the commands that it gives back.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "data/image_set.h"

namespace lab::ui {

// How far the images are that the host fetches.
struct ImageLoading {
  enum class State { none, loading, done, failed };
  State state = State::none;
  std::int64_t bytes = 0, total_bytes = 0;
  Index images = 0, total_images = 0;
  std::string source;     // where they come from, for people: "CIFAR-10, 5,000 of 50,000 training images"
  bool stand_in = false;  // pictures drawn by our own code, not CIFAR-10
  std::string message;    // what went wrong or is missing, and what to do; empty if nothing
};

// Two fingers on the page, in ImGui's units.
struct Pinch {
  int number = 0;      // another one each time that two fingers come down; 0: they are not there
  float x = 0, y = 0;  // the middle between them
  float spread = 0;    // how far they are apart
};

// What the host knows and the UI may show.
struct Host {
  bool dark = false;            // the system's colour scheme
  float scale = 1;              // the user's zoom; framebuffer density is ImGui's own business
  bool touch = false;           // the last input was touch: no hover hints
  Pinch pinch;                  // two fingers on a picture: see App::pinchesAt
  std::string variant;          // what the code runs on, for the help: "SIMD, 2 threads"
  std::string version;          // of this program; empty where nobody asks
  bool first_visit = false;     // nobody was here before: show where to begin
  bool save_data = false;       // the visitor pays for bytes: ask before many are fetched
  bool images_wished = false;   // a link or a preset is about images that are not there yet
  double steps_per_second = 0;  // measured by the driver
  double frame_ms = 0;          // measured by the driver
  ImageLoading images;
  std::shared_ptr<const ImageSet> picture;  // the visitor's own, one image; null until they gave one
};

// Command texts, as in lab/command.h; those that begin with "page " are for the host:
//   page load_images      fetch the images (again)      page choose_images    let the visitor choose CIFAR-10 files
//   page cancel_images    stop fetching                 page choose_picture   let the visitor choose a picture
//   page copy_link        the address with today's      page drop_picture     forget the visitor's own picture
//                         settings, to the clipboard    page show_licences    open their text
//   page remember_visit   this is no first visit any more
using Commands = std::vector<std::string>;

}  // namespace lab::ui
