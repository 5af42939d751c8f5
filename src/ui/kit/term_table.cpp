// What the words on the panels mean. Sentences for a student; in braces the numbers of the moment (terms.h).
#include <algorithm>
#include <array>

#include "ui/kit/terms.h"

namespace lab::ui {
namespace {

constexpr Term terms[] = {
    // The step.
    {.key = "lr",
     .text = "How far a step goes: every parameter moves against its gradient, by this multiple of it.",
     .now = "{rule}",
     .signs = "Too small: the loss creeps. Too large: it swings or runs away."},
    {.key = "batch",
     .text = "How many examples the gradient of one step is averaged over. Small batches make cheap, noisy steps; all "
             "the data makes exact, slow ones.",
     .now = "dW is the mean over {n} of {N} {examples}; {steps} steps make an epoch."},
    {.key = "sampling",
     .text = "How a minibatch is chosen. With replacement, each is drawn anew: in an epoch some examples come twice, "
             "others not at all. Shuffled epochs use every example once before any comes again.",
     .now = "Now: {sampling}, {n} of {N} {examples} a step."},
    {.key = "batch_seed",
     .text = "Where the random numbers begin that choose the minibatches. The same seed gives the same minibatches.",
     .now = "Seed {batch_seed}"},
    {.key = "epoch",
     .title = "Epoch",
     .text = "One pass over the training data: as many examples as there are.",
     .now = "{N} {examples} {steps sign} {steps} steps of {n}. So far {epochs} epochs."},
    {.key = "precision",
     .text = "The number format of the weights and of all sums. float32 keeps about 7 digits and is faster, float64 "
             "keeps 16.",
     .now = "Now: {precision}, {parameters} parameters."},
    // The loss.
    {.key = "loss",
     .text =
         "How wrong the scores are, with the penalty on the weights added, as one number: what training makes small.",
     .now = "L = {sum}"},
    {.key = "loss:softmax",
     .text = "Softmax turns scores into probabilities; the cross-entropy loss is −ln of the probability of the correct "
             "class.",
     .now = "A model that knows nothing loses {start}."},
    {.key = "loss:svm",
     .text = "The hinge loss asks that the correct score lead every other one by the margin Δ, and adds up what is "
             "missing.",
     .now = "A model that knows nothing loses {start}."},
    {.key = "svm_margin",
     .text = "By how much the correct score must lead. Larger weights can meet any margin, so only its size compared "
             "with the penalty matters.",
     .now = "max(0, s(j) − s(y) + {svm_margin})"},
    {.key = "svm_power",
     .text = "Plain: each missing unit of the margin costs the same. Squared: large violations cost much more.",
     .now = "{formula}"},
    {.key = "svm_sum",
     .text =
         "Over the wrong classes, as usual, or over all {C}: the correct class then adds a constant Δ, which has no "
         "gradient.",
     .now = "{formula}"},
    {.key = "svm_reduce",
     .text = "The sum over the classes or their mean, which only divides loss and gradient by C.",
     .now = "C = {C}: {formula}"},
    // The penalties.
    {.key = "l2",
     .text = "Adds the squares of all weights to the loss, and so prefers many small weights to a few large ones. "
             "Biases are left out.",
     .now = "L = {sum}\nIt pulls each weight by {pull}·W.",
     .signs =
         "Too small: the model may fit noise. Too large: the weights shrink to 0 and the loss stays near {start}."},
    {.key = "l1",
     .text = "Adds the absolute values of all weights to the loss: many of them end near 0.",
     .now = "{l1}·Σ|W|; all penalties together are {penalty}.",
     .signs = "Too large: the weights go to 0 and the data is ignored."},
    {.key = "elastic_beta",
     .text = "Elastic net: L1 and L2 in one penalty. β is the weight of the squares; it acts where L1 is above 0.",
     .now = "{l1}·Σ({elastic_beta}·W² + |W|)"},
    {.key = "l2_half",
     .text = "With the ½, the gradient of the penalty is λ·W; without it, 2λ·W. The case study in the CS231n "
             "notes has the ½, their assignment 1 does not.",
     .now = "The penalty adds {pull}·W to dW."},
    {.key = "max_norm",
     .text = "After each step, the weights into a unit or class are shortened if they are longer than this.",
     .now = "√ΣW² of each column: at most {max_norm}"},
    {.key = "dropout",
     .text = "In each step, every hidden unit is left out of an example with this probability, so that none can rely "
             "on another. Those that stay are scaled up to make up for it.",
     .now = "About {left out} units are out; the others count × {raise}.",
     .signs = "Too much: the net learns slowly and fits even the training data badly."},
    // The update rule.
    {.key = "optimizer", .text = "How a gradient becomes a step.", .now = "{rule}"},
    {.key = "optimizer:sgd", .text = "Stochastic gradient descent goes straight against the gradient of a minibatch."},
    {.key = "optimizer:momentum",
     .text = "Momentum adds up past gradients to a velocity: it speeds up along a slope and evens out zigzags."},
    {.key = "optimizer:nesterov",
     .text = "Nesterov momentum looks at the slope where the velocity will carry it, and so brakes earlier."},
    {.key = "optimizer:adagrad",
     .text = "Adagrad divides each parameter's step by the size of all its past gradients: steps only get shorter."},
    {.key = "optimizer:rmsprop", .text = "RMSProp divides each parameter's step by the size of its recent gradients."},
    {.key = "optimizer:adam",
     .text = "Adam is RMSProp with momentum. Both means start at 0; the divisions by 1 − β^t correct for that.",
     .now = "Step t = {iteration} + 1"},
    {.key = "optimizer:random_search",
     .text = "Random search tries weights drawn anew and keeps the best. It uses no gradient."},
    {.key = "optimizer:local_search",
     .text = "Local search tries a random step from the best so far and keeps it if the loss falls."},
    {.key = "optimizer:numerical",
     .text = "The numerical gradient moves one parameter at a time by h = 0.00001 and watches the loss: simple, "
             "approximate and slow."},
    {.key = "momentum",
     .text = "The share of the velocity that survives a step. A steady gradient is amplified up to 1/(1 − µ) times.",
     .now = "1/(1 − {momentum}) {momentum reach sign} {momentum reach} times",
     .signs = "Too large: it overshoots and circles around the minimum."},
    {.key = "rms_decay",
     .text = "The share of the mean square that is kept at each step: how long it remembers.",
     .now = "About 1/(1 − {rms_decay}) {rms reach sign} {rms reach} steps"},
    {.key = "beta1",
     .text = "The share of the mean gradient that is kept at each step: how long it remembers.",
     .now = "About 1/(1 − {beta1}) {beta1 reach sign} {beta1 reach} steps"},
    {.key = "beta2",
     .text = "The share of the mean square that is kept at each step: how long it remembers.",
     .now = "About 1/(1 − {beta2}) {beta2 reach sign} {beta2 reach} steps"},
    {.key = "epsilon",
     .text = "Keeps the division from running away where gradients have been near 0.",
     .now = "√s + {epsilon}"},
    {.key = "schedule",
     .text = "How the learning rate changes with the epochs: large steps first, small ones to settle.",
     .now = "Now: {schedule}. {schedule words}\nThe next step has {rate}."},
    {.key = "decay_epochs",
     .text = "Epochs until the next decay, until the rate is halved, or until it reaches 0, as the schedule has it.",
     .now = "{decay_epochs} epochs, of which {epochs} have passed. {schedule words}"},
    {.key = "decay_rate",
     .text = "What the learning rate is multiplied by after each decay time.",
     .now = "{lr} × {decay_rate} after {decay_epochs} epochs"},
    {.key = "warmup_epochs",
     .text = "The learning rate rises from 0 in this time, while the first gradients are still large.",
     .now = "From 0 to {lr} in {warmup_epochs} epochs",
     .signs = "Too long: nothing is learned for a while."},
    // The model and how it starts.
    {.key = "hidden",
     .text = "Each hidden unit computes a ReLU, max(0, x·w + b): on the plane it is active on one side of a straight "
             "line, and the border is bent where such lines meet.",
     .now = "h = max(0, XW1 + b1) with {hidden} units; {parameters} parameters",
     .signs = "Too few: the border cannot bend enough. Too many: slower, and noise may be fitted."},
    {.key = "init",
     .text = "The weights before the first step. They must be random, or all hidden units would stay alike."},
    {.key = "init:scaled", .text = "Scaled: small normally distributed numbers.", .now = "W = {init_scale} · normals"},
    {.key = "init:he",
     .text = "He: the spread follows from the number of inputs, so that signals keep their size through ReLUs.",
     .now = "W = √(2/inputs) · normals, with {inputs} inputs in the first layer"},
    {.key = "init:zero", .text = "Zeros: of a net, all hidden units stay alike and learn nothing.", .now = "W = 0"},
    {.key = "init_scale",
     .text = "The standard deviation of the initial weights.",
     .now = "W = {init_scale} · normals",
     .signs = "Too small: signals and gradients vanish. Too large: training starts far above {start}."},
    {.key = "init_skip",
     .text =
         "The runs in the CS231n notes drop some random numbers between those of the data and those of the weights. "
         "Dropping as many gives the very same weights.",
     .now = "Now: {init_skip}"},
    {.key = "init_seed",
     .text = "Where the random numbers of the initial weights begin. Without a seed of their own they continue the "
             "data's.",
     .now = "Seed {init_seed}"},
    // The data.
    {.key = "points", .text = "How many points of each class are drawn.", .now = "{points} × {C} classes = {N} points"},
    {.key = "classes",
     .text = "How many classes there are to tell apart. Guessing is right once in so many times.",
     .now = "1/{C} {chance sign} {chance} by guessing"},
    {.key = "noise",
     .text = "How far points stray at random from their shape. A model that follows every stray point has learned the "
             "noise.",
     .now = "Now: {noise}"},
    {.key = "seed",
     .text = "Where the random numbers of the data begin: the same seed draws the same points.",
     .now = "Seed {seed}, {N} points"},
    {.key = "train",
     .text = "The images that the gradient is computed from.",
     .now = "{learn} to learn from, {validate} to validate; accuracy {accuracy} and {validation}"},
    {.key = "val",
     .text = "Images kept aside: no step sees them. Their accuracy is what to compare settings by; where it falls "
             "behind the training accuracy, the model overfits.",
     .now = "{validate} images: accuracy {validation}; on those it learns from {accuracy}"},
    {.key = "normalize",
     .text = "What is done to the pixels before the model sees them, measured on the training images.",
     .now = "Now: {normalize}, {inputs} inputs"},
    {.key = "flip",
     .text = "Each image of a minibatch is flipped left to right with probability ½: a horse that looks left teaches "
             "of one that looks right.",
     .now = "Now: {flip}"},
    // Figures.
    {.key = "iteration",
     .title = "Iteration",
     .text = "How many steps the run has made. Each looks at one minibatch and moves every parameter once.",
     .now = "{iteration} steps {epochs sign} {epochs} epochs"},
    {.key = "accuracy",
     .title = "Accuracy",
     .text = "The share of the examples whose highest score is that of the correct class.",
     .now = "{accuracy}; by guessing {chance}"},
    {.key = "update_ratio",
     .title = "Update ratio",
     .text = "The length of a step's update divided by that of the weights: |ΔW| / |W|. About 0.001 is healthy.",
     .now = "{rule}",
     .signs = "Far less: the learning rate is too small. Far more: it may not settle."},
    {.key = "dead_relu",
     .title = "Dead ReLUs",
     .text = "Hidden units that are 0 on every example: no gradient comes through them, so they stay as they are.",
     .now = "{dead} of {hidden} units",
     .signs = "Many: the learning rate was too large, or the penalty has erased the weights."},
    {.key = "dscore",
     .title = "Gradient on the score",
     .text = "How the loss changes with a class's score (dscore): below 0 a higher score is better. Training pushes "
             "against it.",
     .now = "Softmax: p − 1 for the correct class, p for the others"},
    // Searching.
    {.key = "search_lr",
     .title = "Learning rate",
     .text = "The range of learning rates to try, on a logarithmic scale, both ends included.",
     .now = "In force: {lr}"},
    {.key = "search_penalty",
     .title = "Penalty λ",
     .text = "The range of strengths of the penalty to try, on a logarithmic scale.",
     .now = "In force: L2 {l2}, L1 {l1}"},
    {.key = "search_cells",
     .title = "Grid or random",
     .text = "A grid tries every learning rate with every penalty. Random pairs try more values of each for the same "
             "work.",
     .now = "In force: {lr} and {l2}"},
    {.key = "search_steps",
     .title = "Steps per cell",
     .text = "How long each pair trains before it is judged. Few steps favor large learning rates.",
     .now = "{steps} steps make an epoch."},
};

}  // namespace

const Term* findTerm(std::string_view key) {
  if (key == "batches") key = "batch";  // the row of usual sizes
  const auto found =
      std::find_if(std::begin(terms), std::end(terms), [&](const Term& term) { return term.key == key; });
  return found == std::end(terms) ? nullptr : found;
}

}  // namespace lab::ui
