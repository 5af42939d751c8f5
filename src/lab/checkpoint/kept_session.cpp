#include "lab/checkpoint/kept_session.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "lab/checkpoint/checkpoint_file.h"
#include "lab/checkpoint/field_list.h"
#include "lab/settings/assignments.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

constexpr std::string_view format = "classifier-lab session 1";
constexpr std::string_view file_name = "The kept session";
constexpr std::int64_t most_counted = 1'000'000'000'000'000;
constexpr std::array<Mode, 2> modes{Mode::plane, Mode::images};
constexpr std::int64_t history_columns = 7;  // of a HistoryPoint, but for the iteration
constexpr double no_accuracy = -1;           // stands for one that is absent

std::string nameOf(Mode mode) { return mode == Mode::plane ? "plane" : "images"; }
std::string nameOf(Mode mode, ModelKind model) { return nameOf(mode) + "_" + modelKey(model); }

std::array<double, history_columns> valuesOf(const HistoryPoint& point) {
  return {point.loss,        point.data_loss,      point.reg_loss,
          point.batch_loss,  point.train_accuracy, point.val_accuracy.value_or(no_accuracy),
          point.update_ratio};
}

HistoryPoint pointOf(std::int64_t iteration, std::span<const double> values) {
  HistoryPoint point{iteration, values[0], values[1], values[2], values[3], values[4], {}, values[6]};
  if (values[5] != no_accuracy) point.val_accuracy = values[5];
  return point;
}

void addPast(FieldList& list, const std::string& name, const RunPast& past) {
  std::vector<std::int64_t> iterations, reached_at;
  std::vector<double> values, losses;
  for (const HistoryPoint& point : past.history.points()) {
    const auto row = valuesOf(point);
    if (!std::all_of(row.begin(), row.end(), [](double value) { return std::isfinite(value); })) continue;
    iterations.push_back(point.iteration);
    values.insert(values.end(), row.begin(), row.end());
  }
  for (const PublishedLoss& loss : past.reached) {
    reached_at.push_back(loss.iteration);
    losses.push_back(loss.loss);
  }
  list.addNumber<std::int64_t>(name + "_diverged", past.diverged);
  // A step that diverged may have had a loss that is no number.
  if (past.last_batch && !std::isnan(past.last_batch->loss + past.last_batch->data_loss + past.last_batch->reg_loss)) {
    const std::array parts{past.last_batch->loss, past.last_batch->data_loss, past.last_batch->reg_loss};
    list.add<double>(name + "_batch_loss", parts, {std::ssize(parts)});
  }
  list.addNumber<std::int64_t>(name + "_stride", past.history.stride());
  if (!iterations.empty()) {
    const auto count = std::ssize(iterations);
    list.add<std::int64_t>(name + "_points", iterations, {count});
    list.add<double>(name + "_values", values, {count, history_columns});
  }
  if (!losses.empty()) {
    list.add<std::int64_t>(name + "_reached", reached_at, {std::ssize(reached_at)});
    list.add<double>(name + "_losses", losses, {std::ssize(losses)});
  }
}

// Numbers of a field that may be missing, ascending from 0.
std::vector<std::int64_t> readIterations(FieldReader& reader, const std::string& name, std::size_t most) {
  if (!reader.has(name)) return {};
  std::vector<std::int64_t> numbers(reader.count(name, sizeof(std::int64_t)));
  if (numbers.size() > most) {
    reader.refuse(name, "it is too long.");
    return {};
  }
  reader.read<std::int64_t>(name, {std::ssize(numbers)}, numbers);
  const bool ascending = std::adjacent_find(numbers.begin(), numbers.end(), std::greater_equal<>()) == numbers.end();
  if (!ascending || (!numbers.empty() && (numbers.front() < 0 || numbers.back() > most_counted))) {
    reader.refuse(name, "its numbers do not ascend from 0.");
  }
  return numbers;
}

RunPast readPast(FieldReader& reader, const std::string& name) {
  RunPast past;
  past.diverged = reader.readWhole(name + "_diverged", 0, 1) == 1;
  if (reader.has(name + "_batch_loss")) {
    std::array<double, 3> parts{};
    reader.readReal<double>(name + "_batch_loss", {std::ssize(parts)}, parts, true);
    past.last_batch = BatchLoss{parts[0], parts[1], parts[2]};
  }
  const std::int64_t stride = reader.readWhole(name + "_stride", 1, most_counted);
  const auto iterations = readIterations(reader, name + "_points", History::capacity);
  std::vector<HistoryPoint> points;
  if (!iterations.empty()) {
    std::vector<double> values(iterations.size() * history_columns);
    reader.readReal<double>(name + "_values", {std::ssize(iterations), history_columns}, values);
    for (std::size_t i = 0; i < iterations.size(); ++i) {
      if (iterations[i] % stride != 0) reader.refuse(name + "_points", "one is no multiple of the stride.");
      points.push_back(pointOf(iterations[i], std::span(values).subspan(i * history_columns, history_columns)));
    }
  }
  past.history = History(std::move(points), stride);
  const auto reached_at = readIterations(reader, name + "_reached", 100);
  std::vector<double> losses(reached_at.size());
  if (!losses.empty()) reader.readReal<double>(name + "_losses", {std::ssize(losses)}, losses);
  for (std::size_t i = 0; i < losses.size(); ++i) past.reached.push_back({reached_at[i], losses[i]});
  return past;
}

