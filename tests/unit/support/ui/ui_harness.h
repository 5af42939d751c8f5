// The whole UI without a window: a null backend, a real session, a mouse and a keyboard.
#pragma once

#include <string>
#include <vector>

#include "lab/session/session.h"
#include "ui/app.h"
#include "ui/kit/im.h"
#include "ui/layout/layout.h"

namespace lab::ui {

class Harness {
 public:
  Harness(float width, float height, const Settings& settings = {});
  ~Harness();
  Harness(const Harness&) = delete;
  Harness& operator=(const Harness&) = delete;

  Host host;
  Session session;

  // Observes, draws, and posts what the UI asked for; refused commands are posted all the same.
  void frame();
  void frames(int count);
  void resize(float width, float height);
  void move(float x, float y);
  void click(float x, float y);
  void drag(float from_x, float from_y, float to_x, float to_y);
  void press(ImGuiKey key);
  void type(const char* text);
  // Clicks along the middle of a rectangle until the UI posts this command, which is then not carried out; false if it
  // never does.
  bool clickFor(const Rect& rect, const std::string& command);

  const Snapshot& snapshot() const { return session.snapshot(); }
  const View& view() const { return app_->view(); }
  App& app() { return *app_; }
  Layout layout() const;
  // Everything that was posted since the last call.
  std::vector<std::string> takeCommands();
  bool posted(const std::string& command);
  // Textures that were created or changed since the harness began.
  int uploads() const { return uploads_; }

 private:
  ImGuiContext* context_;
  std::unique_ptr<App> app_;
  Commands log_;
  bool obey_ = true;
  int uploads_ = 0;
};

}  // namespace lab::ui
