#include "platform/engine.h"

#include <chrono>
#include <thread>
#include <utility>

#include "core/thread.h"
#include "lab/study/study_snapshot.h"

namespace lab::platform {

namespace {

// How long the thread keeps the driver at a time, but for a step that takes longer: somebody may be waiting for it.
constexpr double kSliceSeconds = 0.004;
// How long it rests when a slow speed leaves nothing to do.
constexpr auto kRest = std::chrono::milliseconds(3);

// A copy that stays as it is, whatever the session does next.
Snapshot copyOf(const Snapshot& snapshot) {
  Snapshot copy = snapshot;
  copy.studies = std::make_shared<const StudiesSnapshot>(*snapshot.studies);
  return copy;
}

}  // namespace

Engine::Engine(const Settings& start, std::function<double()> clock, bool threaded)
    : driver_(start, clock), clock_(std::move(clock)), threaded_(threaded) {
  // Where none is to be had, frames train between them, as on a page without threads.
  if (!threaded_) return;
  const auto thread = Thread::start([](void* engine) { static_cast<Engine*>(engine)->work(); }, this);
  threaded_ = thread.has_value();
  if (thread) thread->detach();
}

Engine::Hold::Hold(Engine& engine) : engine_(engine), lock_(engine.driver_mutex_, std::defer_lock) {
  ++engine_.waiting_;
  lock_.lock();
  --engine_.waiting_;
  engine_.carryOutPosts();
}

Engine::Hold::~Hold() {
  engine_.moving_ = engine_.driver_.moving() && !engine_.driver_.hidden();
  engine_.revision_ = engine_.driver_.session().revision();
  lock_.unlock();
  engine_.turn_.notify_all();
}

const Snapshot& Engine::frame(const View& view) {
  measureFrame();
  if (threaded_) return frameOfThread(view);
  driver_.train();
  const Snapshot& snapshot = driver_.observe(view);
  revision_ = driver_.session().revision();
  moving_ = driver_.moving() && !driver_.hidden();
  steps_per_second_ = driver_.stepsPerSecond();
  return snapshot;
}

const Snapshot& Engine::frameOfThread(const View& view) {
  if (moving_ && following_) {
    const std::lock_guard mail(mail_mutex_);
    wanted_ = view;
    asked_ = true;
    if (std::exchange(fresh_, false)) std::swap(shown_, published_);
    return shown_;
  }
  const Hold driver = hold();
  if (!moving_) driver->train(0);  // sees what was posted, and with that the thread may be wanted
  const Snapshot& snapshot = driver->observe(view);
  following_ = driver->moving() && !driver->hidden();
  if (!following_) return snapshot;  // the thread sleeps, so that nobody changes it
  const std::lock_guard mail(mail_mutex_);
  asked_ = fresh_ = false;
  shown_ = copyOf(snapshot);
  return shown_;
}

void Engine::work() {
  std::unique_lock lock(driver_mutex_);
  for (;;) {
    turn_.wait(lock, [this] { return moving_ && waiting_ == 0; });
    const double before = clock_();
    carryOutPosts();
    driver_.train(kSliceSeconds);
    publish();
    runErrand();
    revision_ = driver_.session().revision();
    moving_ = driver_.moving() && !driver_.hidden();
    steps_per_second_ = driver_.stepsPerSecond();
    if (clock_() - before < kSliceSeconds / 4) {
      turn_.wait_for(lock, kRest);
    } else {
      lock.unlock();  // whoever waits gets it; the wait above lets them go first
      lock.lock();
    }
  }
}

void Engine::post(Command command) {
  {
    const std::lock_guard mail(mail_mutex_);
    posts_.push_back(std::move(command));
  }
  if (!(threaded_ && moving_)) hold();
}

void Engine::carryOutPosts() {
  std::vector<Command> posts;
  {
    const std::lock_guard mail(mail_mutex_);
    posts.swap(posts_);
  }
  for (const Command& command : posts) (void)driver_.change().post(command);
}

void Engine::send(std::function<void(const Driver&)> errand) {
  if (threaded_ && moving_) {
    const std::lock_guard mail(mail_mutex_);
    errand_ = std::move(errand);
    return;
  }
  const Hold driver = hold();
  errand(driver_);
}

void Engine::runErrand() {
  std::function<void(const Driver&)> errand;
  {
    const std::lock_guard mail(mail_mutex_);
    errand = std::exchange(errand_, nullptr);
  }
  if (errand) errand(driver_);
}

void Engine::publish() {
  View view;
  {
    const std::lock_guard mail(mail_mutex_);
    if (!std::exchange(asked_, false)) return;
    view = wanted_;
  }
  Snapshot copy = copyOf(driver_.observe(view));
  const std::lock_guard mail(mail_mutex_);
  published_ = std::move(copy);
  fresh_ = true;
}

void Engine::drew(double seconds) {
  if (!threaded_) driver_.drew(seconds);
}

void Engine::measureFrame() {
  const double now = clock_();
  const double seconds = now - std::exchange(last_frame_, now);
  // Frames that a resting page did not draw are none.
  if (seconds < 0.5) frame_seconds_ = frame_seconds_ == 0 ? seconds : frame_seconds_ + 0.1 * (seconds - frame_seconds_);
}

}  // namespace lab::platform
