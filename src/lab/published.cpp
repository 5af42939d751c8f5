#include "lab/published.h"

#include <array>

namespace lab {
namespace {

constexpr std::array<PublishedLoss, 20> linear_losses{{
    {0, 1.096956},   {10, 0.917265},  {20, 0.851503},  {30, 0.822336},  {40, 0.807586},
    {50, 0.799448},  {60, 0.794681},  {70, 0.791764},  {80, 0.789920},  {90, 0.788726},
    {100, 0.787938}, {110, 0.787409}, {120, 0.787049}, {130, 0.786803}, {140, 0.786633},
    {150, 0.786514}, {160, 0.786431}, {170, 0.786373}, {180, 0.786331}, {190, 0.786302},
}};

constexpr std::array<PublishedLoss, 10> two_layer_losses{{
    {0, 1.098744},
    {1000, 0.294946},
    {2000, 0.259301},
    {3000, 0.248310},
    {4000, 0.246170},
    {5000, 0.245649},
    {6000, 0.245491},
    {7000, 0.245400},
    {8000, 0.245335},
    {9000, 0.245292},
}};

// The author's session drew other numbers between the data and the weights: 18 normals before the linear model's and
// 24 before the two-layer model's. Found by search; with them every printed digit comes back.
Settings notesSettings(ModelKind model) {
  Settings settings;
  settings.model = model;
  settings.init_skip = model == ModelKind::linear ? 18 : 24;
  settings.precision = Precision::float64;
  return settings;
}

const std::array<PublishedRun, 2>& publishedRuns() {
  static const std::array<PublishedRun, 2> runs{{
      {notesSettings(ModelKind::linear), linear_losses, 200, 0.49, 0.5e-6},
      {notesSettings(ModelKind::two_layer), two_layer_losses, 10000, 0.98, 2e-6},
  }};
  return runs;
}

}  // namespace

const PublishedRun* publishedRun(const Settings& settings) {
  for (const PublishedRun& run : publishedRuns()) {
    Settings comparable = settings;
    comparable.precision = run.settings.precision;
    comparable.side_by_side = run.settings.side_by_side;
    if (comparable == run.settings) return &run;
  }
  return nullptr;
}

std::span<const Preset> presets() {
  static const std::array<Preset, 3> list{{
      {"course", "the course's spiral and step, trained in float32", Settings{}},
      {"notes_linear", "the case study's softmax classifier: 200 iterations, float64", publishedRuns()[0].settings},
      {"notes_two_layer", "the case study's two-layer network: 10,000 iterations, float64",
       publishedRuns()[1].settings},
  }};
  return list;
}

Settings withModel(const Settings& settings, ModelKind model) {
  Settings other = publishedRun(settings) != nullptr ? notesSettings(model) : settings;
  other.model = model;
  other.side_by_side = settings.side_by_side;
  other.precision = settings.precision;
  return other;
}

}  // namespace lab
