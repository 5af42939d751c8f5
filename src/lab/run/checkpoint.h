// A run at one of its iterations, whole: what it takes to go on from there, bit for bit, in another process too.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "data/image_set.h"
#include "data/preprocess.h"
#include "lab/run/memento.h"
#include "lab/settings/settings.h"

namespace lab {

// What a model of images has learned from. Its preprocessing belongs to it, whatever images it sees later.
struct LearnedImages {
  Preprocessing preprocessing;
  Index validation = 0;              // so many images were kept for validation: see lab/run/split.h
  std::uint64_t label_hash = 0;      // of these and of those learned from, in the library's order
  std::vector<std::string> classes;  // ten names
};

struct Checkpoint {
  Settings settings;  // of this one model: side_by_side is off
  // In settings.precision, with the parameters in the layout of Model::blocks(). With the streams of the minibatches
  // and the dropout; that of the search may be absent if it was never used.
  std::variant<Memento<float>, Memento<double>> state;
  std::optional<LearnedImages> images;  // with data=cifar10
};

// FNV-1a (Fowler, Noll, Vo) over the first `count` labels: tells whether a run goes on with the images it has seen.
std::uint64_t labelHash(const Labels& labels, Index count);

}  // namespace lab
