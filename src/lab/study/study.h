// A study puts a question to the lab that one run does not answer: which learning rate, is the gradient right, does the
// loss start where it should. It works on the settings and data on the screen, beside their run, in small pieces.
#pragma once

#include <string_view>
#include <utility>

#include "lab/clock.h"
#include "lab/command.h"
#include "lab/run/run.h"
#include "lab/study/study_snapshot.h"

namespace lab {

// What is on the screen.
struct StudyBase {
  const RunData& data;
  const Run& run;
  // That are loaded, also while the plane is on the screen; null: none.
  std::shared_ptr<const ImageLibrary> images;

  const Settings& settings() const { return run.settings(); }  // side_by_side off
};

// What all studies are told in the same way: start, pause, go on, stop.
class Study {
 public:
  virtual ~Study() = default;

  // Carries it out, or refuses it in words with nothing changed.
  Status tell(const commands::Study& command, const StudyBase& base);

  // Has work to do. A study that is paused or done has none.
  bool running() const { return going_; }
  void pause() { going_ = false; }
  // Up to so many pieces of its work, each about a step of training. Returns how many.
  virtual std::int64_t advance(std::int64_t pieces, const Clock& clock) = 0;

  // Writes its part of the snapshot.
  virtual void observe(StudiesSnapshot& out) = 0;

 protected:
  void finish() { going_ = false; }

 private:
  // Reads the plan and begins with it.
  virtual Status begin(std::string_view plan, const StudyBase& base) = 0;
  // Whether there is something to pause, go on with or stop; else why not.
  virtual Status present() const = 0;
  virtual bool unfinished() const = 0;
  virtual void stop() = 0;

  bool going_ = false;
};

// A study that starts with a Plan, which is read from its text once and either refused or carried out.
template <class Plan>
class PlannedStudy : public Study {
 private:
  virtual Result<Plan> plan(std::string_view text, const StudyBase& base) const = 0;
  virtual void start(Plan plan, const StudyBase& base) = 0;

  Status begin(std::string_view text, const StudyBase& base) final {
    Result<Plan> planned = plan(text, base);
    if (!planned) return planned.failure();
    start(std::move(planned.value()), base);
    return Done{};
  }
};

}  // namespace lab
