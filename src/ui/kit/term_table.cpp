// What the words on the panels mean that are no settings. Sentences for a student; in braces the numbers of the moment
// (terms.h). Those of a setting stand in its row (lab/settings/settings_of_*.cpp).
#include <algorithm>
#include <iterator>

#include "lab/settings/settings_table.h"
#include "ui/kit/terms.h"

namespace lab::ui {
namespace {

constexpr Term terms[] = {
    {.key = "epoch",
     .title = "Epoch",
     .words = {.text = "One pass over the training data: as many examples as there are.",
               .now = "{N} {examples} {steps sign} {steps} steps of {n}. So far {epochs} epochs."}},
    {.key = "iteration",
     .title = "Iteration",
     .words = {.text = "How many steps the run has made. Each looks at one minibatch and moves every parameter once.",
               .now = "{iteration} steps {epochs sign} {epochs} epochs"}},
    {.key = "accuracy",
     .title = "Accuracy",
     .words = {.text = "The share of the examples whose highest score is that of the correct class.",
               .now = "{accuracy}; by guessing {chance}"}},
    {.key = "update_ratio",
     .title = "Update ratio",
     .words = {.text =
                   "The length of a step's update divided by that of the weights: |ΔW| / |W|. About 0.001 is healthy.",
               .now = "{rule}",
               .signs = "Far less: the learning rate is too small. Far more: it may not settle."}},
    {.key = "dead_relu",
     .title = "Dead ReLUs",
     .words =
         {.text = "Hidden units that are 0 on every example: no gradient comes through them, so they stay as they are.",
          .now = "{dead} of {hidden} units",
          .signs = "Many: the learning rate was too large, or the penalty has erased the weights."}},
    {.key = "dscore",
     .title = "Gradient on the score",
     .words = {.text = "How the loss changes with a class's score (dscore): below 0 a higher score is better. Training "
                       "pushes against it.",
               .now = "Softmax: p − 1 for the correct class, p for the others"}},
    {.key = "search_lr",
     .title = "Learning rate",
     .words = {.text = "The range of learning rates to try, on a logarithmic scale, both ends included.",
               .now = "In force: {lr}"}},
    {.key = "search_penalty",
     .title = "Penalty λ",
     .words = {.text = "The range of strengths of the penalty to try, on a logarithmic scale.",
               .now = "In force: L2 {l2}, L1 {l1}"}},
    {.key = "search_cells",
     .title = "Grid or random",
     .words = {.text = "A grid tries every learning rate with every penalty. Random pairs try more values of each for "
                       "the same work.",
               .now = "In force: {lr} and {l2}"}},
    {.key = "search_steps",
     .title = "Steps per cell",
     .words = {.text = "How long each pair trains before it is judged. Few steps favor large learning rates.",
               .now = "{steps} steps make an epoch."}},
};

}  // namespace

const Term* findOwnTerm(std::string_view key) {
  const auto found =
      std::find_if(std::begin(terms), std::end(terms), [&](const Term& term) { return term.key == key; });
  return found == std::end(terms) ? nullptr : found;
}

const CardWords* findTerm(std::string_view key) {
  if (const SettingInfo* setting = findSetting(key)) return setting->words.text.empty() ? nullptr : &setting->words;
  const Term* own = findOwnTerm(key);
  return own == nullptr ? nullptr : &own->words;
}

}  // namespace lab::ui
