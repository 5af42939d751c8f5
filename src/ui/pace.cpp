#include "ui/pace.h"

#include <algorithm>
#include <cmath>

#include "lab/study/study_snapshot.h"
#include "ui/kit/format.h"

namespace lab::ui {
namespace {

constexpr double fastest_shown = 1000;  // steps a second just before "max"
constexpr float max_from = 0.94f;       // right end of the slider: as fast as possible

}  // namespace

float speedPosition(double speed) {
  if (speed <= 0) return 1;
  const double t = std::log10(std::clamp(speed, 1.0, fastest_shown)) / std::log10(fastest_shown);
  return static_cast<float>(t) * (max_from - 0.02f);
}

double speedAt(float position) {
  if (position >= max_from) return 0;
  const double t = static_cast<double>(std::min(position / (max_from - 0.02f), 1.0f));
  return std::round(rounded(std::pow(fastest_shown, t), 2));
}

std::string speedText(double speed) { return speed <= 0 ? "max" : compact(speed) + "/s"; }

std::string paceText(const Snapshot& snapshot, double measured) {
  // While an experiment is at work the run on the screen rests: what is measured is not its own.
  if (snapshot.studies && snapshot.studies->running) measured = 0;
  const bool wished = !snapshot.auto_speed && snapshot.speed > 0;
  if (!(measured > 0)) return wished ? speedText(snapshot.speed) : "";
  // The wish stands beside what the machine can do, where that is less.
  if (wished && measured < 0.8 * snapshot.speed) return compact(measured) + " of " + speedText(snapshot.speed);
  return compact(measured) + "/s";
}

}  // namespace lab::ui
