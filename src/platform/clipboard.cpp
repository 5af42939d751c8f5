#include "platform/clipboard.h"

#include <emscripten.h>

#include <string>

#include "imgui.h"

namespace lab::platform {

namespace {

// A browser hands out its clipboard only within a paste event; this is what was copied inside the page.
std::string g_copied;

EM_JS_DEPS(clipboard, "$UTF8ToString");
EM_JS(void, writeClipboard, (const char* text), {
  if (Module["onLabCopy"]) Module["onLabCopy"](UTF8ToString(text));
});

void copy(ImGuiContext*, const char* text) {
  g_copied = text;
  writeClipboard(text);
}

const char* copied(ImGuiContext*) { return g_copied.c_str(); }

}  // namespace

void useBrowserClipboard() {
  ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
  platform.Platform_SetClipboardTextFn = copy;
  platform.Platform_GetClipboardTextFn = copied;
}

namespace {
std::string oneLine(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.back()) < 0x20) text.remove_suffix(1);
  std::string line;
  for (const char c : text) line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  return line;
}
}  // namespace

// As if the keys for it were pressed: with Ctrl held down, ImGui takes no characters.
void pasteText(std::string_view text) {
  g_copied = oneLine(text);
  ImGuiIO& io = ImGui::GetIO();
  const bool held = io.KeyCtrl;
  io.AddKeyEvent(ImGuiMod_Ctrl, true);
  io.AddKeyEvent(ImGuiKey_V, true);
  io.AddKeyEvent(ImGuiKey_V, false);
  if (!held) io.AddKeyEvent(ImGuiMod_Ctrl, false);
}

void typeText(std::string_view text) { ImGui::GetIO().AddInputCharactersUTF8(oneLine(text).c_str()); }

}  // namespace lab::platform
