#include "core/thread.h"

#include <memory>

namespace lab {
namespace {

struct Task {
  Thread::Work work;
  void* context;
};

void* carryOut(void* given) {
  const std::unique_ptr<Task> task(static_cast<Task*>(given));
  task->work(task->context);
  return nullptr;
}

}  // namespace

std::optional<Thread> Thread::start(Work work, void* context) {
  auto task = std::make_unique<Task>(Task{work, context});
  pthread_t handle;
  if (pthread_create(&handle, nullptr, carryOut, task.get()) != 0) return {};
  (void)task.release();  // the thread's own now
  return Thread(handle);
}

}  // namespace lab
