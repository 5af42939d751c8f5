#include "lab/checkpoint/checkpoint_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/text.h"
#include "lab/checkpoint/field_list.h"
#include "lab/settings/assignments.h"
#include "lab/settings/settings_table.h"

namespace lab {
namespace {

constexpr std::string_view format = "classifier-lab model 1";
constexpr std::int64_t most_counted = 1'000'000'000'000'000;

NpyShape shapeOf(const ParameterBlock& block) {
  if (block.is_weight) return {block.rows, block.cols};
  return {block.cols};
}

template <class V>
auto numbersOf(V& vector) {
  return std::span(vector.data(), static_cast<std::size_t>(vector.size()));
}

template <class State>
auto memoryVectorsOf(State& state) {
  return std::array{std::pair{std::string_view("velocity"), &state.velocity},
                    std::pair{std::string_view("squares"), &state.squares}};
}

template <class S>
void addMemory(FieldList& list, const OptimizerState<S>& state) {
  if (state.velocity.size() + state.squares.size() == 0) return;
  Settings named;
  named.optimizer = state.kind;
  list.addText("memory_of", valueText(named, "optimizer"));
  for (const auto& [name, vector] : memoryVectorsOf(state)) {
    if (vector->size() > 0) list.add<S>(name, numbersOf(*vector), {vector->size()});
  }
  list.addNumber<std::int64_t>("memory_steps", state.steps);
}

template <class S>
OptimizerState<S> readMemory(FieldReader& reader, Index parameters) {
  if (!reader.has("memory_of")) return {};
  const Result<Settings> named = withAssignments({}, "optimizer=" + reader.readText("memory_of"));
  if (!named || memoryVectors(named.value().optimizer) == 0) {
    reader.refuse("memory_of", named ? "this optimizer has no memory." : named.error());
    return {};
  }
  OptimizerState<S> state = startedMemory<S>(named.value().optimizer, parameters);
  for (const auto& [name, vector] : memoryVectorsOf(state)) {
    // Squares of large gradients may be infinite: their parameters then rest.
    if (vector->size() > 0) reader.readReal<S>(name, {vector->size()}, numbersOf(*vector), true);
  }
  state.steps = reader.readWhole("memory_steps", 0, most_counted);
  return state;
}

template <class S>
void addState(FieldList& list, const Settings& settings, const Memento<S>& state) {
  for (const ParameterBlock& block : parameterBlocks(modelShapeOf(settings))) {
    const auto numbers = state.parameters.segment(block.offset, block.size());
    list.add<S>(block.name, {numbers.data(), static_cast<std::size_t>(block.size())}, shapeOf(block));
  }
  list.addNumber<std::int64_t>("iteration", state.iteration);
  list.addNumber<std::int64_t>("examples_used", state.examples_used);
  addMemory(list, state.optimizer_state);
}

template <class S>
void readState(FieldReader& reader, const Settings& settings, Memento<S>& state) {
  const ModelShape shape = modelShapeOf(settings);
  const Index size = shape.parameterCount();
  state.parameters.setZero(size);
  for (const ParameterBlock& block : parameterBlocks(shape)) {
    auto numbers = state.parameters.segment(block.offset, block.size());
    reader.readReal<S>(block.name, shapeOf(block), {numbers.data(), static_cast<std::size_t>(block.size())});
  }
  state.iteration = reader.readWhole("iteration", 0, most_counted);
  state.examples_used = reader.readWhole("examples_used", 0, most_counted);
  state.optimizer_state = readMemory<S>(reader, size);
}

void addStream(FieldList& list, const std::string& name, const NumpyRandom::State& stream) {
  list.add<std::uint32_t>(name + "_key", stream.key, {NumpyRandom::State::words});
  list.addNumber<std::int64_t>(name + "_position", stream.position);
  if (stream.spare_normal) list.addNumber<double>(name + "_spare", *stream.spare_normal);
}

NumpyRandom::State readStream(FieldReader& reader, const std::string& name) {
  NumpyRandom::State stream;
  reader.read<std::uint32_t>(name + "_key", {NumpyRandom::State::words}, stream.key);
  stream.position = static_cast<int>(reader.readWhole(name + "_position", 0, NumpyRandom::State::words));
  if (reader.has(name + "_spare")) {
    stream.spare_normal = 0;
    reader.readReal<double>(name + "_spare", {}, std::span(&*stream.spare_normal, 1));
  }
  return stream;
}

// Before the first try there is nothing to say: the stream begins as batch_seed has it.
void addSearch(FieldList& list, const SearchState& search) {
  const SearchProgress& progress = search.progress;
  if (progress.tries == 0) return;
  addStream(list, "search", search.random.state());
  Settings named;
  named.optimizer = progress.kind;
  list.addText("search_of", valueText(named, "optimizer"));
  list.addNumber<std::int64_t>("search_tries", progress.tries);
  list.addNumber<std::int64_t>("search_kept", progress.kept);
  list.addNumber<double>("search_best", progress.best_loss);
  list.addNumber<double>("search_last", progress.last_loss);
}

std::optional<SearchState> readSearch(FieldReader& reader) {
  if (!reader.has("search_key")) return std::nullopt;
  SearchState search{NumpyRandom(readStream(reader, "search")), {}};
  SearchProgress& progress = search.progress;
  const Result<Settings> named = withAssignments({}, "optimizer=" + reader.readText("search_of"));
  if (!named || !isSearch(named.value().optimizer)) {
    reader.refuse("search_of", named ? "this optimizer is no search." : named.error());
    return std::nullopt;
  }
  progress.kind = named.value().optimizer;
  progress.tries = reader.readWhole("search_tries", 1, most_counted);
  progress.kept = reader.readWhole("search_kept", 0, std::max<std::int64_t>(progress.tries, 1));
  // A loss that is not finite counts as infinite.
  reader.readReal<double>("search_best", {}, std::span(&progress.best_loss, 1), true);
  reader.readReal<double>("search_last", {}, std::span(&progress.last_loss, 1), true);
  return search;
}

void addSampler(FieldList& list, const Sampler::State& sampler) {
  addStream(list, "batch", sampler.draws);
  addStream(list, "flip", sampler.coins);
  if (sampler.order.empty()) return;
  const std::vector<std::int32_t> order(sampler.order.begin(), sampler.order.end());
  list.add<std::int32_t>("batch_order", order, {std::ssize(order)});
  list.addNumber<std::int64_t>("batch_used", static_cast<std::int64_t>(sampler.used));
}

Sampler::State readSampler(FieldReader& reader) {
  Sampler::State sampler{readStream(reader, "batch"), readStream(reader, "flip"), {}, 0};
  if (!reader.has("batch_order")) return sampler;
  std::vector<std::int32_t> order(std::max<std::size_t>(reader.count("batch_order", sizeof(std::int32_t)), 1));
  reader.read<std::int32_t>("batch_order", {std::ssize(order)}, order);
  sampler.used = static_cast<std::size_t>(reader.readWhole("batch_used", 0, std::ssize(order)));
  // A row that is not there would be read beyond the end of the examples.
  std::vector<bool> seen(order.size());
  for (const std::int32_t row : order) {
    if (reader.error()) return sampler;
    if (row < 0 || row >= std::ssize(order) || seen[static_cast<std::size_t>(row)]) {
      reader.refuse("batch_order", "it must hold each number from 0 to " + std::to_string(order.size() - 1) +
                                       " once, but " + std::to_string(row) + " is out of range or there twice.");
      return sampler;
    }
    seen[static_cast<std::size_t>(row)] = true;
  }
  sampler.order.assign(order.begin(), order.end());
  return sampler;
}

constexpr Index pixels = ImageSet::pixels_per_image;

// x = byte scale + shift = (byte - mean) scale with mean = -shift / scale, in double precision, from which the float
// shift comes back exactly.
void addImages(FieldList& list, const LearnedImages& images) {
  const Vector<float>& scale = images.preprocessing.scale;
  const Vector<double> mean =
      (0.0 - images.preprocessing.shift.cast<double>().array() / scale.cast<double>().array()).matrix();
  list.add<double>("mean", {mean.data(), std::size_t{pixels}}, {pixels});
  list.add<float>("scale", {scale.data(), std::size_t{pixels}}, {pixels});
  list.addTexts("classes", images.classes);
  list.addNumber<std::int64_t>("validation", images.validation);
  list.addNumber<std::uint64_t>("label_hash", images.label_hash);
}

LearnedImages readImages(FieldReader& reader) {
  LearnedImages images;
  Vector<double> mean(pixels);
  Vector<float>& scale = images.preprocessing.scale;
  scale.resize(pixels);
  reader.readReal<double>("mean", {pixels}, {mean.data(), std::size_t{pixels}});
  reader.readReal<float>("scale", {pixels}, {scale.data(), std::size_t{pixels}});
  images.preprocessing.shift = (0.0 - mean.array() * scale.cast<double>().array()).cast<float>().matrix();
  if (!(scale.array() > 0.f).all()) reader.refuse("scale", "every number must be above 0.");
  if (!images.preprocessing.shift.allFinite()) reader.refuse("mean", "its numbers are too large for pixels.");
  images.classes = reader.readTexts("classes", 10);
  images.validation = static_cast<Index>(reader.readWhole("validation", 0, 1'000'000'000));
  reader.read<std::uint64_t>("label_hash", {}, std::span(&images.label_hash, 1));
  return images;
}

template <class S>
Result<Checkpoint> readCheckpoint(FieldReader& reader, const Settings& settings) {
  Checkpoint checkpoint;
  checkpoint.settings = settings;
  Memento<S> state;
  readState(reader, settings, state);
  state.sampler = Sampler(readSampler(reader));
  state.dropout_random = NumpyRandom(readStream(reader, "dropout"));
  state.search = readSearch(reader);
  checkpoint.state = std::move(state);
  if (modeOf(settings) == Mode::images) checkpoint.images = readImages(reader);
  reader.finish();
  if (reader.error()) return *reader.error();
  return checkpoint;
}

}  // namespace

std::vector<std::uint8_t> encodeCheckpoint(const Checkpoint& checkpoint) {
  FieldList list;
  list.addText("format", format);
  list.addText("settings", toText(checkpoint.settings));
  std::visit(
      [&](const auto& state) {
        addState(list, checkpoint.settings, state);
        addSampler(list, state.sampler->state());
        addStream(list, "dropout", state.dropout_random->state());
        if (state.search) addSearch(list, *state.search);
      },
      checkpoint.state);
  if (checkpoint.images) addImages(list, *checkpoint.images);
  return list.encode();
}

Result<Checkpoint> decodeCheckpoint(std::span<const std::uint8_t> file, std::string_view name) {
  Result<std::vector<NpyField>> fields = decodeNpyRecord(file, name);
  if (!fields) return fields.failure();
  FieldReader reader(std::move(fields.value()), name);
  const std::string found = reader.readText("format");
  if (!reader.error() && found != format) {
    reader.refuse("format", "it is '" + found + "'; '" + std::string(format) + "' was expected.");
  }
  const std::string text = reader.readText("settings");
  if (reader.error()) return *reader.error();
  Result<Settings> settings = withAssignments({}, text);
  if (!settings) {
    reader.refuse("settings", settings.error());
    return *reader.error();
  }
  settings.value().side_by_side = false;
  switch (settings.value().precision) {
    case Precision::float32:
      return readCheckpoint<float>(reader, settings.value());
    case Precision::float64:
      return readCheckpoint<double>(reader, settings.value());
  }
  return *reader.error();
}

Status checkRoomFor(std::int64_t steps, std::int64_t batch, const Checkpoint& checkpoint) {
  struct Count {
    std::string_view name;
    std::int64_t reached, each_step;
  };
  const bool adam = checkpoint.settings.optimizer == OptimizerKind::adam;
  const auto counts = std::visit(
      [adam, batch](const auto& state) {
        return std::array{Count{"iteration", state.iteration, 1}, Count{"examples_used", state.examples_used, batch},
                          Count{"memory_steps", state.optimizer_state.steps, adam ? 1 : 0},
                          Count{"search_tries", state.search ? state.search->progress.tries : 0, 1}};
      },
      checkpoint.state);
  for (const Count& count : counts) {
    if (steps * count.each_step <= most_counted - count.reached) continue;
    return Error{"The model is not trained further: its " + std::string(count.name) + " is " + grouped(count.reached) +
                 ", and " + grouped(steps) + " more steps would take it beyond " + grouped(most_counted) +
                 ", the most that its file can hold. Make fewer steps, or begin a new run."};
  }
  return Done{};
}

}  // namespace lab
