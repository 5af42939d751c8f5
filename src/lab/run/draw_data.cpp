#include "lab/run/draw_data.h"

#include <cassert>
#include <utility>

#include "data/shapes.h"

namespace lab {

RunData drawData(const Settings& settings, std::shared_ptr<const ImageLibrary> images) {
  RunData data{.plane = nullptr, .images = std::move(images), .stream = NumpyRandom(settings.seed)};
  if (modeOf(settings) == Mode::images) return data;
  Result<Dataset> drawn =
      makeShape({shapeOf(settings.data), settings.points, settings.classes, settings.noise}, data.stream);
  assert(drawn.ok() && "settings keep their ranges");
  data.plane = std::make_shared<const Dataset>(std::move(drawn.value()));
  return data;
}

}  // namespace lab
