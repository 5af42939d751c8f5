// Searches at work: each cell is a run as anyone would make it alone, a divergence stays in its cell, and pausing,
// going on and stopping lose nothing and change nothing.
#include "lab/study/search.h"

#include <doctest/doctest.h>

#include "lab/run/draw_data.h"
#include "lab/session/session.h"
#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

using namespace test;

const SearchSnapshot& searchOf(Session& session) {
  const StudiesSnapshot& studies = *session.observe({}).studies;
  REQUIRE(studies.search.has_value());
  return *studies.search;
}

void workOff(Session& session) {
  while (session.advance({17}) > 0) {
  }
}

TEST_CASE("search: each cell is, number for number, the run that a visitor would make alone") {
  for (const char* base : {"batch=16 precision=float64", "model=two_layer batch=7 dropout=0.3", "classes=4 loss=svm"}) {
    CAPTURE(base);
    Session session(settingsOf(base));
    command(session, "search start lr=0.01..2 l2=0,0.01 grid=3x2 steps=40");
    workOff(session);
    const SearchSnapshot& search = searchOf(session);
    REQUIRE(search.cells.size() == 6);
    CHECK(search.finished == 6);
    for (std::size_t i = 0; i < 6; ++i) {
      Session alone(settingsOf(base));
      command(alone, "set " + adoptText(*search.plan, i));
      command(alone, "step 40");
      alone.advance({40});
      const RunSnapshot& expected = test::first(alone);
      CHECK(search.cells[i].state == CellState::done);
      CHECK(search.cells[i].steps == 40);
      CHECK(search.cells[i].loss == expected.now.loss);
      CHECK(search.cells[i].train_accuracy == expected.now.train_accuracy);
    }
  }
}

TEST_CASE("search: on the plane other points of the same shape validate, drawn from the next seed") {
  Session session(settingsOf("data=moons classes=2 seed=6 points=50 precision=float64"));
  command(session, "search start lr=0.5 l2=0.001 steps=60");
  workOff(session);
  const SearchSnapshot& search = searchOf(session);
  CHECK(search.held_out_seed == 7);
  CHECK(search.held_out == 100);
  // By hand: the region picture's own scores, asked for at each held-out point, would say the same; here the weights.
  Session alone(settingsOf("data=moons classes=2 seed=6 points=50 precision=float64 lr=0.5 l2=0.001"));
  command(alone, "step 60");
  alone.advance({60});
  const Checkpoint checkpoint = alone.checkpoint();
  const auto& weights = std::get<Memento<double>>(checkpoint.state).parameters;  // W (2,2), then b (2)
  const auto other = drawData(settingsOf("data=moons classes=2 seed=7 points=50"), nullptr).plane;
  int right = 0;
  for (Index i = 0; i < other->size(); ++i) {
    const auto score = [&](Index c) {
      return other->X(i, 0) * weights[c] + other->X(i, 1) * weights[2 + c] + weights[4 + c];
    };
    right += (score(1) > score(0) ? 1 : 0) == other->y[static_cast<std::size_t>(i)];
  }
  CHECK(search.cells[0].val_accuracy == right / 100.0);
  CHECK(search.cells[0].val_accuracy > 0.7);
}

TEST_CASE("search: a cell that diverges says at which step, and the others go on to the end") {
  Session session(settingsOf("model=two_layer"));
  command(session, "search start lr=0.1,1,1e6 l2=0.001 steps=80");
  workOff(session);
  const SearchSnapshot& search = searchOf(session);
  CHECK(search.cells[2].state == CellState::diverged);
  REQUIRE(search.cells[2].diverged_at.has_value());
  CHECK(*search.cells[2].diverged_at < 80);
  CHECK(search.cells[2].steps == *search.cells[2].diverged_at);
  for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
    CHECK(search.cells[i].state == CellState::done);
    CHECK(search.cells[i].steps == 80);
  }
  CHECK(search.best == 1);
  CHECK_FALSE(search.running);
  const std::string csv = searchCsv(*search.plan, search.cells);
  const std::vector<std::string> rows = test::lines(csv);
  REQUIRE(rows.size() == 4);
  CHECK(rows[0] == "lr,l2,val_accuracy,train_accuracy,loss,steps,diverged_at");
  CHECK(rows[1].starts_with("0.1,0.001,0."));
  CHECK(rows[1].ends_with(",80,"));
  const std::string step = std::to_string(*search.cells[2].diverged_at);
  CHECK(rows[3] == "1e06,0.001,,,," + step + "," + step);
}

