// A check at work, in pieces.
#pragma once

#include "lab/study/check_snapshot.h"
#include "lab/study/study.h"

namespace lab {

class CheckJob {
 public:
  virtual ~CheckJob() = default;

  virtual bool finished() const = 0;
  // Precondition: not finished.
  virtual void piece(const Clock& clock) = 0;
  // Writes its part.
  virtual void observe(CheckSnapshot& out) const = 0;
};

}  // namespace lab
