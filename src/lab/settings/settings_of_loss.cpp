// The settings of the loss and of the penalties.
#include "lab/settings/setting_row.h"

namespace lab::table {
namespace {

constexpr Scale strength{.min = 1e-5, .max = 1, .logarithmic = true, .zero = true};
constexpr Scale bound{.min = 0.01, .max = 100, .logarithmic = true, .zero = true};

constexpr ValueName loss_names[] = {
    {.text = "softmax",
     .title = "softmax",
     .value = double(LossKind::softmax),
     .words = {.text = "Softmax turns scores into probabilities; the cross-entropy loss is −ln of the probability of "
                       "the correct class.",
               .now = "A model that knows nothing loses {start}."}},
    {.text = "svm",
     .title = "SVM",
     .value = double(LossKind::svm),
     .words = {.text = "The hinge loss asks that the correct score lead every other one by the margin Δ, and adds up "
                       "what is missing.",
               .now = "A model that knows nothing loses {start}."}},
};
constexpr ValueName svm_power_names[] = {
    {.text = "1", .title = "plain", .value = 1},
    {.text = "2", .title = "squared", .value = 2},
};
constexpr ValueName svm_sum_names[] = {
    {.text = "others", .title = "wrong classes", .value = double(SvmSum::others)},
    {.text = "all", .title = "all classes", .value = double(SvmSum::all)},
};
constexpr ValueName svm_reduce_names[] = {
    {.text = "sum", .title = "sum", .value = double(SvmReduce::sum)},
    {.text = "mean", .title = "mean", .value = double(SvmReduce::mean)},
};
constexpr ValueName max_norm_names[] = {
    {.text = "0", .title = "off", .value = 0},
};

constexpr SettingInfo loss_rows[] = {
    rowOf<&S::loss>({.key = "loss",
                     .title = "Loss",
                     .meaning = "data loss: cross-entropy, or multiclass hinge",
                     .effect = live,
                     .names = loss_names,
                     .control = Control::segments,
                     .words = {.text = "How wrong the scores are, with the penalty on the weights added, as one "
                                       "number: what training makes small.",
                               .now = "L = {sum}"}}),
    rowOf<&S::svm_margin>({.key = "svm_margin",
                           .title = "Margin Δ",
                           .meaning = "by how much the label's score must lead (svm)",
                           .effect = live,
                           .low = 1e-3,
                           .high = 1000,
                           .control = Control::slider,
                           .scale = {.min = 0.01, .max = 100, .logarithmic = true},
                           .words = {.text = "By how much the correct score must lead. Larger weights can meet any "
                                             "margin, so only its size compared with the penalty matters.",
                                     .now = "max(0, s(j) − s(y) + {svm_margin})"}}),
    rowOf<&S::svm_power>(
        {.key = "svm_power",
         .title = "Hinge",
         .meaning = "1: hinge; 2: squared hinge (svm)",
         .effect = live,
         .names = svm_power_names,
         .control = Control::segments,
         .words =
             {.text =
                  "Plain: each missing unit of the margin costs the same. Squared: large violations cost much more.",
              .now = "{formula}"}}),
    rowOf<&S::svm_sum>({.key = "svm_sum",
                        .title = "Sum over",
                        .meaning = "classes that the loss adds up: all but the label's, or all (svm)",
                        .effect = live,
                        .names = svm_sum_names,
                        .control = Control::segments,
                        .words = {.text = "Over the wrong classes, as usual, or over all {C}: the correct class then "
                                          "adds a constant Δ, which has no gradient.",
                                  .now = "{formula}"}}),
    rowOf<&S::svm_reduce>(
        {.key = "svm_reduce",
         .title = "Combine by",
         .meaning = "mean: that sum divided by the number of classes (svm)",
         .effect = live,
         .names = svm_reduce_names,
         .control = Control::segments,
         .words = {.text = "The sum over the classes or their mean, which only divides loss and gradient by C.",
                   .now = "C = {C}: {formula}"}}),
    rowOf<&S::l2>({.key = "l2",
                   .title = "L2 penalty",
                   .meaning = "strength of the L2 penalty on the weights",
                   .effect = live,
                   .low = 0,
                   .high = 1e6,
                   .control = Control::slider,
                   .scale = strength,
                   .words = {.text = "Adds the squares of all weights to the loss, and so prefers many small weights "
                                     "to a few large ones. Biases are left out.",
                             .now = "L = {sum}\nIt pulls each weight by {pull}·W.",
                             .signs = "Too small: the model may fit noise. Too large: the weights shrink to 0 and the "
                                      "loss stays near {start}."}}),
    rowOf<&S::l1>({.key = "l1",
                   .title = "L1 penalty",
                   .meaning = "strength of the L1 penalty on the weights",
                   .effect = live,
                   .low = 0,
                   .high = 1e6,
                   .control = Control::slider,
                   .scale = strength,
                   .words = {.text = "Adds the absolute values of all weights to the loss: many of them end near 0.",
                             .now = "{l1}·Σ|W|; all penalties together are {penalty}.",
                             .signs = "Too large: the weights go to 0 and the data is ignored."}}),
    rowOf<&S::elastic_beta>(
        {.key = "elastic_beta",
         .title = "Elastic net β",
         .meaning = "elastic net: l1 x sum (|W| + elastic_beta W^2); 0: plain L1",
         .effect = live,
         .low = 0,
         .high = 1e6,
         .control = Control::slider,
         .scale = bound,
         .words =
             {.text =
                  "Elastic net: L1 and L2 in one penalty. β is the weight of the squares; it acts where L1 is above 0.",
              .now = "{l1}·Σ({elastic_beta}·W² + |W|)"}}),
    rowOf<&S::max_norm>(
        {.key = "max_norm",
         .title = "Max norm",
         .meaning = "longest that the weights into a unit or class may be after a step; 0: any",
         .effect = live,
         .low = 0,
         .high = 1e6,
         .names = max_norm_names,
         .control = Control::slider,
         .scale = bound,
         .words = {.text =
                       "After each step, the weights into a unit or class are shortened if they are longer than this.",
                   .now = "√ΣW² of each column: at most {max_norm}"}}),
    rowOf<&S::l2_half>({.key = "l2_half",
                        .title = "½ in front of L2",
                        .meaning = "1: (1/2) l2 sum W^2, as the case study; 0: l2 sum W^2, as the assignment",
                        .effect = live,
                        .names = on_off,
                        .control = Control::toggle,
                        .words = {.text = "With the ½, the gradient of the penalty is λ·W; without it, 2λ·W. The case "
                                          "study in the CS231n notes has the ½, their assignment 1 does not.",
                                  .now = "The penalty adds {pull}·W to dW."}}),
    rowOf<&S::dropout>(
        {.key = "dropout",
         .title = "Dropout",
         .meaning = "probability that a hidden unit is left out of an example's step (two_layer)",
         .effect = live,
         .low = 0,
         .high = 0.99,
         .control = Control::slider,
         .scale = {.min = 0, .max = 0.9},
         .words = {.text = "In each step, every hidden unit is left out of an example with this probability, so that "
                           "none can rely on another. Those that stay are scaled up to make up for it.",
                   .now = "About {left out} units are out; the others count × {raise}.",
                   .signs = "Too much: the net learns slowly and fits even the training data badly."}}),
};

}  // namespace

std::span<const SettingInfo> lossRows() { return loss_rows; }

}  // namespace lab::table
