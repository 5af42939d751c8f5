// The processor's cores, for products large enough to be shared. One team a process: it is the machine's cores that it
// stands for. Without threads (a page that is not cross-origin isolated) it is the caller alone.
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
// under a limit of processes, those that it gives. Threads that are slow to start,
// as a browser's are, join in when they are there: nobody waits for them. Not while work is shared.
void setTeamSize(int threads);
int teamSize();

using SharedWork = void (*)(const void* context, Index piece);
void shareWork(Index pieces, SharedWork work, const void* context);

// Calls work(piece) for 0 to pieces - 1, each once and in any order, on as many threads as there are, and returns when
// all are done. While another thread's work is shared, the caller does its own alone. No piece may throw.
template <class Work>
void share(Index pieces, const Work& work) {
  if (pieces == 1) return work(Index{0});
  shareWork(pieces, [](const void* context, Index piece) { (*static_cast<const Work*>(context))(piece); }, &work);
}

// Into how many pieces so many multiplications are worth being cut: a helper must have more to do than it costs to
// call.
Index piecesOf(double multiplications);

// A piece's part of 0 to count - 1, in whole multiples of `unit`; late pieces may be empty.
struct Range {
  Index first, end;
};
Range partOf(Index count, Index unit, Index pieces, Index piece);

}  // namespace lab
