// The running page: driver, window and user interface, one frame after the other.
#pragma once

#include <memory>
#include <string>

#include "platform/driver.h"
#include "platform/frame_loop.h"
#include "platform/state_json.h"
#include "platform/window.h"
#include "ui/app.h"

namespace lab::platform {

class Page {
 public:
  Page();

  // Opens the canvas and starts drawing.
  Status open();

  // What window.lab asks for; see web/lab_api.mjs. Commands apply at once.
  Status command(std::string_view text);
  Status step(std::int64_t steps);
  std::string state();
  std::string history();
  std::string inspect(Index example);
  std::string examples();
  std::string spoken();
  // The settings that differ from the page's first ones, as text for its address.
  std::string link();

  // What the browser tells.
  void setHost(bool dark, bool touch);
  void setHidden(bool hidden);
  void loseGraphics();
  Status restoreGraphics();
  void wake();
  void drawNow() { loop_.drawNow(); }
  bool wantsText() const;

 private:
  FrameLoop::Next frame();
  void tellChanges(const Snapshot& snapshot);

  Settings first_;
  Driver driver_;
  Window window_;
  FrameLoop loop_;
  std::unique_ptr<ui::App> app_;
  ui::Host host_;
  BuildFacts facts_;
  std::int64_t frames_ = 0;
  double quiet_since_ = 0;  // when something last happened
  // What the page was last told of.
  Settings told_settings_;
  RunState told_state_ = RunState::paused;
  std::uint64_t told_revision_ = 0;
};

}  // namespace lab::platform
