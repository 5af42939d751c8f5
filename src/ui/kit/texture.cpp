#include "ui/kit/texture.h"

#include <algorithm>

namespace lab::ui {

Texture::Texture(int width, int height) {
  data_.Create(ImTextureFormat_RGBA32, width, height);
  data_.UseColors = true;
  ImGui::RegisterUserTexture(&data_);
}

Texture::~Texture() {
  if (ImGui::GetCurrentContext() == nullptr) return;
  ImGui::UnregisterUserTexture(&data_);
  // The list that backends walk is only rebuilt at the next frame: leave no dangling pointer in it.
  ImGui::GetPlatformIO().Textures.find_erase(&data_);
}

std::uint32_t* Texture::row(int y) { return static_cast<std::uint32_t*>(data_.GetPixelsAt(0, y)); }

void Texture::changed(int x, int y, int width, int height) {
  const auto narrow = [](int value) { return static_cast<unsigned short>(value); };
  const ImTextureRect rect{narrow(x), narrow(y), narrow(width), narrow(height)};
  const auto grow = [&](ImTextureRect& box) {
    const int x0 = std::min<int>(box.w == 0 ? x : box.x, x);
    const int y0 = std::min<int>(box.h == 0 ? y : box.y, y);
    const int x1 = std::max<int>(box.w == 0 ? 0 : box.x + box.w, x + width);
    const int y1 = std::max<int>(box.h == 0 ? 0 : box.y + box.h, y + height);
    box = {narrow(x0), narrow(y0), narrow(x1 - x0), narrow(y1 - y0)};
  };
  grow(data_.UsedRect);
  if (data_.Status != ImTextureStatus_OK && data_.Status != ImTextureStatus_WantUpdates) return;  // still to be created
  if (data_.Status == ImTextureStatus_OK) {
    data_.Updates.resize(0);
    data_.UpdateRect = {0, 0, 0, 0};
  }
  grow(data_.UpdateRect);
  data_.Updates.push_back(rect);
  data_.SetStatus(ImTextureStatus_WantUpdates);
}

}  // namespace lab::ui
