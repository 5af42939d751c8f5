// The processor's cores, for work that is large enough to be cut. One pool a process: it is the machine's cores that it
// stands for. Without threads (a page that is not cross-origin isolated) it is the caller alone.
//
// The loop that it replaces, whose iterations are independent and whose result is the same for any number of threads:
//   for (Index chunk = 0; chunk < chunks; ++chunk) work(chunk);
#pragma once

#include "core/matrix.h"

// A buffer that each thread has for itself. A page without threads is linked of objects that are fit for them, and its
// linker would lay out thread-local storage that nobody sets up.
#ifdef LAB_NO_THREADS
#define LAB_PER_THREAD static
#else
#define LAB_PER_THREAD thread_local
#endif

namespace lab {

// Whether this program can have threads: a page has them only in a build for them.
bool hasThreads();

// Threads that work together from now on, the caller included; 1 before the first call. Where the system has fewer, as
// under a limit of processes, those that it gives. Threads that are slow to start, as a browser's are, join in when
// they are there: nobody waits for them. Not inside of parallelFor.
void setThreadCount(int threads);
int threadCount();

using ChunkWork = void (*)(const void* context, Index chunk);
void runChunks(Index chunks, ChunkWork work, const void* context);

// Calls work(chunk) for 0 to chunks - 1, each once and in any order, on as many threads as there are, and returns when
// all are done. While another thread's work is under way, the caller does its own alone. No chunk may throw.
template <class Work>
void parallelFor(Index chunks, const Work& work) {
  if (chunks == 1) return work(Index{0});
  runChunks(chunks, [](const void* context, Index chunk) { (*static_cast<const Work*>(context))(chunk); }, &work);
}

// Into how many chunks so many multiplications are worth being cut: a thread must have more to do than it costs to
// call.
Index chunkCount(double multiplications);

// A chunk's part of 0 to count - 1, in whole multiples of `unit`; late chunks may be empty.
struct Range {
  Index first, end;
};
Range chunkRange(Index count, Index unit, Index chunks, Index chunk);

}  // namespace lab
