// A study puts a question to the lab that one run does not answer: which learning rate, is the gradient right, does the
// loss start where it should. It works on the settings and data on the screen, beside their run, in small pieces.
#pragma once

#include <string_view>

#include "lab/clock.h"
#include "lab/run/run.h"
#include "lab/study/study_snapshot.h"

namespace lab {

// What is on the screen.
struct StudyBase {
  Settings settings;  // side_by_side off
  const RunData& data;
  const Run& run;  // of these settings
  // That are loaded, also while the plane is on the screen; null: none.
  std::shared_ptr<const ImageLibrary> images;
};

class Study {
 public:
  virtual ~Study() = default;

  // Whether the command, without its verb ("start 400; lr=0.1; lr=1"), could be carried out now; else why not.
  virtual Status check(std::string_view command, const StudyBase& base) const = 0;
  // Carries it out. Fails, with nothing changed, where check() does.
  virtual Status apply(std::string_view command, const StudyBase& base) = 0;

  // Has work to do. A study that is paused or done has none.
  virtual bool running() const = 0;
  virtual void pause() = 0;
  // Up to so many pieces of its work, each about a step of training. Returns how many.
  virtual std::int64_t advance(std::int64_t pieces, const Clock& clock) = 0;

  // Writes its part of the snapshot.
  virtual void observe(StudiesSnapshot& out) = 0;
};

}  // namespace lab
