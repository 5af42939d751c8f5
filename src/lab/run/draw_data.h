// The data that settings ask for.
#pragma once

#include <memory>

#include "lab/run/run_data.h"
#include "lab/settings/settings.h"

namespace lab {

// Draws the points of the plane from settings.seed; images are taken as they are. The stream is left where the weights
// go on. Precondition: the settings keep their ranges; data=cifar10 has images.
RunData drawData(const Settings& settings, std::shared_ptr<const ImageLibrary> images);

}  // namespace lab
