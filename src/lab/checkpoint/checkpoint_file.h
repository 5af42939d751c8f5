// A checkpoint as the bytes of one .npy file, which NumPy reads too: m = np.load("model.npy"). Fields of the record:
//   format                   "classifier-lab model 1"
//   settings                 in their text form
//   W, b                     linear: (D, C), (C,); numbers are '<f4' or '<f8', as settings.precision says
//   W1, b1, W2, b2           two_layer: (D, H), (H,), (H, C), (C,)
//   mean, scale              images: (D,), what is done to the bytes of the pixels, see below
//   classes                  images: (10,), names
//   iteration                updates so far
//   examples_used            by these updates
//   memory_of                the optimizer whose memory follows; fields of it are there once it has some
//   velocity, squares        (P,), in the order of the parameters: see OptimizerState
//   memory_steps             updates that went into them
//   batch_key, …_position    minibatches: as numpy.random.RandomState.set_state takes it
//   flip_key, …_position     coins of the mirrored images, likewise
//   dropout_key, …_position  coins of the hidden units, likewise
//   search_key, …_position   normals of the searches, likewise, once one has tried something; search_spare: the second
//   of
//                            a pair, where one is left
//   search_of                the search that counts, with search_tries, search_kept, search_best, search_last: see
//                            SearchProgress
//   batch_order, batch_used  sampling=epoch: the permutation under way, and how much of it is used up
//   validation, label_hash   images: see LearnedImages
// With X (N, D) as in Dataset, or pixels as they are (0 to 255; red, green and blue plane, each row by row), and
// X = (X - m["mean"]) * m["scale"] for images, scores are X @ m["W"] + m["b"], or for the two-layer model
// np.maximum(0, X @ m["W1"] + m["b1"]) @ m["W2"] + m["b2"].
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "lab/run/checkpoint.h"

namespace lab {

std::vector<std::uint8_t> encodeCheckpoint(const Checkpoint& checkpoint);

// Fields may stand in any order, as NumPy may have written them. Refuses what is no such record, a field that is
// missing, unknown, of another type or of a shape that does not fit the settings, unknown settings, and numbers that
// are not finite: with the file's name, the field, and what was expected.
Result<Checkpoint> decodeCheckpoint(std::span<const std::uint8_t> file, std::string_view name);

// Whether a file of the same run can still be read after so many more steps, of so many examples each. Counts in a file
// go up to 10^15: no run of ours gets there, but a file may claim to have done so.
Status checkRoomFor(std::int64_t steps, std::int64_t batch, const Checkpoint& checkpoint);

}  // namespace lab
