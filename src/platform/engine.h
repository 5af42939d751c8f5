// Where training runs: on a thread of its own where the page has threads, else within the frames of the page. Either
// way the same driver trains, so that the numbers are the same; only who waits for whom differs.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <vector>

#include "platform/driver.h"

namespace lab::platform {

class Engine {
 public:
  // `threaded`: start a thread for training. It lives as long as the page.
  Engine(const Settings& start, std::function<double()> clock, bool threaded);

  // The driver, while nobody else has it. Training goes on when this is gone: at most one step, or a few milliseconds,
  // pass until one gets it.
  class Hold {
   public:
    explicit Hold(Engine& engine);
    ~Hold();
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;
    Driver* operator->() const { return &engine_.driver_; }

   private:
    Engine& engine_;
    std::unique_lock<std::mutex> lock_;
  };
  Hold hold() { return Hold(*this); }
  // For panels, which never wait: carried out before the next step, and before anybody else gets the driver. A refused
  // command leaves its reason in the snapshot's notice.
  void post(Command command);
  // Has somebody look at the driver who has it anyway: the thread, between two of its steps, or where nothing trains by
  // itself the caller, at once. One that has not been run yet is replaced.
  void send(std::function<void(const Driver&)> errand);
  // Of the session, as it was after the last step; nobody waits for a step to learn it.
  std::uint64_t revision() const { return revision_; }

  // One frame of the page: what there is to be seen now. Without a thread it also trains; with one it never waits for a
  // step, and shows what the thread has published last.
  const Snapshot& frame(const View& view);
  // What drawing a frame took: without a thread training gets what is left.
  void drew(double seconds);

  // Training moves by itself: frames must keep coming.
  bool moving() const { return moving_; }
  double stepsPerSecond() const { return moving_ ? steps_per_second_.load() : 0; }
  double frameMs() const { return 1e3 * frame_seconds_; }

 private:
  void work();
  void carryOutPosts();
  void runErrand();
  void publish();
  const Snapshot& frameOfThread(const View& view);
  void measureFrame();

  Driver driver_;  // guarded by driver_mutex_
  std::function<double()> clock_;
  bool threaded_;
  std::mutex driver_mutex_;
  std::condition_variable turn_;  // the driver is free, or there is something to train
  std::atomic<int> waiting_{0};   // threads that want the driver
  std::atomic<bool> moving_{false};
  std::atomic<double> steps_per_second_{0};
  std::atomic<std::uint64_t> revision_{0};

  std::mutex mail_mutex_;  // guards what follows
  std::vector<Command> posts_;
  std::function<void(const Driver&)> errand_;
  View wanted_;         // what the next published snapshot is to hold
  bool asked_ = false;  // a frame has taken the last one
  Snapshot published_;
  bool fresh_ = false;  // no frame has seen it yet

  // The frames' own.
  Snapshot shown_;
  bool following_ = false;  // shown_ is of the present stretch of training
  double last_frame_ = 0;
  double frame_seconds_ = 0;
};

}  // namespace lab::platform
