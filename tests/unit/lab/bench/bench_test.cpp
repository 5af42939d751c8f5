// The benchmark: workloads of the shapes that were agreed on, training that goes on, and wrong answers that are caught.
#include "lab/bench/bench.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <doctest/doctest.h>

#include "model/classifiers.h"
#include "support.h"

namespace lab {
namespace {

// A clock that says so much more each time it is read.
Clock ticking(double seconds) {
  return [=, now = 0.0]() mutable { return now += seconds; };
}

BenchProblem workload(std::string_view id) { return std::move(benchProblem(id).value()); }

// Eight examples of five numbers in minibatches of two.
BenchProblem smallProblem(ModelKind kind, OptimizerKind optimizer) {
  NumpyRandom random(3);
  BenchProblem problem;
  problem.id = "small";
  problem.shape = {kind, 5, 6, 3};
  problem.batch = 2;
  problem.objective = {LossKind::softmax, {.l2 = 0.01}};
  problem.rule = {.kind = optimizer, .lr = 0.1, .momentum = 0.9};
  const Index count = makeModel<float>(problem.shape)->parameterCount();
  problem.parameters = test::randomMatrix(count, 1, 0.5, random).col(0).cast<float>();
  problem.examples = matrixSource<float>({test::randomMatrix(8, 5, 1, random), test::randomLabels(8, 3, random), 3});
  problem.checked_steps = 6;
  return problem;
}

TEST_CASE("bench: the workloads have their shapes, and images are about -0.5 to 0.5") {
  for (const std::string_view id : benchIds()) {
    CAPTURE(id);
    const Result<BenchProblem> made = benchProblem(id);
    REQUIRE(made);
    const BenchProblem& problem = made.value();
    const bool images = id[0] == 'C';
    CHECK(problem.id == id);
    CHECK(problem.shape.inputs == (images ? 3072 : 2));
    CHECK(problem.shape.classes == (images ? 10 : 3));
    CHECK(problem.batch == (images ? 256 : 300));
    CHECK(problem.examples->size() == (images ? 2048 : 300));
    CHECK(problem.shape.hidden == (id.starts_with("S2") ? 100 : id == "C2L" ? 1000 : id.starts_with("C2") ? 200 : 0));
    CHECK(problem.parameters.size() == makeModel<float>(problem.shape)->parameterCount());
    CHECK((problem.images != nullptr) == id.ends_with("u8"));
    Matrix<float> scratch;
    const Matrix<float> X = problem.examples->slice(0, 64, scratch);
    CHECK(X.cwiseAbs().maxCoeff() <= (images ? 0.6F : 2.0F));
    CHECK(std::abs(X.mean()) < 0.2F);
  }
  CHECK(flopOfStep({ModelKind::linear, 3072, 0, 10}, 256) == 4.0 * 256 * 3072 * 10);
  CHECK(flopOfStep({ModelKind::two_layer, 3072, 200, 10}, 256) == 4.0 * 256 * 3072 * 200 + 6.0 * 256 * 200 * 10);
}

TEST_CASE("bench: from bytes and from floats the examples are the same") {
  const BenchProblem floats = workload("C1");
  const BenchProblem bytes = workload("C1u8");
  Matrix<float> scratch, other;
  CHECK(floats.examples->slice(100, 3, scratch) == bytes.examples->slice(100, 3, other));
  CHECK(floats.parameters == bytes.parameters);
}

TEST_CASE("bench: the trained state begins with subnormal numbers, which a step removes") {
  const auto count = [](const Vector<float>& numbers) {
    return std::count_if(numbers.begin(), numbers.end(), [](float x) { return std::fpclassify(x) == FP_SUBNORMAL; });
  };
  Bench bench(workload("S2d"));
  CHECK(count(bench.parameters()) == 25 * (2 + 3));
  bench.run(0, ticking(0.01));
  CHECK(count(bench.parameters()) == 0);
}

TEST_CASE("bench: an unknown workload is refused by name") {
  const Result<BenchProblem> none = benchProblem("C3");
  REQUIRE(!none);
  CHECK(none.error() == "There is no workload 'C3'. There are S1, S2, C1, C2, C2L, C1u8, C2u8, S2d.");
  CHECK(!benchProblem(""));
}

TEST_CASE("bench: the spiral starts at the course's losses and goes on where it stopped") {
  Bench bench(workload("S1"));
  const Clock clock = ticking(0.01);
  const BenchRun first = bench.run(0, clock);
  CHECK(first.steps == 1);
  CHECK(first.seconds == doctest::Approx(0.01));
  CHECK(first.loss == doctest::Approx(1.096956).epsilon(1e-5));  // the notes print it
  for (int i = 1; i < 10; ++i) CHECK(bench.run(0, clock).steps == 1);
  CHECK(bench.run(0, clock).loss == doctest::Approx(0.917265).epsilon(1e-5));  // and that of iteration 10
}

TEST_CASE("bench: it trains for as long as it is told, and looks at a fast clock ever less often") {
  Bench bench(smallProblem(ModelKind::linear, OptimizerKind::sgd));
  const BenchRun slow = bench.run(1, ticking(0.25));  // every step takes a quarter of a second
  CHECK(slow.steps == 4);
  CHECK(slow.seconds == doctest::Approx(1));
  const BenchRun fast = bench.run(0.001, ticking(0.0001));  // ten looks; steps double from look to look
  CHECK(fast.steps == 1023);
}

TEST_CASE("bench: minibatches come in turn") {
  const BenchProblem problem = smallProblem(ModelKind::linear, OptimizerKind::sgd);
  Bench bench(smallProblem(ModelKind::linear, OptimizerKind::sgd));
  Trainer<float> trainer(makeModel<float>(problem.shape), problem.parameters,
                         std::move(smallProblem(ModelKind::linear, OptimizerKind::sgd).examples));
  for (Index step = 0; step < 6; ++step) {
    const std::vector<Index> rows{step % 4 * 2, step % 4 * 2 + 1};
    const StepReport report = trainer.step(problem.objective, problem.rule, rows, false);
    CHECK(bench.run(0, ticking(1)).loss == report.batch.loss.total());
  }
  CHECK(bench.parameters() == trainer.parameters());
}

TEST_CASE("bench: the check passes, also in the middle, and leaves training as it was") {
  for (const ModelKind kind : {ModelKind::linear, ModelKind::two_layer}) {
    for (const OptimizerKind optimizer : {OptimizerKind::sgd, OptimizerKind::momentum}) {
      Bench checked(smallProblem(kind, optimizer));
      Bench other(smallProblem(kind, optimizer));
      CHECK(checked.check());
      for (int i = 0; i < 5; ++i) {
        CHECK(checked.run(0, ticking(1)).loss == other.run(0, ticking(1)).loss);
        CHECK(checked.check());
      }
      CHECK(checked.parameters() == other.parameters());
    }
  }
  CHECK(Bench(workload("S1")).check());
  CHECK(Bench(workload("S2")).check());
  CHECK(Bench(workload("S2d")).check());
}

// The oracle has no such rule, and so another answer.
TEST_CASE("bench: a wrong answer is an error that says where") {
  BenchProblem problem = smallProblem(ModelKind::two_layer, OptimizerKind::sgd);
  problem.objective.max_norm = 0.5;
  const Status wrong = Bench(std::move(problem)).check();
  REQUIRE(!wrong);
  CHECK(test::contains(wrong.error(), "small: wrong answer: the loss of step 2 is "));

  // One step: its loss is right, what it does is not.
  problem = smallProblem(ModelKind::two_layer, OptimizerKind::sgd);
  problem.objective.max_norm = 0.5;
  problem.checked_steps = 1;
  const Status moved = Bench(std::move(problem)).check();
  REQUIRE(!moved);
  CHECK(test::contains(moved.error(), "after 1 steps the parameters are off by "));
}

TEST_CASE("bench: a training that diverges has no loss") {
  BenchProblem problem = smallProblem(ModelKind::linear, OptimizerKind::sgd);
  problem.rule.lr = 1e38;
  Bench bench(std::move(problem));
  CHECK(std::isnan(bench.run(1, ticking(0.01)).loss));
}

TEST_CASE("benches: each keeps its state, but of images there is one") {
  Benches benches;
  CHECK(!benches.find("S3"));
  Bench* spiral = benches.find("S1").value();
  const double first = spiral->run(0, ticking(1)).loss;
  CHECK(!spiral->large());

  Bench* images = benches.find("C1").value();
  CHECK(images->large());
  CHECK(images->allExamples().size() == 2048 * 3072);
  const double start = images->run(0, ticking(1)).loss;
  CHECK(!benches.find("C3"));
  CHECK(benches.find("C1").value()->run(0, ticking(1)).loss != start);

  CHECK(benches.find("S1").value()->run(0, ticking(1)).loss < first);
  CHECK(benches.find("C1").value()->run(0, ticking(1)).loss == start);  // made anew
}

}  // namespace
}  // namespace lab
