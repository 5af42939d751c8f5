// Copy and paste between ImGui's text fields and the browser.
#pragma once

#include <string_view>

namespace lab::platform {

// Copying writes to the browser's clipboard where it may; pasting comes from the page's paste event, see pasteText.
void useBrowserClipboard();

// Both put the text into the field that has the focus, as one line: from the clipboard, from an on-screen keyboard.
void pasteText(std::string_view text);
void typeText(std::string_view text);

}  // namespace lab::platform
