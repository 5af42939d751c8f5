// The functions that the page calls; web/lab_api.mjs and web/host.mjs are their only callers. Text goes in and out as
// UTF-8; a returned text lives until the next call.
#include <emscripten.h>
#include <emscripten/html5.h>

#include <string>

#include "imgui.h"
#include "platform/clipboard.h"
#include "platform/page.h"

namespace {

lab::platform::Page* g_page = nullptr;
std::string g_answer;

const char* answer(std::string text) {
  g_answer = std::move(text);
  return g_answer.c_str();
}

// Empty: done. Otherwise why not.
const char* answer(const lab::Status& status) { return answer(status ? std::string() : status.error()); }

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* lab_open() {
  // Lives as long as the page: there is no end to tidy up for.
  g_page = new lab::platform::Page;
  const lab::Status opened = g_page->open();
  if (opened) {
    EmscriptenVisibilityChangeEvent visibility;
    if (emscripten_get_visibility_status(&visibility) == EMSCRIPTEN_RESULT_SUCCESS) {
      g_page->setHidden(visibility.hidden);
    }
  }
  return answer(opened);
}

// Everything below: after lab_open came back empty.
EMSCRIPTEN_KEEPALIVE const char* lab_command(const char* text) { return answer(g_page->command(text)); }
// A double, for counts beyond 32 bits.
EMSCRIPTEN_KEEPALIVE const char* lab_step(double steps) {
  return answer(g_page->step(static_cast<std::int64_t>(steps)));
}
EMSCRIPTEN_KEEPALIVE const char* lab_state() { return answer(g_page->state()); }
EMSCRIPTEN_KEEPALIVE const char* lab_history() { return answer(g_page->history()); }
EMSCRIPTEN_KEEPALIVE const char* lab_inspect(int example) { return answer(g_page->inspect(example)); }
EMSCRIPTEN_KEEPALIVE const char* lab_examples() { return answer(g_page->examples()); }
EMSCRIPTEN_KEEPALIVE const char* lab_spoken() { return answer(g_page->spoken()); }
EMSCRIPTEN_KEEPALIVE const char* lab_link() { return answer(g_page->link()); }

EMSCRIPTEN_KEEPALIVE void lab_host(bool dark, bool touch) { g_page->setHost(dark, touch); }
EMSCRIPTEN_KEEPALIVE void lab_hidden(bool hidden) { g_page->setHidden(hidden); }
EMSCRIPTEN_KEEPALIVE void lab_draw_now() { g_page->drawNow(); }
EMSCRIPTEN_KEEPALIVE void lab_graphics_lost() { g_page->loseGraphics(); }
EMSCRIPTEN_KEEPALIVE const char* lab_graphics_back() { return answer(g_page->restoreGraphics()); }

EMSCRIPTEN_KEEPALIVE bool lab_wants_text() { return g_page->wantsText(); }
EMSCRIPTEN_KEEPALIVE void lab_paste(const char* text) {
  lab::platform::pasteText(text);
  g_page->wake();
}
EMSCRIPTEN_KEEPALIVE void lab_text(const char* text) {
  lab::platform::typeText(text);
  g_page->wake();
}
EMSCRIPTEN_KEEPALIVE void lab_backspace(int times) {
  for (int i = 0; i < times; ++i) {
    ImGui::GetIO().AddKeyEvent(ImGuiKey_Backspace, true);
    ImGui::GetIO().AddKeyEvent(ImGuiKey_Backspace, false);
  }
  g_page->wake();
}

}  // extern "C"

// Nothing to do before the page asks: it calls lab_open when the canvas is ready.
int main() { return 0; }
