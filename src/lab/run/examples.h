// The examples of a run: what it learns from, and what it is measured on.
#pragma once

#include <memory>

#include "data/image_source.h"
#include "data/preprocess.h"
#include "lab/observe/snapshot.h"
#include "lab/run/run_data.h"
#include "lab/settings/settings.h"

namespace lab {

template <class S>
struct Examples {
  std::unique_ptr<ExampleSource<S>> train;
  std::unique_ptr<ExampleSource<S>> probe;       // some of the training images; null: measure on all examples
  std::unique_ptr<ExampleSource<S>> validation;  // images only
  ImageSplit split;                              // images only
  Preprocessing preprocessing;                   // images only
};

// `most_validation`: a run that goes on with more images keeps its validation images, however many it wished for.
// Others would be images that it has already learned from. `sums` belong to the run: what it measured on images that
// were there before. `known`: a preprocessing that was measured elsewhere.
template <class S>
Examples<S> makeExamples(const Settings& settings, const RunData& data, Index most_validation, PixelSums& sums,
                         const Preprocessing* known = nullptr);

}  // namespace lab
