// The score on the test images, which is measured when it is asked for and stays, with the images, to be looked at.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "data/preprocess.h"
#include "lab/observe/snapshot.h"
#include "lab/run/run_data.h"
#include "train/trainer.h"

namespace lab {

template <class S>
class TestScore {
 public:
  // Does nothing where there are no test images.
  void measure(Trainer<S>& trainer, const Objective& objective, std::int64_t iteration, const RunData& data,
               const Preprocessing& preprocessing);
  // Other images, or more, are there: what was measured on the same ones stays, what was not is void.
  void keep(const RunData& data);

  // Absent, and null, before the test.
  const std::optional<TestResult>& result() const { return result_; }
  std::unique_ptr<ExampleSource<S>> images(const Preprocessing& preprocessing) const;

 private:
  std::optional<TestResult> result_;
  std::shared_ptr<const ImageSet> tested_;  // what it speaks of: the first of them
};

}  // namespace lab
