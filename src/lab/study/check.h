// The checks that a course asks for before it believes a run: is the gradient right, do loops and matrix products
// agree, does the loss start where it should, rise with the penalty, and fall to zero on a few examples.
//   check gradient [count=12] [seed=0] [at=W1:3,4;b1:2] [break=flip_sign]   of the run on the screen, as it is
//   check naive                                              both losses by loops and by matrix products, on images
//   check sanity initial_loss | regularization | overfit     with fresh runs of the settings on the screen
//   check pause    check go    check stop                    stop: all results are put away
#pragma once

#include <array>
#include <memory>

#include "lab/study/check_job.h"
#include "lab/study/study.h"

namespace lab {

struct CheckPlan {
  std::size_t place = 0;  // among Check's jobs
  std::unique_ptr<CheckJob> job;
};

class Check final : public PlannedStudy<CheckPlan> {
 public:
  // A piece is one parameter of a gradient, one part of a pass by loops, or one step of a training.
  std::int64_t advance(std::int64_t pieces, const Clock& clock) override;
  void observe(StudiesSnapshot& out) override;

 private:
  Result<CheckPlan> plan(std::string_view text, const StudyBase& base) const override;
  void start(CheckPlan plan, const StudyBase& base) override;
  Status present() const override;
  bool unfinished() const override { return jobs_[current_] && !jobs_[current_]->finished(); }
  void stop() override { jobs_ = {}; }

  bool empty() const;

  // Gradient, naive, and the sanity checks in their order; the last results of each stay.
  std::array<std::unique_ptr<CheckJob>, 5> jobs_;
  std::size_t current_ = 0;
};

}  // namespace lab
