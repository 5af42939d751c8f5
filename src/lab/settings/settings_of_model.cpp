// The settings of the model and of how it starts.
#include "lab/settings/setting_row.h"

namespace lab::table {
namespace {

constexpr double no_seed = -1;

double initSeed(const Settings& settings) { return settings.init_seed ? double(*settings.init_seed) : no_seed; }

void setInitSeed(Settings& settings, double value) {
  settings.init_seed.reset();
  if (value != no_seed) settings.init_seed = static_cast<std::uint32_t>(value);
}

constexpr ValueName model_names[] = {
    {.text = "linear", .title = "linear", .value = double(ModelKind::linear)},
    {.text = "two_layer", .title = "two-layer", .value = double(ModelKind::two_layer)},
};
constexpr ValueName init_names[] = {
    {.text = "scaled",
     .title = "scaled",
     .value = double(InitKind::scaled),
     .words = {.text = "Scaled: small normally distributed numbers.", .now = "W = {init_scale} · normals"}},
    {.text = "he",
     .title = "He",
     .value = double(InitKind::he),
     .words = {.text =
                   "He: the spread follows from the number of inputs, so that signals keep their size through ReLUs.",
               .now = "W = √(2/inputs) · normals, with {inputs} inputs in the first layer"}},
    {.text = "zero",
     .title = "zeros",
     .value = double(InitKind::zero),
     .words = {.text = "Zeros: of a net, all hidden units stay alike and learn nothing.", .now = "W = 0"}},
};
constexpr ValueName init_seed_names[] = {
    {.text = "none", .title = "none of its own", .value = no_seed},
};

constexpr SettingInfo model_rows[] = {
    rowOf<&S::model>({.key = "model",
                      .title = "Model",
                      .meaning = "which classifier is looked at and trained; each keeps its run",
                      .effect = look,
                      .names = model_names,
                      .control = Control::elsewhere}),
    rowOf<&S::hidden>(
        {.key = "hidden",
         .title = "Hidden units",
         .unit = "hidden units",
         .meaning = "hidden units of the two-layer model",
         .effect = new_run,
         .low = 1,
         .high = 1000,
         .control = Control::slider,
         .scale = {.min = 1, .max = 1000, .logarithmic = true},
         .words = {.text = "Each hidden unit computes a ReLU, max(0, x·w + b): on the plane it is active on one side "
                           "of a straight line, and the border is bent where such lines meet.",
                   .now = "h = max(0, XW1 + b1) with {hidden} units; {parameters} parameters",
                   .signs = "Too few: the border cannot bend enough. Too many: slower, and noise may be fitted."}}),
    rowOf<&S::side_by_side>({.key = "side_by_side",
                             .title = "Both models",
                             .meaning = "1: look at both models and train them on the same data and seeds",
                             .effect = look,
                             .names = on_off,
                             .control = Control::elsewhere}),
    rowOf<&S::init>(
        {.key = "init",
         .title = "Initialization",
         .meaning = "how weights start: init_scale x normal, sqrt(2/fan-in) x normal, 0",
         .effect = new_run,
         .names = init_names,
         .control = Control::segments,
         .words =
             {.text =
                  "The weights before the first step. They must be random, or all hidden units would stay alike."}}),
    rowOf<&S::init_scale>(
        {.key = "init_scale",
         .title = "Weight scale",
         .meaning = "standard deviation of the initial weights, with init=scaled",
         .effect = new_run,
         .low = 0,
         .high = 100,
         .control = Control::slider,
         .scale = {.min = 1e-4, .max = 10, .logarithmic = true, .zero = true},
         .words = {.text = "The standard deviation of the initial weights.",
                   .now = "W = {init_scale} · normals",
                   .signs = "Too small: signals and gradients vanish. Too large: training starts far above {start}."}}),
    rowOf<&S::init_skip>(
        {.key = "init_skip",
         .title = "Skipped draws",
         .meaning = "normals discarded before the weights are drawn",
         .effect = new_run,
         .low = 0,
         .high = 1e6,
         .control = Control::field,
         .words = {.text = "The runs in the CS231n notes drop some random numbers between those of the data and those "
                           "of the weights. Dropping as many gives the very same weights.",
                   .now = "Now: {init_skip}"}}),
    {.key = "init_seed",
     .title = "Weight seed",
     .meaning = "seed of the weights' own random stream; none: they continue the data's stream",
     .effect = new_run,
     .get = initSeed,
     .set = setInitSeed,
     .whole = true,
     .low = 0,
     .high = max_seed,
     .names = init_seed_names,
     .control = Control::field,
     .words = {.text = "Where the random numbers of the initial weights begin. Without a seed of their own they "
                       "continue the data's.",
               .now = "Seed {init_seed}"}},
};

}  // namespace

std::span<const SettingInfo> modelRows() { return model_rows; }

}  // namespace lab::table
