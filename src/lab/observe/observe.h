// The expensive parts of a snapshot, each computed only when the view asks for it and something has changed.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "data/preprocess.h"
#include "lab/observe/snapshot.h"
#include "lab/settings/published.h"
#include "train/trainer.h"

namespace lab {

// First class with the highest score.
template <class Row>
Index highest(const Row& scores) {
  Index best = 0;
  for (Index j = 1; j < scores.size(); ++j) {
    if (scores[j] > scores[best]) best = j;
  }
  return best;
}

// `moved`: parameters or settings changed since the last call with the same `out`.
template <class S>
void observeRegions(Trainer<S>& trainer, const DataLoss& loss, const View& view, bool moved, RegionPicture& out);

template <class S>
void observeHiddenUnits(const Trainer<S>& trainer, const View& view, bool moved, std::vector<HiddenUnit>& out);

template <class S>
void observeExample(Trainer<S>& trainer, const DataLoss& loss, const View& view, bool moved,
                    std::optional<Inspection>& out);

template <class S>
void observeHardest(Trainer<S>& trainer, const DataLoss& loss, const View& view, bool moved, std::optional<Index>& out);

template <class S>
void observeTemplates(const Trainer<S>& trainer, const Preprocessing& preprocessing, const View& view, bool moved,
                      Templates& out);

// What these scores say of the images from `first` on, which has its place in `out` already.
template <class S>
void addVerdicts(const ConstScoresRef<S>& scores, Index first, Verdicts& out);

// `known`: the run's last verdicts on the part that the view asks for.
void observeVerdicts(const Verdicts& known, const View& view, Verdicts& out);

// The image that the view names, or the visitor's own, out of the part that it lies in; null: it lies nowhere.
template <class S>
void observeImage(Trainer<S>& trainer, const DataLoss& loss, const ExampleSource<S>* images, const View& view,
                  bool moved, std::optional<Inspection>& out);

// The published table of these settings, if there is one, beside the losses that the run reached.
std::vector<PublishedCheck> publishedChecks(const Settings& settings, std::span<const PublishedLoss> reached);

}  // namespace lab
