// Dear ImGui as the panels include it: with vector operators, and without our own warning level.
#pragma once

#ifndef IMGUI_DEFINE_MATH_OPERATORS
#define IMGUI_DEFINE_MATH_OPERATORS
#endif

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#endif
#include <imgui.h>
// For ImTextureData registration and the mouse wheel's owner.
#include <imgui_internal.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif
