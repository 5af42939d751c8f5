// The whole user interface: reads a Snapshot, draws it with Dear ImGui, posts command text. It knows no window, no
// graphics library, no clock and no model; whoever hosts it owns the ImGui context and the frame loop:
//
//   ImGui::NewFrame();
//   app.draw(session.snapshot(), host, commands);   // then post each command to the session
//   ImGui::Render();
//   session.observe(app.view());                    // what the next frame will look at
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "lab/observe/snapshot.h"
#include "ui/kit/host.h"

namespace lab::ui {

struct AppState;
struct Focus;

class App {
 public:
  // Precondition: a current ImGui context without fonts. Loads fonts and style into it.
  App();
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  // Between ImGui::NewFrame and ImGui::Render. Appends to `commands` what the user asked for.
  // The backend must have ImGuiBackendFlags_RendererHasTextures: pictures are ImTextureData.
  void draw(const Snapshot& snapshot, const Host& host, Commands& commands);

  // What the next observe() should compute.
  const View& view() const;

  // Where the viewer is (zoom, chosen point, tab of the images), as text that another page's restoreView understands.
  std::string keptView() const;
  // Whatever it does not understand is left as it is at the beginning; an empty text begins anew. `data_revision`: of
  // the data that the text is about.
  void restoreView(std::string_view text, std::uint64_t data_revision);

  // Whether two fingers at this place, in ImGui's units, are the picture's, which they zoom, and not the browser's.
  bool pinchesAt(float x, float y) const;

  // True while the UI itself needs another frame though nothing else happens: a fading toast, a caret.
  bool wantsAnimation() const;

  // Where the keyboard is, and whether Tab would leave the lab: ui/kit/focus.h.
  Focus& focus();

 private:
  std::unique_ptr<AppState> state_;
};

}  // namespace lab::ui
