// Images as a source of examples: bytes in memory, floats a minibatch at a time.
#pragma once

#include <memory>

#include "data/example_source.h"
#include "data/preprocess.h"

namespace lab {

// The images [first, first + count). Row i + count is image i mirrored left to right, so that a batch can hold flipped
// images without another path. The set is shared, not copied; its images in that range must not change any more.
template <class S>
std::unique_ptr<ExampleSource<S>> imageSource(std::shared_ptr<const ImageSet> images, Index first, Index count,
                                              const Preprocessing& preprocessing);

}  // namespace lab
