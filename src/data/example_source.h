// Where a model's examples come from, as floats: the rows of a matrix, or images that stay bytes until a minibatch of
// them is wanted.
#pragma once

#include <cstdint>
#include <memory>
#include <span>

#include "data/dataset.h"

namespace lab {

template <class S>
class ExampleSource {
 public:
  virtual ~ExampleSource() = default;

  Index size() const { return static_cast<Index>(labels().size()); }  // N
  virtual Index features() const = 0;                                 // D
  virtual Index classes() const = 0;                                  // C
  virtual std::span<const std::int32_t> labels() const = 0;           // (N)
  // Label of any row that gather() takes.
  virtual std::int32_t labelOf(Index row) const { return labels()[static_cast<std::size_t>(row)]; }

  // The given rows in `scratch`, which grows to the largest batch seen.
  virtual ConstRowsRef<S> gather(std::span<const Index> rows, Matrix<S>& scratch) const = 0;
  // Rows [first, first + count): a view on the source's own floats, or on `scratch` after a conversion.
  virtual ConstRowsRef<S> slice(Index first, Index count, Matrix<S>& scratch) const = 0;
};

// Room for `count` examples of D features in `storage`, which grows when it must. Long rows start padded apart.
template <class S>
RowsRef<S> roomForRows(Index count, Index features, Matrix<S>& storage);

// How many examples of D features go through a model at once: enough for the products to run at speed, few enough (4 M
// numbers, 1,365 images) for the memory of a page.
Index rowsAtOnce(Index features);

// A copy of the data set in the precision of training.
template <class S>
std::unique_ptr<ExampleSource<S>> matrixSource(const Dataset& data);

}  // namespace lab
