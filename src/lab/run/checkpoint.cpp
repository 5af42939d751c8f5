#include "lab/run/checkpoint.h"

namespace lab {

std::uint64_t labelHash(const Labels& labels, Index count) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (Index i = 0; i < count; ++i) {
    hash = (hash ^ static_cast<std::uint64_t>(labels[static_cast<std::size_t>(i)])) * 0x100000001b3;
  }
  return hash;
}

}  // namespace lab
