// What the fuzz targets share. A target defines LLVMFuzzerTestOneInput, which aborts on what must not be, and
// makeInput.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/random.h"

namespace lab::fuzz {

using Bytes = std::vector<std::uint8_t>;

// One more input of the kind that the target reads, drawn at random: sound, or a little damaged. ./test runs some
// thousands of them, and a fuzzer begins with a few. Each target defines its own.
Bytes makeInput(NumpyRandom& random);

// Says what was found and ends the program, which is how a fuzzer learns of it.
void require(bool condition, const char* what);
// A refusal has a reason; of what is in a file, without anything that a terminal would obey. (What people type comes
// back as they typed it, and the terminal prints that harmlessly.)
void requireReason(const std::string& error);
void requireFileReason(const std::string& error);

// One of a list; a number from 0 to below `end`, which is positive.
template <class List>
const auto& anyOf(const List& list, NumpyRandom& random) {
  return list[random.upTo(static_cast<std::uint32_t>(list.size() - 1))];
}
std::size_t below(std::size_t end, NumpyRandom& random);

// How an input comes in pieces: decided by its own bytes, so that a finding can be found again. The first hundred are
// of one size, from a first cut anywhere in it; the rest comes in one, for else a long input would be nothing but cuts.
class Pieces {
 public:
  static Pieces whole() { return {0, 0, 0}; }
  static Pieces of(std::span<const std::uint8_t> bytes);

  bool finished(std::size_t size) const { return at_ >= size; }
  // The next of them; the same bytes every time.
  std::span<const std::uint8_t> next(std::span<const std::uint8_t> bytes);

 private:
  Pieces(std::size_t first, std::size_t size, int left) : next_(first), size_(size), left_(left) {}
  std::size_t at_ = 0;
  std::size_t next_, size_;
  int left_;
};

// The same with some bytes changed, doubled, left out or cut off; one time in four as it is.
Bytes damaged(Bytes sound, NumpyRandom& random);

// Texts of up to 25 assignments "key=value", separated by & or line ends, of up to 25 commands, or of both. Three of
// four assignments are such that the settings take them.
std::string assignments(NumpyRandom& random);
std::string commandLines(NumpyRandom& random);

inline Bytes bytesOf(const std::string& text) { return {text.begin(), text.end()}; }

}  // namespace lab::fuzz
