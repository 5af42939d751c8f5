// What the diagnoses share: the run as they look at it, its numbers in words, and the way out that most of them offer.
// For the files of lab/observe/diagnosis.h alone.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lab/observe/diagnosis_snapshot.h"
#include "lab/observe/history.h"
#include "lab/observe/snapshot.h"

namespace lab::diagnosis {

using Kind = Diagnosis::Kind;

inline constexpr std::size_t last_few = 24;  // recorded points that a verdict on the present looks at

std::string number(double value);  // four digits, with the sign that people write
std::string percent(double share);
double median(std::vector<double> values);
double medianOf(std::span<const HistoryPoint> points, double HistoryPoint::* part);

// What each of them looks at. `points`: a history, which may be empty.
struct Case {
  const RunSnapshot& run;
  const Settings& settings;
  std::span<const HistoryPoint> points;

  bool images() const { return modeOf(settings) == Mode::images; }
  bool twoLayer() const { return hasHidden(run.model); }
  // Steps that shrink with the gradient of all examples, so that they tell how long it is.
  bool plainSteps() const;
  bool withMomentum() const;
  std::int64_t recorded() const { return points.empty() ? 0 : points.back().iteration; }
  // "where guessing has ln 3 ≈ 1.0986"
  std::string besideGuessing() const;
  // "20 of 300 points".
  std::string examples(std::int64_t count) const;
  // The last points from so many steps ago on; fewer than two if the run is younger.
  std::span<const HistoryPoint> since(std::int64_t steps) const;
};

// A rate that is known to do: the course's, or that of the images' own settings.
Settings goodSettings(const Case& c);
double smallerRate(const Case& c);
// "set lr=1e-02".
std::string assign(const char* key, double value);
// From the first step with this value, in one act, so that one undo brings back the run with the value it had.
std::vector<std::string> startAgain(const char* key, double value);
void offerRate(Diagnosis& diagnosis, double rate);

// Of the input and of the model: nothing or little can be learned, whatever the steps.
std::optional<Diagnosis> constantInput(const Case& c);
std::optional<Diagnosis> symmetric(const Case& c);
std::optional<Diagnosis> penalty(const Case& c);
std::optional<Diagnosis> dead(const Case& c, bool all);
std::optional<Diagnosis> fewHidden(const Case& c);

// Of the steps: too large or too small.
std::optional<Diagnosis> diverged(const Case& c);
std::optional<Diagnosis> swinging(const Case& c);
std::optional<Diagnosis> saturated(const Case& c);
std::optional<Diagnosis> overshooting(const Case& c);
std::optional<Diagnosis> tooLow(const Case& c);

// Of where a run arrives.
std::optional<Diagnosis> overfitting(const Case& c);
std::optional<Diagnosis> nothingLeft(const Case& c);

}  // namespace lab::diagnosis
