// Up to six runs from the same initial weights and the same minibatches, which differ in a setting or two.
//   race start 400; lr=0.01; lr=1; lr=30    each makes 400 steps; between the semicolons assignments as for "set"
//   race pause    race go    race stop      stop: it is put away
#pragma once

#include <memory>
#include <vector>

#include "lab/study/study.h"

namespace lab {

// A race as it is asked for.
struct RacePlan {
  std::int64_t steps = 0;
  std::vector<std::string> changes;  // of each run, as given
  std::vector<Settings> settings;
};

class Race final : public Study {
 public:
  static constexpr std::size_t most_runs = 6;

  Status check(std::string_view command, const StudyBase& base) const override;
  Status apply(std::string_view command, const StudyBase& base) override;
  bool running() const override { return going_; }
  void pause() override { going_ = false; }
  // A piece is one step of every run that is still on its way, or a slice of what it starts with.
  std::int64_t advance(std::int64_t pieces, const Clock& clock) override;
  void observe(StudiesSnapshot& out) override;

 private:
  struct Lane {
    std::string changes;
    Settings settings;
    std::unique_ptr<Run> run;
    double seconds = 0;
  };
  bool finished(const Lane& lane) const;
  bool allFinished() const;
  bool forAll(const Clock& clock, bool (*work)(Lane&));
  void advanceAll(const Clock& clock);

  std::vector<Lane> lanes_;
  std::int64_t steps_ = 0;
  bool going_ = false;
  bool started_ = false;  // new lanes, which observe() has not seen yet
};

// Reads what stands after "race start". Refuses, naming the run: none or more than six, assignments that settings
// refuse, and those that would give a run other weights, data or minibatches than the rest.
Result<RacePlan> planRace(std::string_view text, const Settings& base);

// A race that is worth a look, for settings like these: "effect of the step size" and others.
struct ReadyRace {
  std::string_view name;
  std::string_view question;
  std::string command;  // "race start …"
};
std::vector<ReadyRace> readyRaces(const Settings& base);

}  // namespace lab
