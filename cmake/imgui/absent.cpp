// In place of Dear ImGui's imgui_tables.cpp: its core names these functions, so that a linker keeps all of the tables,
// 10 KB of a visit, though no panel opens one. The core calls them only while a table or a set of columns is open, but
// for the first two, which have nothing to do then.
#include <imgui.h>
#include <imgui_internal.h>

namespace ImGui {

void TableSettingsAddSettingsHandler() {}
void TableGcCompactSettings() {}

void EndTable() { IM_ASSERT(false && "there are no tables"); }
void TableEndRow(ImGuiTable*) { IM_ASSERT(false && "there are no tables"); }
void TableEndCell(ImGuiTable*) { IM_ASSERT(false && "there are no tables"); }
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TablePushBackgroundChannel() { IM_ASSERT(false && "there are no tables"); }
void TablePopBackgroundChannel() { IM_ASSERT(false && "there are no tables"); }
void TablePushColumnChannel(int) { IM_ASSERT(false && "there are no tables"); }
void TablePopColumnChannel() { IM_ASSERT(false && "there are no tables"); }

void EndColumns() { IM_ASSERT(false && "there are no columns"); }
void PushColumnsBackground() { IM_ASSERT(false && "there are no columns"); }
void PopColumnsBackground() { IM_ASSERT(false && "there are no columns"); }

}  // namespace ImGui

// The core reads a file of window places, and fields for numbers and colors, by sscanf(), which brings 2 KB. The page has
// none of them, and asks for this instead (cmake/dependencies.cmake): nothing could be read.
extern "C" int lab_no_sscanf(const char*, const char*, ...) { return 0; }
