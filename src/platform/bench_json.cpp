#include "platform/bench_json.h"

#include <cstdint>

#include "core/json.h"

namespace lab::platform {
namespace {

void writeArray(JsonWriter& json, std::string_view name, const void* data, std::size_t length) {
  json.object(name, [&] {
    json.member("at", static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(data)));
    json.member("length", static_cast<std::uint64_t>(length));
  });
}

void writeVector(JsonWriter& json, std::string_view name, const Vector<float>& vector) {
  writeArray(json, name, vector.data(), static_cast<std::size_t>(vector.size()));
}

}  // namespace

std::string benchRunJson(const BenchRun& run, std::string_view variant) {
  JsonWriter json;
  json.object([&] {
    json.member("steps", run.steps);
    json.member("seconds", run.seconds);
    json.member("loss", run.loss);
    json.member("variant", variant);
  });
  return json.text();
}

std::string benchProblemJson(Bench& bench) {
  const BenchProblem& problem = bench.problem();
  const Matrix<float>& X = bench.allExamples();
  JsonWriter json;
  json.object([&] {
    json.member("id", problem.id);
    json.member("examples", X.rows());
    json.member("batch", problem.batch);
    json.member("features", problem.shape.inputs);
    json.member("hidden", problem.shape.hidden);
    json.member("classes", problem.shape.classes);
    json.member("lr", problem.rule.lr);
    json.member("momentum", problem.rule.kind == OptimizerKind::momentum ? problem.rule.momentum : 0.0);
    json.member("l2", problem.objective.regularizer.l2);
    json.object("arrays", [&] {
      writeArray(json, "X", X.data(), static_cast<std::size_t>(X.size()));
      writeArray(json, "y", bench.labels().data(), bench.labels().size());
      writeVector(json, "parameters", problem.parameters);
      if (problem.images) {
        writeArray(json, "bytes", problem.images->pixels.data(), problem.images->pixels.size());
        writeVector(json, "scale", problem.preprocessing.scale);
        writeVector(json, "shift", problem.preprocessing.shift);
      }
    });
  });
  return json.text();
}

std::string benchErrorJson(std::string_view why) {
  JsonWriter json;
  json.object([&] { json.member("error", why); });
  return json.text();
}

}  // namespace lab::platform
