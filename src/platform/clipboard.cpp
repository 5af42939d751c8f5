#include "platform/clipboard.h"

#include <emscripten.h>

#include <string>

#include "imgui.h"

namespace lab::platform {

namespace {

// A browser hands out its clipboard only within a paste event; this is what was copied inside the page.
std::string g_copied;

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

void pasteText(std::string_view text) {
  std::string line;
  for (const char c : text) line += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  ImGui::GetIO().AddInputCharactersUTF8(line.c_str());
}

}  // namespace lab::platform
