#include "ui/kit/run_choice.h"

#include <array>

#include "ui/kit/widgets.h"

namespace lab::ui {

void chooseRun(Frame& frame, const char* id, std::size_t& run, float width, float height) {
  constexpr std::array<const char*, 2> names = {modelName(model_kinds[0]), modelName(model_kinds[1])};
  if (const auto chosen = segmented(frame, id, names, static_cast<int>(run), width, height)) {
    run = static_cast<std::size_t>(*chosen);
  }
}

Color runColor(const Frame& frame, const RunSnapshot& run) { return frame.colors().run[placeOf(run.model)]; }

}  // namespace lab::ui
