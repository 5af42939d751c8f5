// A whole session as bytes, for a page that comes back after a reload: settings and runs of both modes, what they have
// been through, and where the viewer was. The bytes come from a browser's storage and are trusted in nothing.
//
// The file is one .npy record (lab/checkpoint/npy.h) as a checkpoint is; each run in it is a checkpoint's bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "lab/observe/snapshot.h"
#include "lab/run/run_past.h"
#include "lab/settings/model_settings.h"

namespace lab {

template <class T>
using PerMode = std::array<T, 2>;

struct KeptWorkspace {
  ModelSettings settings;
  PerModel<std::optional<KeptRun>> runs;  // absent: never trained
};

struct KeptSession {
  Mode mode = Mode::plane;
  double speed = 0;
  bool auto_speed = false;
  PerMode<KeptWorkspace> workspaces;
  std::int64_t images = 0;  // that there were to learn from and validate on
  std::string view;         // the viewer's own text: zoom, selected point, tab; up to longest_view bytes
};

inline constexpr std::size_t longest_view = 4000;

std::vector<std::uint8_t> encodeSession(const KeptSession& session);

// Refuses, in words, whatever encodeSession cannot have written.
Result<KeptSession> decodeSession(std::span<const std::uint8_t> bytes);

}  // namespace lab