std::int64_t iterationOf(const Checkpoint& checkpoint) {
  return std::visit([](const auto& state) { return state.iteration; }, checkpoint.state);
}

std::optional<KeptRun> readRun(FieldReader& reader, const std::string& name, const Settings& settings) {
  if (!reader.has(name)) return std::nullopt;
  std::vector<std::uint8_t> bytes(reader.count(name, 1));
  reader.read<std::uint8_t>(name, {std::ssize(bytes)}, bytes);
  if (reader.error()) return std::nullopt;
  Result<Checkpoint> checkpoint = decodeCheckpoint(bytes, file_name);
  if (!checkpoint) {
    reader.refuse(name, checkpoint.error());
    return std::nullopt;
  }
  if (checkpoint.value().settings != settings) reader.refuse(name, "its settings are not the run's.");
  KeptRun run{std::move(checkpoint.value()), readPast(reader, name)};
  const auto points = run.past.history.points();
  const std::int64_t iteration = iterationOf(run.checkpoint);
  const bool ahead = (!points.empty() && points.back().iteration > iteration) ||
                     (!run.past.reached.empty() && run.past.reached.back().iteration > iteration);
  if (ahead) reader.refuse(name, "its history lies ahead of it.");
  return run;
}

Settings readSettings(FieldReader& reader, Mode mode, ModelKind model) {
  const std::string name = nameOf(mode, model) + "_settings";
  const std::string text = reader.readText(name);
  if (reader.error()) return {};
  const Result<Settings> settings = withAssignments({}, text);
  if (!settings) {
    reader.refuse(name, settings.error());
    return {};
  }
  const Settings& own = settings.value();
  if (modeOf(own) != mode || own.model != model || own.side_by_side) reader.refuse(name, "they are another run's.");
  return own;
}

KeptWorkspace readWorkspace(FieldReader& reader, Mode mode) {
  KeptWorkspace kept;
  for (const ModelKind model : model_kinds) kept.settings.of(model) = readSettings(reader, mode, model);
  Settings same_data = kept.settings.own[0];
  copyData(kept.settings.own[1], same_data);
  if (same_data != kept.settings.own[0]) reader.refuse(nameOf(mode), "its two models have different data.");
  const auto shown = reader.readWhole(nameOf(mode) + "_model", 0, 1);
  kept.settings.model = model_kinds[static_cast<std::size_t>(shown)];
  kept.settings.both = reader.readWhole(nameOf(mode) + "_both", 0, 1) == 1;
  for (const ModelKind model : model_kinds) {
    if (reader.error()) return kept;
    kept.runs[placeOf(model)] = readRun(reader, nameOf(mode, model), kept.settings.of(model));
  }
  return kept;
}

}  // namespace

std::vector<std::uint8_t> encodeSession(const KeptSession& session) {
  FieldList list;
  list.addText("format", format);
  list.addNumber<std::int64_t>("shown", session.mode == Mode::images);
  list.addNumber<double>("speed", session.speed);
  list.addNumber<std::int64_t>("auto_speed", session.auto_speed);
  list.addNumber<std::int64_t>("image_count", session.images);
  if (!session.view.empty()) list.addText("view", session.view);
  for (const Mode mode : modes) {
    const KeptWorkspace& kept = session.workspaces[static_cast<std::size_t>(mode)];
    list.addNumber<std::int64_t>(nameOf(mode) + "_model", static_cast<std::int64_t>(placeOf(kept.settings.model)));
    list.addNumber<std::int64_t>(nameOf(mode) + "_both", kept.settings.both);
    for (const ModelKind model : model_kinds) {
      const std::string name = nameOf(mode, model);
      list.addText(name + "_settings", toText(kept.settings.of(model)));
      const auto& run = kept.runs[placeOf(model)];
      if (!run) continue;
      list.addBytes(name, encodeCheckpoint(run->checkpoint));
      addPast(list, name, run->past);
    }
  }
  return list.encode();
}

Result<KeptSession> decodeSession(std::span<const std::uint8_t> bytes) {
  Result<std::vector<NpyField>> fields = decodeNpyRecord(bytes, file_name);
  if (!fields) return fields.failure();
  FieldReader reader(std::move(fields.value()), file_name);
  if (reader.readText("format") != format && !reader.error()) reader.refuse("format", "it is of another version.");
  KeptSession session;
  session.mode = reader.readWhole("shown", 0, 1) == 1 ? Mode::images : Mode::plane;
  reader.readReal<double>("speed", {}, std::span(&session.speed, 1));
  if (!(session.speed >= 0 && session.speed <= 1e6)) reader.refuse("speed", "it is out of range.");
  session.auto_speed = reader.readWhole("auto_speed", 0, 1) == 1;
  session.images = reader.readWhole("image_count", 0, 1'000'000);
  if (reader.has("view")) session.view = reader.readText("view");
  if (session.view.size() > longest_view) reader.refuse("view", "it is too long.");
  for (const Mode mode : modes) {
    if (reader.error()) break;
    session.workspaces[static_cast<std::size_t>(mode)] = readWorkspace(reader, mode);
  }
  if (!reader.error()) reader.finish();
  if (reader.error()) return *reader.error();
  return session;
}

}  // namespace lab
