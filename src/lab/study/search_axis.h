// One of the two settings that a search varies: a range that is cut on a logarithmic scale, or values as given.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/random.h"
#include "core/result.h"

namespace lab {

struct SearchAxis {
  std::vector<double> values;  // as listed, ascending; empty: the range from low to high
  double low = 0, high = 0;    // of a list its least and greatest value

  bool isRange() const { return values.empty(); }
};

// "1e-4..1", "1e-8,5e-8,1e-7" or "0.5". `key` is the setting's, for messages. Refuses a range upside down, ends that
// have no logarithm, what is no number, and a value that is given twice.
Result<SearchAxis> readAxis(std::string_view key, std::string_view text);
// What readAxis reads back as the same axis.
std::string axisText(const SearchAxis& axis);

// `count` values from low to high, each the same multiple of the one before; both ends are exact. Those between are
// rounded to three digits where that leaves them apart, so that they can be read, typed and compared.
// Precondition: 0 < low < high, count >= 2.
std::vector<double> logSpaced(double low, double high, int count);

// Log-uniform in the range: low · (high/low)^u with u = random.uniform(), rounded to three digits and kept in the
// range. A list of one value draws nothing. Precondition: a range, or one value.
double drawFrom(const SearchAxis& axis, NumpyRandom& random);

}  // namespace lab
