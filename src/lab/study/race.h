// Up to six runs from the same initial weights and the same minibatches, which differ in a setting or two.
//   race start 400; lr=0.01; lr=1; lr=30    each makes 400 steps; between the semicolons assignments as for "set"
//   race pause    race go    race stop      stop: it is put away
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lab/study/race_plan.h"
#include "lab/study/study.h"

namespace lab {

class Race final : public PlannedStudy<RacePlan> {
 public:
  // A piece is one step of every run that is still on its way, or a slice of what it starts with.
  std::int64_t advance(std::int64_t pieces, const Clock& clock) override;
  void observe(StudiesSnapshot& out) override;

 private:
  struct Lane {
    std::string changes;
    std::unique_ptr<Run> run;
    double seconds = 0;
  };
  Result<RacePlan> plan(std::string_view text, const StudyBase& base) const override;
  void start(RacePlan plan, const StudyBase& base) override;
  Status present() const override;
  bool unfinished() const override;
  void stop() override { lanes_.clear(); }

  bool finished(const Lane& lane) const;
  bool forAll(const Clock& clock, bool (*work)(Lane&));
  void advanceAll(const Clock& clock);

  std::vector<Lane> lanes_;
  std::int64_t steps_ = 0;
  bool started_ = false;  // new lanes, which observe() has not seen yet
};

}  // namespace lab
