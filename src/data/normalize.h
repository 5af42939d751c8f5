// What is done with the bytes of an image before a model sees them.
#pragma once

namespace lab {

enum class Normalize {
  raw,         // 0 to 255
  unit,        // 0 to 1
  mean_image,  // minus the mean training image, the assignment's
  channel,     // minus the mean of its colour channel, divided by that channel's standard deviation
  pixel,       // the same for each of the 3,072 pixels by itself
};

}  // namespace lab
