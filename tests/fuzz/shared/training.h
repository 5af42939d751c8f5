// Training in small, of settings drawn at random: what the differential tests compare.
#pragma once

#include <memory>
#include <string>

#include "core/random.h"
#include "data/image_set.h"
#include "lab/settings/settings.h"

namespace lab::fuzz {

// Settings of a problem that is trained in milliseconds, as text: any data of that mode, model, loss, penalties, update
// rule, schedule, batch, dropout and precision. Sums are shorter than 512 terms but for those over pixels: see "The
// same numbers" in the README.
std::string trainingSettings(Mode mode, NumpyRandom& random);

// Whether they are of that kind, wherever they come from.
bool isSmall(const Settings& settings);

// Pictures for those of the images.
std::shared_ptr<const ImageLibrary> fewImages();

}  // namespace lab::fuzz