TEST_CASE("search: cells fill one after another; pause, go and stop") {
  Session session, straight;
  for (Session* one : {&session, &straight}) command(*one, "search start lr=0.1,1 l2=0.001,0.01 steps=20");
  CHECK(session.advance({30}) == 30);
  CHECK(searchOf(session).finished == 1);
  CHECK(searchOf(session).cells[1].state == CellState::running);
  CHECK(searchOf(session).cells[1].steps == 10);
  CHECK(searchOf(session).cells[2].state == CellState::waiting);
  CHECK(test::lines(searchCsv(*searchOf(session).plan, searchOf(session).cells)).size() == 2);
  command(session, "search pause");
  CHECK(session.advance({30}) == 0);
  CHECK_FALSE(searchOf(session).running);
  command(session, "step 3");  // the run on the screen trains in between
  CHECK(session.advance({30}) == 3);
  command(session, "search go");
  CHECK(session.advance({1000}) == 50);
  workOff(straight);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(searchOf(session).cells[i].loss == searchOf(straight).cells[i].loss);
    CHECK(searchOf(session).cells[i].val_accuracy == searchOf(straight).cells[i].val_accuracy);
  }
  CHECK(contains(session.post("search go").error(), "The search is over"));

  command(session, "search start lr=0.1,1 l2=0.001,0.01 steps=20");
  CHECK(searchOf(session).finished == 0);
  session.advance({30});
  command(session, "search stop");
  CHECK(session.advance({30}) == 0);
  CHECK(searchOf(session).stopped);
  CHECK(searchOf(session).finished == 1);  // what was found stays
  CHECK(searchOf(session).cells[1].state == CellState::waiting);
  CHECK_FALSE(session.post("search go").ok());
}

TEST_CASE("search: a race makes it rest, and a change of the data on the screen leaves it as it began") {
  Session session, undisturbed;
  for (Session* one : {&session, &undisturbed}) command(*one, "search start lr=0.1,1 steps=30");
  session.advance({10});
  command(session, "race start 5; lr=1");
  session.advance({100});
  CHECK_FALSE(searchOf(session).running);
  command(session, "set data=circles&seed=4");
  command(session, "search go");
  workOff(session);
  workOff(undisturbed);
  for (std::size_t i = 0; i < 2; ++i) CHECK(searchOf(session).cells[i].loss == searchOf(undisturbed).cells[i].loss);
}

TEST_CASE("search: among images the validation images score, as many as there were when it began") {
  const auto few = test::someLibrary(120, 10);
  const std::string base = "preset=cifar_softmax val=20 batch=16";
  Session session(settingsOf(base), few);
  command(session, "search start lr=0.001,0.01 l2=0.001 steps=6");
  session.advance({3});
  // As while images stream in: the same library grows.
  few->train.append(test::someLibrary(80, 10)->train);
  session.setImages(few);
  workOff(session);
  const SearchSnapshot& search = searchOf(session);
  CHECK(search.held_out == 20);
  CHECK_FALSE(search.held_out_seed.has_value());
  for (std::size_t i = 0; i < 2; ++i) {
    Session alone(settingsOf(base + " " + adoptText(*search.plan, i)), test::someLibrary(120, 10));
    command(alone, "step 6");
    alone.advance({6});
    CHECK(search.cells[i].val_accuracy == test::first(alone).now.val_accuracy);
    CHECK(search.cells[i].loss == test::first(alone).now.loss);
  }
  CHECK(contains(Session().post("search start preset=assignment_svm").error(), "'mode images' shows them first"));
  command(session, "search start preset=assignment_svm steps=2");
  workOff(session);
  CHECK(searchOf(session).finished == 16);
  Session single(settingsOf(base), test::someLibrary(1, 1));
  CHECK(contains(single.post("search start lr=1").error(), "needs images for validation"));
}

TEST_CASE("search: times come from the lent clock, and what is left is estimated from them") {
  Session session;
  double now = 0;
  session.lendClock([&] { return now += 0.5; });
  command(session, "search start lr=0.1,1 steps=8");
  session.advance({4});
  CHECK(searchOf(session).seconds == doctest::Approx(2));
  CHECK(searchOf(session).seconds_left == doctest::Approx(6));
}

TEST_CASE("search: what is no command is refused, and so is a bad plan, with nothing changed") {
  Session session;
  CHECK(contains(session.post("search").error(), "is not a command"));
  CHECK(contains(session.post("search starting").error(), "is not a command"));
  CHECK(contains(session.post("search go").error(), "There is no search"));
  command(session, "search start lr=0.1,1 steps=8");
  session.advance({4});
  CHECK(contains(session.post("search start lr=1..0.1").error(), "upside down"));
  CHECK(contains(session.observe({}).notice, "is above the greatest"));
  CHECK(searchOf(session).cells[0].steps == 4);
}

}  // namespace
}  // namespace lab
