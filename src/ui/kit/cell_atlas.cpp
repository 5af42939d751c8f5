#include "ui/kit/cell_atlas.h"

#include <algorithm>
#include <cmath>

namespace lab::ui {
namespace {

constexpr int plane = CellAtlas::side * CellAtlas::side;

int byteOf(float value) {
  return value >= 0 ? static_cast<int>(std::min(value, 255.0f)) : value < 0 ? 0 : 128;  // NaN: grey
}

}  // namespace

// One texel of border on each side of a cell repeats its edge, so that smooth magnification never reads a neighbour.
CellAtlas::CellAtlas(int columns, int zoom)
    : texture_(columns * (side * zoom + 2), columns * (side * zoom + 2)), columns_(columns), zoom_(zoom) {}

void CellAtlas::begin(std::uint64_t revision, std::size_t needed) {
  const auto capacity = static_cast<std::size_t>(columns_ * columns_);
  if (revision == revision_ && slots_.size() + needed <= capacity) return;
  slots_.clear();
  revision_ = revision;
}

void CellAtlas::paint(std::uint64_t key, const Cell& cell) {
  const auto [entry, added] = slots_.try_emplace(key, static_cast<int>(slots_.size()) % (columns_ * columns_));
  const int step = side * zoom_ + 2;
  const int x0 = entry->second % columns_ * step;
  const int y0 = entry->second / columns_ * step;
  for (int y = 0; y < step; ++y) {
    const int from = std::clamp((y - 1) / zoom_, 0, side - 1) * side;
    std::uint32_t* row = texture_.row(y0 + y) + x0;
    for (int x = 0; x < step; ++x) {
      row[x] = cell[static_cast<std::size_t>(from + std::clamp((x - 1) / zoom_, 0, side - 1))];
    }
  }
  texture_.changed(x0, y0, step, step);
}

void CellAtlas::draw(ImDrawList& list, std::uint64_t key, const Rect& rect, float rounding) {
  const int slot = slots_.at(key);
  const int step = side * zoom_ + 2;
  const float texels = static_cast<float>(texture_.width());
  const ImVec2 corner(static_cast<float>(slot % columns_ * step + 1), static_cast<float>(slot / columns_ * step + 1));
  const float extent = static_cast<float>(side * zoom_);
  list.AddImageRounded(texture_.ref(), ImVec2(rect.x, rect.y), ImVec2(rect.right(), rect.bottom()), corner / texels,
                       (corner + ImVec2(extent, extent)) / texels, IM_COL32_WHITE, rounding);
}

CellAtlas::Cell imageCell(std::span<const std::uint8_t> pixels) {
  CellAtlas::Cell cell{};
  if (pixels.size() < static_cast<std::size_t>(3 * plane)) return cell;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    cell[i] = IM_COL32(pixels[i], pixels[plane + i], pixels[2 * plane + i], 255);
  }
  return cell;
}

// FNV-1a.
std::uint64_t contentHash(std::span<const std::uint8_t> pixels) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const std::uint8_t byte : pixels) hash = (hash ^ byte) * 0x100000001b3u;
  return hash;
}

CellAtlas::Cell shiftedCell(std::span<const float> centre, std::span<const float> shift, float reach) {
  CellAtlas::Cell cell{};
  if (std::min(centre.size(), shift.size()) < static_cast<std::size_t>(3 * plane)) return cell;
  const float scale = reach > 0 ? 127 / reach : 0;
  const auto level = [&](std::size_t i) { return byteOf(centre[i] + scale * shift[i]); };
  for (std::size_t i = 0; i < cell.size(); ++i) {
    cell[i] = IM_COL32(level(i), level(plane + i), level(2 * plane + i), 255);
  }
  return cell;
}

Color heatColor(float share, Color none) {
  const Color end = share >= 0 ? IM_COL32(213, 94, 0, 255) : IM_COL32(0, 114, 178, 255);
  return mix(none, end, std::clamp(std::fabs(share), 0.0f, 1.0f));
}

CellAtlas::Cell heatCell(std::span<const float> values, float reach, Color none) {
  CellAtlas::Cell cell{};
  for (std::size_t i = 0; i < std::min(values.size(), cell.size()); ++i) {
    cell[i] = heatColor(reach > 0 ? values[i] / reach : 0, none);
  }
  return cell;
}

float reachOf(std::span<const float> values, double deviations) {
  double sum = 0;
  for (const float value : values) sum += static_cast<double>(value) * static_cast<double>(value);
  return values.empty() ? 0 : static_cast<float>(deviations * std::sqrt(sum / static_cast<double>(values.size())));
}

}  // namespace lab::ui
