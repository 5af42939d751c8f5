// Pixels that the UI owns and the rendering backend uploads, through Dear ImGui's own texture requests.
#pragma once

#include <cstdint>

#include "ui/kit/im.h"

namespace lab::ui {

// Fixed size; contents change as often as wanted. Must not outlive the ImGui context.
class Texture {
 public:
  Texture(int width, int height);
  ~Texture();
  Texture(const Texture&) = delete;
  Texture& operator=(const Texture&) = delete;

  int width() const { return data_.Width; }
  int height() const { return data_.Height; }
  // Row-major RGBA, as IM_COL32. After writing, call changed() with what was touched.
  std::uint32_t* row(int y);
  void changed(int x, int y, int width, int height);
  ImTextureRef ref() { return data_.GetTexRef(); }

 private:
  ImTextureData data_;
};

}  // namespace lab::ui
