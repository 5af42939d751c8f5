// The automatic gear: how fast training should go so that its learning is seen. Slow where a step changes much, faster
// the less changes, flat out when nothing does. No clock in here: the driver passes seconds in.
#pragma once

#include <cstdint>
#include <vector>

#include "lab/observe/snapshot.h"

namespace lab {

class Gear {
 public:
  // Called with each fresh snapshot of the runs in training; `seconds`: of training since the last call. Looks about
  // four times a second. Whatever makes a run start anew or go elsewhere (reset, a step back, other data, models or
  // settings) makes it start low again.
  void follow(const Snapshot& snapshot, double seconds);
  // Time passed without training: it counts as no time at all.
  void rested();
  // Low again.
  void restart() { seen_.clear(); }

  // Wished steps a second; 0: as fast as possible.
  double speed() const { return flat_out_ ? 0 : speed_; }

 private:
  // What one run looked like.
  struct Look {
    ModelKind model = ModelKind::linear;
    Settings settings;
    std::int64_t iteration = 0;
    std::int64_t last_iteration = 0;  // of the last snapshot, which may be newer
    double loss = 0;
    double accuracy = 0;
    std::vector<std::int32_t> predictions;
  };

  bool goesOn(const Snapshot& snapshot) const;
  void remember(const Snapshot& snapshot);
  void shift(double change, double seconds, double reached);
  static double changeOf(const Look& before, const RunSnapshot& now);

  std::vector<Look> seen_;  // empty: it starts low with the next snapshot
  std::uint64_t data_revision_ = 0;
  double seconds_ = 0;  // since the last look
  double speed_ = 0;
  bool flat_out_ = false;
  double rate_ = 0;   // smoothed change a second
  double habit_ = 0;  // what the eye has got used to: the same over many seconds
};

}  // namespace lab
