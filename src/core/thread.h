// A thread that may not be there to be had. std::thread throws then, which a page compiled without exceptions cannot
// catch; the system's own call says so.
#pragma once

#include <optional>

#include <pthread.h>

namespace lab {

class Thread {
 public:
  using Work = void (*)(void* context);

  // Nothing if the system gives no thread. `context` lives as long as the work.
  static std::optional<Thread> start(Work work, void* context);

  // One of the two, once.
  void join() const { pthread_join(handle_, nullptr); }
  void detach() const { pthread_detach(handle_); }

 private:
  explicit Thread(pthread_t handle) : handle_(handle) {}
  pthread_t handle_;
};

}  // namespace lab
