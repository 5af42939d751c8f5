// The settings of the update rule, of its schedule and of the minibatches.
#include "lab/settings/setting_row.h"

namespace lab::table {
namespace {

// Running means differ in how long they last: 2 steps at 0.5, 1,000 at 0.999.
constexpr Scale decay{.min = 0.5, .max = 0.9999, .near_one = true};
// Sizes that a button each has.
constexpr int usual_batches[] = {0, 16, 32, 64, 128};
constexpr int usual_image_batches[] = {64, 128, 256, 512, 1024};

constexpr ValueName optimizer_names[] = {
    {.text = "sgd",
     .title = "SGD",
     .value = double(OptimizerKind::sgd),
     .words = {.text = "Stochastic gradient descent goes straight against the gradient of a minibatch."}},
    {.text = "momentum",
     .title = "Momentum",
     .value = double(OptimizerKind::momentum),
     .words = {.text =
                   "Momentum adds up past gradients to a velocity: it speeds up along a slope and evens out zigzags."}},
    {.text = "nesterov",
     .title = "Nesterov",
     .value = double(OptimizerKind::nesterov),
     .words = {.text =
                   "Nesterov momentum looks at the slope where the velocity will carry it, and so brakes earlier."}},
    {.text = "adagrad",
     .title = "Adagrad",
     .value = double(OptimizerKind::adagrad),
     .words =
         {.text =
              "Adagrad divides each parameter's step by the size of all its past gradients: steps only get shorter."}},
    {.text = "rmsprop",
     .title = "RMSProp",
     .value = double(OptimizerKind::rmsprop),
     .words = {.text = "RMSProp divides each parameter's step by the size of its recent gradients."}},
    {.text = "adam",
     .title = "Adam",
     .value = double(OptimizerKind::adam),
     .words = {.text =
                   "Adam is RMSProp with momentum. Both means start at 0; the divisions by 1 − β^t correct for that.",
               .now = "Step t = {iteration} + 1"}},
    {.text = "random_search",
     .title = "Random search",
     .value = double(OptimizerKind::random_search),
     .words = {.text = "Random search tries weights drawn anew and keeps the best. It uses no gradient."}},
    {.text = "local_search",
     .title = "Local search",
     .value = double(OptimizerKind::local_search),
     .words = {.text = "Local search tries a random step from the best so far and keeps it if the loss falls."}},
    {.text = "numerical",
     .title = "Numerical gradient",
     .value = double(OptimizerKind::numerical),
     .words = {.text = "The numerical gradient moves one parameter at a time by h = 0.00001 and watches the loss: "
                       "simple, approximate and slow."}},
};
constexpr ValueName schedule_names[] = {
    {.text = "constant", .title = "Constant", .value = double(ScheduleKind::constant)},
    {.text = "step", .title = "Step", .value = double(ScheduleKind::step)},
    {.text = "exponential", .title = "Exponential", .value = double(ScheduleKind::exponential)},
    {.text = "cosine", .title = "Cosine", .value = double(ScheduleKind::cosine)},
    {.text = "inverse", .title = "1/t", .value = double(ScheduleKind::inverse)},
};
constexpr ValueName batch_names[] = {
    {.text = "0", .title = "all", .value = 0},
};
constexpr ValueName sampling_names[] = {
    {.text = "replace", .title = "with replacement", .value = double(Sampling::replace)},
    {.text = "epoch", .title = "shuffled epochs", .value = double(Sampling::epoch)},
};
constexpr ValueName precision_names[] = {
    {.text = "float32", .title = "float32", .value = double(Precision::float32)},
    {.text = "float64", .title = "float64", .value = double(Precision::float64)},
};

constexpr SettingInfo update_rows[] = {
    rowOf<&S::optimizer>(
        {.key = "optimizer",
         .title = "Update rule",
         .meaning = "update rule, a search that keeps the better of two, or SGD along a numerical gradient",
         .effect = live,
         .names = optimizer_names,
         .control = Control::list,
         .words = {.text = "How a gradient becomes a step.", .now = "{rule}"}}),
    rowOf<&S::lr>(
        {.key = "lr",
         .title = "Learning rate",
         .meaning = "learning rate (step size; of a search: standard deviation of a try)",
         .effect = live,
         .low = 0,
         .high = 1e6,
         .control = Control::slider,
         .scale = {.min = 1e-4, .max = 10, .logarithmic = true},
         .images_scale = Scale{.min = 1e-6, .max = 1, .logarithmic = true},
         .words = {.text = "How far a step goes: every parameter moves against its gradient, by this multiple of it.",
                   .now = "{rule}",
                   .signs = "Too small: the loss creeps. Too large: it swings or runs away."}}),
    rowOf<&S::momentum>({.key = "momentum",
                         .title = "Momentum µ",
                         .meaning = "share of the velocity kept at each step, with optimizer=momentum or nesterov",
                         .effect = live,
                         .low = 0,
                         .high = 1,
                         .control = Control::slider,
                         .scale = {.min = 0, .max = 1},
                         .words = {.text = "The share of the velocity that survives a step. A steady gradient is "
                                           "amplified up to 1/(1 − µ) times.",
                                   .now = "1/(1 − {momentum}) {momentum reach sign} {momentum reach} times",
                                   .signs = "Too large: it overshoots and circles around the minimum."}}),
    rowOf<&S::rms_decay>(
        {.key = "rms_decay",
         .title = "Decay ρ",
         .meaning = "share of the mean square kept at each step (rmsprop)",
         .effect = live,
         .low = 0,
         .high = 0.9999,
         .control = Control::slider,
         .scale = decay,
         .words = {.text = "The share of the mean square that is kept at each step: how long it remembers.",
                   .now = "About 1/(1 − {rms_decay}) {rms reach sign} {rms reach} steps"}}),
    rowOf<&S::beta1>(
        {.key = "beta1",
         .title = "Decay β1",
         .meaning = "share of the mean gradient kept at each step (adam)",
         .effect = live,
         .low = 0,
         .high = 0.9999,
         .control = Control::slider,
         .scale = decay,
         .words = {.text = "The share of the mean gradient that is kept at each step: how long it remembers.",
                   .now = "About 1/(1 − {beta1}) {beta1 reach sign} {beta1 reach} steps"}}),
    rowOf<&S::beta2>(
        {.key = "beta2",
         .title = "Decay β2",
         .meaning = "share of the mean square kept at each step (adam)",
         .effect = live,
         .low = 0,
         .high = 0.99999,
         .control = Control::slider,
         .scale = decay,
         .words = {.text = "The share of the mean square that is kept at each step: how long it remembers.",
                   .now = "About 1/(1 − {beta2}) {beta2 reach sign} {beta2 reach} steps"}}),
    rowOf<&S::epsilon>({.key = "epsilon",
                        .title = "Epsilon ε",
                        .meaning = "added to the root that a step divides by (adagrad, rmsprop, adam)",
                        .effect = live,
                        .low = 1e-16,
                        .high = 1,
                        .control = Control::field,
                        .words = {.text = "Keeps the division from running away where gradients have been near 0.",
                                  .now = "√s + {epsilon}"}}),
    rowOf<&S::schedule>(
        {.key = "schedule",
         .title = "Schedule",
         .meaning = "how the learning rate changes with the epochs",
         .effect = live,
         .names = schedule_names,
         .control = Control::list,
         .words = {.text = "How the learning rate changes with the epochs: large steps first, small ones to settle.",
                   .now = "Now: {schedule}. {schedule words}\nThe next step has {rate}."}}),
    rowOf<&S::decay_epochs>(
        {.key = "decay_epochs",
         .title = "Decay time",
         .unit = "epochs",
         .meaning = "epochs until the next decay (step, exponential), the end (cosine) or half the rate (inverse)",
         .effect = live,
         .low = 0.001,
         .high = 1e6,
         .control = Control::slider,
         .scale = {.min = 0.1, .max = 10000, .logarithmic = true},
         .words = {.text = "Epochs until the next decay, until the rate is halved, or until it reaches 0, as the "
                           "schedule has it.",
                   .now = "{decay_epochs} epochs, of which {epochs} have passed. {schedule words}"}}),
    rowOf<&S::decay_rate>({.key = "decay_rate",
                           .title = "Decay factor",
                           .meaning = "share of the learning rate that is kept after decay_epochs (step, exponential)",
                           .effect = live,
                           .low = 1e-4,
                           .high = 1,
                           .control = Control::slider,
                           .scale = {.min = 1e-4, .max = 1},
                           .words = {.text = "What the learning rate is multiplied by after each decay time.",
                                     .now = "{lr} × {decay_rate} after {decay_epochs} epochs"}}),
    rowOf<&S::warmup_epochs>(
        {.key = "warmup_epochs",
         .title = "Warm-up",
         .unit = "epochs",
         .meaning = "epochs in which the learning rate rises to its full value",
         .effect = live,
         .low = 0,
         .high = 1e6,
         .control = Control::slider,
         .scale = {.min = 0.1, .max = 1000, .logarithmic = true, .zero = true},
         .words = {.text = "The learning rate rises from 0 in this time, while the first gradients are still large.",
                   .now = "From 0 to {lr} in {warmup_epochs} epochs",
                   .signs = "Too long: nothing is learned for a while."}}),
};

constexpr SettingInfo step_rows[] = {
    rowOf<&S::batch>({.key = "batch",
                      .title = "Batch size",
                      .meaning = "examples a step uses; 0: all of them",
                      .effect = live,
                      .low = 0,
                      .high = 20000,
                      .names = batch_names,
                      .control = Control::usual,
                      .usual = usual_batches,
                      .images_usual = usual_image_batches,
                      .words = {.text = "How many examples the gradient of one step is averaged over. Small batches "
                                        "make cheap, noisy steps; all the data makes exact, slow ones.",
                                .now = "dW is the mean over {n} of {N} {examples}; {steps} steps make an epoch."}}),
    rowOf<&S::sampling>(
        {.key = "sampling",
         .title = "Sampling",
         .meaning = "minibatches drawn with replacement, or cut from shuffled epochs",
         .effect = live,
         .names = sampling_names,
         .control = Control::segments,
         .words = {.text =
                       "How a minibatch is chosen. With replacement, each is drawn anew: in an epoch some examples "
                       "come twice, others not at all. Shuffled epochs use every example once before any comes again.",
                   .now = "Now: {sampling}, {n} of {N} {examples} a step."}}),
    rowOf<&S::batch_seed>({.key = "batch_seed",
                           .title = "Minibatch seed",
                           .meaning = "seed of the minibatches' random stream",
                           .effect = new_run,
                           .low = 0,
                           .high = max_seed,
                           .control = Control::field,
                           .words = {.text = "Where the random numbers begin that choose the minibatches. The same "
                                             "seed gives the same minibatches.",
                                     .now = "Seed {batch_seed}"}}),
    rowOf<&S::precision>({.key = "precision",
                          .title = "Precision",
                          .meaning = "number format of training",
                          .effect = new_run,
                          .names = precision_names,
                          .control = Control::segments,
                          .words = {.text = "The number format of the weights and of all sums. float32 keeps about 7 "
                                            "digits and is faster, float64 keeps 16.",
                                    .now = "Now: {precision}, {parameters} parameters."}}),
};

}  // namespace

std::span<const SettingInfo> updateRows() { return update_rows; }
std::span<const SettingInfo> stepRows() { return step_rows; }

}  // namespace lab::table
