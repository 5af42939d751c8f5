// Training runs against NumPy's of the same settings, tests/golden/runs/, to 1e-9 in double precision.
#include <set>

#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "lab/settings/settings_table.h"
#include "support.h"

namespace lab {
namespace {

struct GoldenRun {
  std::string settings;
  std::int64_t steps = 0;
  std::vector<std::vector<double>> rows;  // iteration, loss, data_loss, reg_loss, train_accuracy
  double final_accuracy = 0;
};

GoldenRun readGoldenRun(const std::filesystem::path& path) {
  GoldenRun run;
  for (const std::string& line : test::lines(test::readText(path))) {
    const auto after = [&line](const std::string& name) { return line.substr(name.size()); };
    if (line.starts_with("settings: ")) run.settings = after("settings: ");
    if (line.starts_with("steps: ")) run.steps = std::stol(after("steps: "));
    if (line.starts_with("final_train_accuracy: ")) run.final_accuracy = test::number(after("final_train_accuracy: "));
    if (line.empty() || line[0] < '0' || line[0] > '9') continue;
    std::vector<double> row;
    for (const std::string& cell : test::split(line, ',')) row.push_back(test::number(cell));
    run.rows.push_back(row);
  }
  return run;
}

TEST_CASE("golden runs: losses and accuracies are NumPy's") {
  int runs = 0;
  std::set<std::string> compared;  // model and optimizer
  for (const auto& entry : std::filesystem::directory_iterator(test::sourceDir() / "tests/golden/runs")) {
    CAPTURE(entry.path().filename().string());
    const GoldenRun golden = readGoldenRun(entry.path());
    const Result<Settings> settings = withAssignments({}, golden.settings);
    REQUIRE(settings.ok());
    REQUIRE(settings.value().precision == Precision::float64);
    REQUIRE(golden.rows.size() >= 10);
    REQUIRE(golden.steps >= 100);
    compared.insert(valueText(settings.value(), "model") + " " + valueText(settings.value(), "optimizer"));
    Session session(settings.value());
    REQUIRE(session.post("run").ok());
    for (const std::vector<double>& row : golden.rows) {
      REQUIRE(row.size() == 5);
      const auto iteration = static_cast<std::int64_t>(row[0]);
      const RunSnapshot* now = &session.observe({}).runs[0];
      session.advance({iteration - now->iteration});
      now = &session.observe({}).runs[0];
      REQUIRE(now->iteration == iteration);
      const double accuracy = now->now.train_accuracy;
      REQUIRE(session.advance({1}) == 1);
      const BatchLoss batch = session.observe({}).runs[0].last_batch.value();
      const double ours[] = {batch.loss, batch.data_loss, batch.reg_loss, accuracy};
      for (std::size_t i = 0; i < 4; ++i) {
        CAPTURE(iteration);
        CAPTURE(i);
        REQUIRE(test::near(ours[i], row[i + 1], 1e-9));
      }
    }
    session.advance({golden.steps - session.observe({}).runs[0].iteration});
    const RunSnapshot& end = session.observe({}).runs[0];
    CHECK(end.iteration == golden.steps);
    CHECK(test::near(end.now.train_accuracy, golden.final_accuracy, 1e-12));
    ++runs;
  }
  CHECK(runs >= 58);
  for (const std::string model : {"linear ", "two_layer "}) {
    for (const char* rule :
         {"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "random_search", "local_search", "numerical"}) {
      CAPTURE(rule);
      CHECK(compared.contains(model + rule));
    }
  }
}

}  // namespace
}  // namespace lab
