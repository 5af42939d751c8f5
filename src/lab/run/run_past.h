// What a run has been through, beside the state that it goes on from.
#pragma once

#include <optional>
#include <vector>

#include "lab/observe/history.h"
#include "lab/observe/snapshot.h"
#include "lab/run/checkpoint.h"
#include "lab/settings/published.h"

namespace lab {

struct RunPast {
  History history;
  std::vector<PublishedLoss> reached;  // our losses at the published table's iterations
  std::optional<BatchLoss> last_batch;
  bool diverged = false;
};

struct KeptRun {
  Checkpoint checkpoint;
  RunPast past;
};

}  // namespace lab
