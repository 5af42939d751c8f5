// The running page: driver, window and user interface, one frame after the other.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/engine.h"
#include "platform/frame_loop.h"
#include "platform/image_store.h"
#include "platform/state_json.h"
#include "platform/window.h"
#include "ui/app.h"

namespace lab::platform {

class Page {
 public:
  // `threads`: that work on training; with 1 it shares the page's own.
  explicit Page(int threads);

  // Opens the canvas and starts drawing.
  Status open();

  // What window.lab asks for; see web/lab_api.mjs.
  Status command(std::string_view text);
  Status step(std::int64_t steps);
  std::string state();
  std::string history();
  std::string studies();
  // Cells of the search that are over; empty before the first search.
  std::string searchCsv();
  // A point of the plane (`part` empty), an image of "train" or "validation", or the visitor's own "picture".
  std::string inspect(Index example, std::string_view part);
  std::string examples();
  // The first-layer weights as pictures.
  std::string templates();
  // For a screen reader; empty while training runs.
  std::string spoken();
  // The settings that differ from the page's first ones, as text for its address.
  std::string link();

  // What a reload should bring back, for web/keep.mjs.
  struct Kept {
    std::vector<std::uint8_t> bytes;
    std::string link;  // the address that belongs to it: see link()
  };
  // Makes it anew, between two steps and on the thread that makes them, or here and at once if `now`. True: it is
  // there; else the page is asked for "kept" as soon as it is.
  bool keep(bool now);
  const Kept& kept() const { return kept_; }
  // Brings it back, or offers it as what undo brings. Refuses bytes that are no kept session, with nothing changed.
  Status comeBack(std::span<const std::uint8_t> bytes, bool offer);
  // Changes whenever there is something else to keep.
  std::uint64_t revision();

  // A command that may come before its images: if it needs some and there are none, they are asked for, and it is
  // carried out when the first have come.
  Status wish(std::string_view text);
  // The settings in the page's address, as a wish: what can be used is, and the rest is told in words for the screen.
  std::string applyAddress(std::string_view text);

  // What web/images.mjs and web/image_files.mjs hand over goes through here, so that the session learns of it.
  ImageStore& store() { return store_; }
  void imagesChanged();
  void imagesEnd();
  // Images that join those in use, while no step reads them.
  Status addShard(ImageStore::Part part, ImageStore::Bytes bytes, std::string_view name);
  // 3,072 bytes: red, green and blue plane.
  void setPicture(std::span<const std::uint8_t> planes);

  // What the browser tells.
  void setHost(bool dark, bool touch, bool save_data);
  void setFirstVisit();
  void setHidden(bool hidden);
  void loseGraphics();
  Status restoreGraphics();
  void wake();
  void drawNow() { loop_.drawNow(); }
  bool wantsText() const;
  // Tab (Shift+Tab if not `forward`) would leave the lab; it comes in; it goes out.
  bool focusEnds(bool forward) const;
  void enterFocus(bool forward);
  void leaveFocus();
  bool pinchesAt(float x, float y) const { return app_->pinchesAt(x, y); }

 private:
  FrameLoop::Next frame();
  void tellChanges(const Snapshot& snapshot);
  Kept keptOf(const Driver& driver, std::string view) const;
  bool takeKept();
  std::string linkTo(const Settings& settings) const;
  Result<Command> read(std::string_view text);
  bool comesLater(Command& command);
  void forgetView(const Command& command);
  Status askFor(std::string_view request);
  void carryOut(std::string_view text);
  void askForImages();

  Settings first_;
  Engine engine_;
  Window window_;
  FrameLoop loop_;
  std::unique_ptr<ui::App> app_;
  ui::Host host_;
  ImageStore store_;
  std::optional<Command> wish_;  // is carried out when there are images
  BuildFacts facts_;
  std::int64_t frames_ = 0;
  Kept kept_;
  std::mutex kept_mutex_;           // guards what follows
  std::optional<Kept> fresh_kept_;  // of the thread that trains

  std::string kept_view_;  // as revision() saw it last
  std::uint64_t view_revision_ = 0;
  double quiet_since_ = 0;  // when something last happened
  // What the page was last told of.
  Settings told_settings_;
  double told_speed_ = -1;
  RunState told_state_ = RunState::paused;
  std::uint64_t told_revision_ = 0;
};

}  // namespace lab::platform
