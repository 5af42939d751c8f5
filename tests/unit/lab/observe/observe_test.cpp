// The pictures of a snapshot: regions, hidden units, one example opened up. Each against the numbers beside it.
#include <algorithm>
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "support.h"

namespace lab {
namespace {

Session trainedSession(const std::string& text, std::int64_t steps) {
  Session session(withAssignments({}, text).value());
  REQUIRE(session.post("run").ok());
  REQUIRE(session.advance({steps}) == steps);
  REQUIRE(session.post("pause").ok());
  session.advance({0});
  return session;
}

View regionView(int size, const PlaneBounds& bounds) {
  View view;
  view.regions = true;
  view.region_size = size;
  view.bounds = bounds;
  return view;
}

// A tiny square around one point: the picture then says what the model says about that point.
PlaneBounds around(double x, double y) {
  constexpr double half = 1e-9;
  return {x - half, x + half, y - half, y + half};
}

TEST_CASE("observe: what nobody asks for is not computed") {
  Session session = trainedSession("model=two_layer", 5);
  const RunSnapshot& run = session.observe({}).runs[0];
  CHECK(run.regions.size == 0);
  CHECK(run.hidden_units.empty());
  CHECK_FALSE(run.inspection.has_value());
}

TEST_CASE("observe: the region at an example is its prediction") {
  for (const char* text : {"", "model=two_layer&init=he&hidden=20&precision=float64", "loss=svm&lr=0.1&classes=5"}) {
    CAPTURE(text);
    Session session = trainedSession(text, 60);
    const Matrix<double> X = session.observe({}).data->X;
    for (Index i = 0; i < X.rows(); i += 41) {
      const RunSnapshot& run = session.observe(regionView(8, around(X(i, 0), X(i, 1)))).runs[0];
      CHECK(run.regions.winner.at(0) == run.predictions[static_cast<std::size_t>(i)]);
    }
  }
}

TEST_CASE("observe: row 0 of the regions is the top, column 0 the left") {
  Session session = trainedSession("model=two_layer&init=he&lr=0.5", 200);
  const PlaneBounds whole{-2, 1, -1, 2};
  const RegionPicture picture = session.observe(regionView(10, whole)).runs[0].regions;
  REQUIRE(picture.size == 10);
  CHECK(picture.bounds == whole);
  REQUIRE(picture.winner.size() == 100);
  REQUIRE(picture.confidence.size() == 100);
  int distinct = 0;
  for (int row = 0; row < 10; ++row) {
    for (int column = 0; column < 10; ++column) {
      const double x = -2 + 0.3 * (column + 0.5);
      const double y = 2 - 0.3 * (row + 0.5);
      const RegionPicture point = session.observe(regionView(8, around(x, y))).runs[0].regions;
      const auto cell = static_cast<std::size_t>(row * 10 + column);
      CHECK(picture.winner[cell] == point.winner[0]);
      CHECK(double(picture.confidence[cell]) == doctest::Approx(point.confidence[0]).epsilon(1e-4));
      distinct |= 1 << picture.winner[cell];
    }
  }
  CHECK(distinct == 7);  // all three classes own a part of it: the test can tell a transposed picture
}

TEST_CASE("observe: confidence lies between undecided and certain") {
  Session undecided(withAssignments({}, "init=zero").value());
  const RegionPicture even = undecided.observe(regionView(16, {})).runs[0].regions;
  for (const float confidence : even.confidence) CHECK(confidence == doctest::Approx(0));
  for (const char* text : {"model=two_layer&init=he", "loss=svm&lr=0.1"}) {
    Session session = trainedSession(text, 100);
    const RegionPicture picture = session.observe(regionView(32, {-5, 5, -5, 5})).runs[0].regions;
    CHECK(*std::min_element(picture.confidence.begin(), picture.confidence.end()) >= 0);
    CHECK(*std::max_element(picture.confidence.begin(), picture.confidence.end()) <= 1);
    CHECK(*std::max_element(picture.confidence.begin(), picture.confidence.end()) > 0.5f);
  }
}

TEST_CASE("observe: the regions' revision moves when their content may have, and only then") {
  Session session = trainedSession("", 5);
  const auto revision = [&session](const View& view) { return session.observe(view).runs[0].regions.revision; };
  const std::uint64_t start = revision(regionView(16, {}));
  CHECK(revision(regionView(16, {})) == start);
  const std::uint64_t moved = revision(regionView(16, {-2, 2, -2, 2}));
  CHECK(moved > start);
  REQUIRE(session.post("step").ok());
  session.advance({1});
  const std::uint64_t stepped = revision(regionView(16, {-2, 2, -2, 2}));
  CHECK(stepped > moved);
  REQUIRE(session.post("set model=two_layer").ok());
  session.advance({0});
  CHECK(revision(regionView(16, {-2, 2, -2, 2})) > stepped);
}

TEST_CASE("observe: sizes beyond the allowed ones are brought into range, and then not computed again") {
  Session session = trainedSession("", 1);
  for (const int size : {-3, 0, 7, 513, 100000}) {
    CAPTURE(size);
    const RegionPicture picture = session.observe(regionView(size, {})).runs[0].regions;
    CHECK(picture.size >= 8);
    CHECK(picture.size <= 512);
    CHECK(session.observe(regionView(size, {})).runs[0].regions.revision == picture.revision);
  }
}

TEST_CASE("observe: an example opened up holds together, softmax") {
  for (const char* text : {"", "model=two_layer&hidden=9&init=he&precision=float64"}) {
    CAPTURE(text);
    Session session = trainedSession(text, 50);
    double total = 0;
    const Index examples = session.observe({}).data->size();
    for (Index i = 0; i < examples; ++i) {
      View view;
      view.example = i;
      const Snapshot& snapshot = session.observe(view);
      REQUIRE(snapshot.runs[0].inspection.has_value());
      const Inspection& one = *snapshot.runs[0].inspection;
      total += one.loss;
      if (i % 29 != 0) continue;
      CHECK(one.example == i);
      CHECK(one.label == snapshot.data->y[static_cast<std::size_t>(i)]);
      CHECK(one.predicted == snapshot.runs[0].predictions[static_cast<std::size_t>(i)]);
      CHECK(one.features[0] == doctest::Approx(snapshot.data->X(i, 0)).epsilon(1e-6));
      CHECK(one.hidden.size() == (snapshot.runs[0].model == ModelKind::two_layer ? 9u : 0u));
      for (const double hidden : one.hidden) CHECK(hidden >= 0);
      REQUIRE(one.scores.size() == 3);
      REQUIRE(one.probabilities.size() == 3);
      CHECK(one.margins.empty());
      double sum = 0;
      for (const double exponential : one.exponentials) sum += exponential;
      for (std::size_t j = 0; j < 3; ++j) {
        CHECK(one.exponentials[j] == doctest::Approx(std::exp(one.scores[j])));
        CHECK(one.probabilities[j] == doctest::Approx(one.exponentials[j] / sum));
        const double target = static_cast<int>(j) == one.label ? 1 : 0;
        CHECK(one.dscores[j] == doctest::Approx(one.probabilities[j] - target));
      }
      CHECK(one.loss == doctest::Approx(-std::log(one.probabilities[static_cast<std::size_t>(one.label)])));
    }
    CHECK(total / double(examples) == doctest::Approx(session.observe({}).runs[0].now.data_loss).epsilon(1e-5));
  }
}

TEST_CASE("observe: an example opened up holds together, SVM") {
  Session session = trainedSession("loss=svm&lr=0.1&classes=4&precision=float64", 50);
  double total = 0;
  const Index examples = session.observe({}).data->size();
  for (Index i = 0; i < examples; ++i) {
    View view;
    view.example = i;
    const Inspection one = session.observe(view).runs[0].inspection.value();
    total += one.loss;
    REQUIRE(one.margins.size() == 4);
    CHECK(one.probabilities.empty());
    CHECK(one.exponentials.empty());
    const auto label = static_cast<std::size_t>(one.label);
    double sum = 0;
    double inside = 0;
    for (std::size_t j = 0; j < 4; ++j) {
      const double margin = j == label ? 0 : std::max(0.0, one.scores[j] - one.scores[label] + 1);
      CHECK(one.margins[j] == doctest::Approx(margin));
      sum += margin;
      inside += margin > 0 ? 1 : 0;
      if (j != label) CHECK(one.dscores[j] == (margin > 0 ? 1 : 0));
    }
    CHECK(one.loss == doctest::Approx(sum));
    CHECK(one.dscores[label] == -inside);
  }
  CHECK(total / double(examples) == doctest::Approx(session.observe({}).runs[0].now.data_loss));
}

TEST_CASE("observe: an example that does not exist is not inspected") {
  Session session = trainedSession("points=5", 1);
  View view;
  for (const Index example : {Index{-1}, Index{15}, std::numeric_limits<Index>::max()}) {
    view.example = example;
    CHECK_FALSE(session.observe(view).runs[0].inspection.has_value());
  }
  view.example = 14;
  CHECK(session.observe(view).runs[0].inspection.has_value());
  REQUIRE(session.post("set points=3").ok());
  session.advance({0});
  CHECK_FALSE(session.observe(view).runs[0].inspection.has_value());
}

TEST_CASE("observe: the inspected example follows training") {
  Session session = trainedSession("precision=float64", 1);
  View view;
  view.example = 20;
  const double before = session.observe(view).runs[0].inspection->loss;
  REQUIRE(session.post("step 20").ok());
  session.advance({20});
  CHECK(session.observe(view).runs[0].inspection->loss != before);
}

TEST_CASE("observe: hidden units are the lines where their activation begins") {
  Session session = trainedSession("model=two_layer&hidden=6&init=he&precision=float64", 40);
  View view;
  view.hidden_units = true;
  view.example = 33;
  const RunSnapshot& run = session.observe(view).runs[0];
  REQUIRE(run.hidden_units.size() == 6);
  const Inspection& one = *run.inspection;
  std::vector<double> scores(3, 0.0);
  for (std::size_t h = 0; h < 6; ++h) {
    const HiddenUnit& unit = run.hidden_units[h];
    const double activation = unit.w_x * one.features[0] + unit.w_y * one.features[1] + unit.b;
    CHECK(one.hidden[h] == doctest::Approx(std::max(0.0, activation)));
    REQUIRE(unit.out.size() == 3);
    for (std::size_t j = 0; j < 3; ++j) scores[j] += one.hidden[h] * unit.out[j];
  }
  // What is missing to the scores is the bias: the same for every example.
  view.example = 34;
  const Inspection first_one = one;
  const Inspection other = *session.observe(view).runs[0].inspection;
  for (std::size_t j = 0; j < 3; ++j) {
    double other_score = 0;
    for (std::size_t h = 0; h < 6; ++h) {
      other_score += other.hidden[h] * session.snapshot().runs[0].hidden_units[h].out[j];
    }
    CHECK(first_one.scores[j] - scores[j] == doctest::Approx(other.scores[j] - other_score));
  }
  Session linear = trainedSession("", 1);
  CHECK(linear.observe(view).runs[0].hidden_units.empty());
}

TEST_CASE("observe: the bounds hold every point with some air") {
  for (const char* text : {"", "data=moons&noise=1", "data=blobs&noise=1&classes=10", "data=xor&noise=1", "noise=1"}) {
    CAPTURE(text);
    Session session(withAssignments({}, text).value());
    const Snapshot& snapshot = session.observe({});
    const PlaneBounds& bounds = snapshot.data_bounds;
    CHECK(bounds.max_x - bounds.min_x == doctest::Approx(bounds.max_y - bounds.min_y));
    CHECK(snapshot.data->X.col(0).minCoeff() > bounds.min_x);
    CHECK(snapshot.data->X.col(0).maxCoeff() < bounds.max_x);
    CHECK(snapshot.data->X.col(1).minCoeff() > bounds.min_y);
    CHECK(snapshot.data->X.col(1).maxCoeff() < bounds.max_y);
  }
}

TEST_CASE("observe: the expected start is that of the loss") {
  Session softmax;
  CHECK(softmax.observe({}).runs[0].expected_start == doctest::Approx(std::log(3.0)));
  Session svm(withAssignments({}, "loss=svm&classes=5").value());
  CHECK(svm.observe({}).runs[0].expected_start == 4);
  CHECK(svm.observe({}).runs[0].now.data_loss == doctest::Approx(4).epsilon(0.01));
}

}  // namespace
}  // namespace lab
