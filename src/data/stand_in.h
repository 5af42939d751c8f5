// Pictures drawn by our own code, for builds that have no CIFAR-10: ten classes of 32x32 colour pictures that a linear
// model finds hard, because each shape comes dark on light as often as light on dark, and a hidden layer learns better.
#pragma once

#include <array>
#include <string_view>

#include "core/random.h"
#include "data/image_set.h"

namespace lab {

inline constexpr std::array<std::string_view, 10> stand_in_classes = {"disc", "ring", "square",  "frame",    "cross",
                                                                      "plus", "bars", "stripes", "triangle", "checker"};

// `count` pictures, the classes in turn; colours, place, size, polarity and noise from the stream.
ImageSet drawStandIn(Index count, NumpyRandom& random);

}  // namespace lab
