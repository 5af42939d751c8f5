// The settings of the data and of the images.
#include "lab/settings/setting_row.h"

namespace lab::table {
namespace {

constexpr ValueName data_names[] = {
    {.text = "spiral",
     .title = "spiral",
     .value = double(DataKind::spiral),
     .words = {.text = "Spiral: arms that no straight line can separate."}},
    {.text = "moons",
     .title = "moons",
     .value = double(DataKind::moons),
     .words = {.text = "Moons: interleaved half circles."}},
    {.text = "circles",
     .title = "circles",
     .value = double(DataKind::circles),
     .words = {.text = "Circles: rings within rings."}},
    {.text = "blobs",
     .title = "blobs",
     .value = double(DataKind::blobs),
     .words = {.text = "Blobs: clouds that a linear model can separate."}},
    {.text = "xor",
     .title = "xor",
     .value = double(DataKind::xor_),
     .words = {.text = "Chessboard (xor): the classic case that a linear model cannot learn."}},
    {.text = "cifar10", .title = "images", .value = double(DataKind::cifar10)},
};
constexpr ValueName val_from_names[] = {
    {.text = "first", .title = "the first images", .value = double(ValidationFrom::first)},
    {.text = "last", .title = "the last images", .value = double(ValidationFrom::last)},
};
constexpr ValueName normalize_names[] = {
    {.text = "raw",
     .title = "none",
     .value = double(Normalize::raw),
     .words = {.text = "The bytes as they are, 0 to 255: gradients are large and all of one sign."}},
    {.text = "unit",
     .title = "scaled to 0–1",
     .value = double(Normalize::unit),
     .words = {.text = "Divided by 255: 0 to 1."}},
    {.text = "mean_image",
     .title = "minus the mean image",
     .value = double(Normalize::mean_image),
     .words = {.text = "Minus the mean of the training images, as in CS231n's assignment 1."}},
    {.text = "channel",
     .title = "standardized by channel",
     .value = double(Normalize::channel),
     .words = {.text = "Each color channel with mean 0 and deviation 1 over the training images."}},
    {.text = "pixel",
     .title = "standardized by pixel",
     .value = double(Normalize::pixel),
     .words = {.text = "Each of the 3,072 inputs with mean 0 and deviation 1 over the training images."}},
};

constexpr SettingInfo data_rows[] = {
    rowOf<&S::data>({.key = "data",
                     .title = "Data",
                     .meaning = "which data set",
                     .effect = new_data,
                     .names = data_names,
                     .control = Control::elsewhere}),
    rowOf<&S::points>(
        {.key = "points",
         .title = "Points per class",
         .unit = "points per class",
         .meaning = "examples per class",
         .effect = new_data,
         .low = 1,
         .high = 2000,
         .control = Control::slider,
         .scale = {.min = 10, .max = 2000, .logarithmic = true},
         .words = {.text = "How many points of each class are drawn.", .now = "{points} × {C} classes = {N} points"}}),
    rowOf<&S::classes>(
        {.key = "classes",
         .title = "Classes",
         .unit = "classes",
         .meaning = "number of classes",
         .effect = new_data,
         .low = 2,
         .high = 10,
         .control = Control::slider,
         .scale = {.min = 2, .max = 10},
         .words = {.text = "How many classes there are to tell apart. Guessing is right once in so many times.",
                   .now = "1/{C} {chance sign} {chance} by guessing"}}),
    rowOf<&S::noise>({.key = "noise",
                      .title = "Noise",
                      .meaning = "randomness of the data",
                      .effect = new_data,
                      .low = 0,
                      .high = 1,
                      .control = Control::slider,
                      .scale = {.min = 0, .max = 1},
                      .words = {.text = "How far points stray at random from their shape. A model that follows every "
                                        "stray point has learned the noise.",
                                .now = "Now: {noise}"}}),
    rowOf<&S::seed>(
        {.key = "seed",
         .title = "Data seed",
         .meaning = "seed of the data's random stream",
         .effect = new_data,
         .low = 0,
         .high = max_seed,
         .control = Control::field,
         .words = {.text = "Where the random numbers of the data begin: the same seed draws the same points.",
                   .now = "Seed {seed}, {N} points"}}),
};

constexpr SettingInfo image_rows[] = {
    rowOf<&S::train>(
        {.key = "train",
         .title = "Training images",
         .unit = "training images",
         .meaning = "images to train on (data=cifar10)",
         .effect = new_data,
         .low = 1,
         .high = 50000,
         .control = Control::slider,
         .scale = {.min = 10, .max = 50000, .logarithmic = true},
         .words = {.text = "The images that the gradient is computed from.",
                   .now = "{learn} to learn from, {validate} to validate; accuracy {accuracy} and {validation}"}}),
    rowOf<&S::val>({.key = "val",
                    .title = "Validation images",
                    .unit = "validation images",
                    .meaning = "images kept for validation (data=cifar10)",
                    .effect = new_data,
                    .low = 1,
                    .high = 10000,
                    .control = Control::slider,
                    .scale = {.min = 10, .max = 10000, .logarithmic = true},
                    .words = {.text = "Images kept aside: no step sees them. Their accuracy is what to compare "
                                      "settings by; where it falls behind the training accuracy, the model overfits.",
                              .now = "{validate} images: accuracy {validation}; on those it learns from {accuracy}"}}),
    rowOf<&S::val_from>(
        {.key = "val_from",
         .title = "Validate on",
         .meaning = "which images are kept for validation: the first, or those after the training images",
         .effect = new_data,
         .names = val_from_names,
         .control = Control::elsewhere}),
    rowOf<&S::normalize>(
        {.key = "normalize",
         .title = "Preprocessing",
         .meaning = "preprocessing, measured on the training images (data=cifar10)",
         .effect = new_data,
         .names = normalize_names,
         .control = Control::list,
         .words = {.text = "What is done to the pixels before the model sees them, measured on the training images.",
                   .now = "Now: {normalize}, {inputs} inputs"}}),
    rowOf<&S::flip>({.key = "flip",
                     .title = "Flip images left–right",
                     .meaning = "1: flip each image of a minibatch left to right with probability 1/2 (data=cifar10)",
                     .effect = live,
                     .names = on_off,
                     .control = Control::toggle,
                     .words = {.text = "Each image of a minibatch is flipped left to right with probability ½: a horse "
                                       "that looks left teaches of one that looks right.",
                               .now = "Now: {flip}"}}),
};

}  // namespace

std::span<const SettingInfo> dataRows() { return data_rows; }
std::span<const SettingInfo> imageRows() { return image_rows; }

}  // namespace lab::table
