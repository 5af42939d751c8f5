// A model's file: what is in it, and every way in which it is refused.
#include "lab/checkpoint/checkpoint_file.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <limits>

#include <doctest/doctest.h>

#include "lab/checkpoint/npy.h"
#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "support.h"

namespace lab {
namespace {

using test::contains;
using Bytes = std::vector<std::uint8_t>;

// After three steps.
Bytes fileOf(const std::string& settings) {
  static const auto library = test::someLibrary(60, 0);
  Session session(withAssignments({}, settings).value(), library);
  REQUIRE(session.post("step 3").ok());
  session.advance({3});
  return encodeCheckpoint(session.checkpoint());
}

const char* const net = "model=two_layer&hidden=5&batch=20&sampling=epoch&optimizer=momentum&lr=0.1";
const char* const of_images = "preset=cifar_softmax&val=20&batch=16";

// A file with its fields apart, to be changed and put together again.
struct Parts {
  Bytes file;
  std::vector<NpyField> fields;
  std::deque<Bytes> owned;

  explicit Parts(Bytes bytes) : file(std::move(bytes)), fields(decodeNpyRecord(file, "").value()) {}
  NpyField& operator[](std::string_view name) {
    return *std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.name == name; });
  }
  template <class T>
  void set(std::string_view name, const std::vector<T>& numbers, NpyShape shape) {
    const NpyField field = npyField<T>(name, numbers, std::move(shape));
    owned.emplace_back(field.bytes.begin(), field.bytes.end());
    (*this)[name] = field;
    (*this)[name].bytes = owned.back();
  }
  void setText(std::string_view name, const std::string& text) {
    owned.emplace_back(text.begin(), text.end());
    (*this)[name].type = "|S" + std::to_string(text.size());
    (*this)[name].bytes = owned.back();
  }
  void drop(std::string_view name) {
    std::erase_if(fields, [&](const auto& field) { return field.name == name; });
  }
  Result<Checkpoint> read() const { return decodeCheckpoint(encodeNpyRecord(fields), "model.npy"); }
  std::string refusal() const {
    const auto checkpoint = read();
    REQUIRE_FALSE(checkpoint.ok());
    CHECK(checkpoint.error().starts_with("model.npy"));
    return checkpoint.error();
  }
};

// A file's bytes lie at any address.
template <class T>
std::vector<T> numbersOf(const NpyField& field) {
  std::vector<T> numbers(field.bytes.size() / sizeof(T));
  std::memcpy(numbers.data(), field.bytes.data(), field.bytes.size());
  return numbers;
}

std::vector<std::string> namesOf(const Bytes& file) {
  std::vector<std::string> names;
  const auto fields = decodeNpyRecord(file, "");
  REQUIRE(fields.ok());
  for (const NpyField& field : fields.value()) names.push_back(field.name);
  return names;
}

TEST_CASE("model file: fields by name, those that say nothing left out") {
  using Names = std::vector<std::string>;
  const auto with = [](Names names, const Names& more) {
    names.insert(names.end(), more.begin(), more.end());
    return names;
  };
  const Names linear{"format", "settings", "W", "b", "iteration", "examples_used"};
  const Names two_layer{"format", "settings", "W1", "b1", "W2", "b2", "iteration", "examples_used"};
  const Names streams{"batch_key", "batch_position", "flip_key", "flip_position", "dropout_key", "dropout_position"};
  CHECK(namesOf(fileOf("model=linear")) == with(linear, streams));
  CHECK(namesOf(fileOf(net)) == with(with(two_layer, {"memory_of", "velocity", "memory_steps"}),
                                     {"batch_key", "batch_position", "flip_key", "flip_position", "batch_order",
                                      "batch_used", "dropout_key", "dropout_position"}));
  CHECK(namesOf(fileOf("optimizer=adam&lr=0.01")) ==
        with(with(linear, {"memory_of", "velocity", "squares", "memory_steps"}), streams));
  Parts images(fileOf(of_images));
  CHECK(images["W"].shape == NpyShape{3072, 10});
  CHECK(images["b"].shape == NpyShape{10});
  CHECK(images["mean"].type == "<f8");
  CHECK(images["classes"].type == "|S8");
  CHECK(images["classes"].shape == NpyShape{10});
  Parts exact(fileOf("precision=float64"));
  CHECK(exact["W"].type == "<f8");
}

TEST_CASE("model file: a search says how far it is, once it has tried something") {
  const char* const searching = "optimizer=local_search&lr=0.1&batch=20";
  const auto names = namesOf(fileOf(searching));
  const std::vector<std::string> last(names.end() - 8, names.end());
  CHECK(last == std::vector<std::string>{"search_key", "search_position", "search_spare", "search_of", "search_tries",
                                         "search_kept", "search_best", "search_last"});
  Parts parts(fileOf(searching));
  CHECK(numbersOf<std::int64_t>(parts["search_tries"]) == std::vector<std::int64_t>{3});
  for (const std::string& name : last) {
    if (name == "search_spare") continue;  // absent: no normal is left over
    Parts without(fileOf(searching));
    without.drop(name);
    // Without the key the others are fields that nobody reads.
    CHECK(contains(without.refusal(), name == "search_key" ? "field 'search_" : "no field '" + name + "'"));
  }
  const auto refused = [&](const char* field, auto number) {
    Parts changed(fileOf(searching));
    changed.set<decltype(number)>(field, {number}, {});
    return changed.refusal();
  };
  CHECK(contains(refused("search_tries", std::int64_t{0}), "from 1"));
  CHECK(contains(refused("search_kept", std::int64_t{4}), "from 0 to 3"));
  CHECK(contains(refused("search_best", std::numeric_limits<double>::quiet_NaN()), "search_best"));
  CHECK(contains(refused("search_spare", std::numeric_limits<double>::infinity()), "search_spare"));
  parts.setText("search_of", "adam");
  CHECK(contains(parts.refusal(), "this optimizer is no search"));
  parts.setText("search_of", "guess");
  CHECK(contains(parts.refusal(), "optimizer=guess is not allowed"));
  // A first loss that is not finite is infinite here, and a try may be kept all the same.
  parts = Parts(fileOf(searching));
  parts.set<double>("search_last", {std::numeric_limits<double>::infinity()}, {});
  CHECK(parts.read().ok());
}

TEST_CASE("model file: a numerical gradient that takes too long is refused as settings are") {
  Parts parts(fileOf(of_images));
  parts.setText("settings", std::string("data=cifar10&val=20&batch=16&optimizer=numerical"));
  CHECK(contains(parts.refusal(), "field 'settings': optimizer=numerical would evaluate the loss 30,731 times a step"));
}

TEST_CASE("model file: scores are ((X - mean) * scale) @ W + b") {
  const auto library = test::someLibrary(60, 0);
  Session session(withAssignments({}, std::string(of_images) + "&precision=float64").value(), library);
  REQUIRE(session.post("step 5").ok());
  session.advance({5});
  Parts parts(encodeCheckpoint(session.checkpoint()));
  const std::vector<double> mean = numbersOf<double>(parts["mean"]);
  const std::vector<float> scale = numbersOf<float>(parts["scale"]);
  const std::vector<double> W = numbersOf<double>(parts["W"]);
  const std::vector<double> b = numbersOf<double>(parts["b"]);
  View view;
  view.image = ImageRef{ImagePart::validation, 7};
  const std::vector<double> scores = session.observe(view).runs[0].inspection->scores;
  for (std::size_t c = 0; c < 10; ++c) {
    double score = b[c];
    for (std::size_t d = 0; d < 3072; ++d) score += (library->train.image(7)[d] - mean[d]) * scale[d] * W[d * 10 + c];
    CHECK(score == doctest::Approx(scores[c]).epsilon(1e-12));
  }
}

TEST_CASE("model file: the header stays below what np.load trusts, 10,000 characters") {
  const Bytes file = fileOf("preset=cifar_two_layer&hidden=5&val=20&batch=16");
  CHECK(file[8] + 256 * file[9] < 10000);
}

TEST_CASE("model file: fields in any order") {
  Parts parts(fileOf(net));
  const Bytes before = encodeCheckpoint(parts.read().value());
  std::reverse(parts.fields.begin(), parts.fields.end());
  CHECK(encodeCheckpoint(parts.read().value()) == before);
}

TEST_CASE("model file: other records, and fields that are missing or too many") {
  Parts parts(fileOf(net));
  parts.drop("format");
  CHECK(contains(parts.refusal(), "no field 'format'"));
  Parts later(fileOf(net));
  later.setText("format", "classifier-lab model 2");
  CHECK(contains(later.refusal(), "'classifier-lab model 2'"));
  later.setText("format", "\x1b[31mred");
  CHECK(contains(later.refusal(), "'?[31mred'"));
  for (const std::string& name : namesOf(fileOf(net))) {
    if (name == "memory_of" || name == "batch_order") continue;  // absent: no memory, no epoch under way
    Parts without(fileOf(net));
    without.drop(name);
    CHECK(contains(without.refusal(), "no field '" + name + "'"));
  }
  for (const std::string name : {"mean", "scale", "classes", "validation", "label_hash"}) {
    Parts without(fileOf(of_images));
    without.drop(name);
    CHECK(contains(without.refusal(), "no field '" + name + "'"));
  }
  Parts more(fileOf(net));
  more.fields.push_back(more["b2"]);
  more.fields.back().name = "b3";
  CHECK(contains(more.refusal(), "field 'b3': a model of the settings"));
  Parts order(fileOf(net));
  order.drop("batch_order");
  CHECK(contains(order.refusal(), "'batch_used'"));
  order = Parts(fileOf(net));
  order.drop("memory_of");
  CHECK(contains(order.refusal(), "'velocity'"));
}

TEST_CASE("model file: types and shapes") {
  Parts parts(fileOf(net));
  parts["W1"].type = ">f4";
  CHECK(contains(parts.refusal(), "field 'W1': its numbers are big-endian (>f4); <f4 is needed"));
  parts = Parts(fileOf(net));
  parts.set<double>("b1", std::vector<double>(5), {5});
  CHECK(contains(parts.refusal(), "field 'b1': its type is <f8; <f4 is needed"));
  parts = Parts(fileOf(net));
  parts["W1"].shape = {5, 2};
  CHECK(contains(parts.refusal(), "field 'W1': its shape is (5, 2); with the settings in the file it must be (2, 5)"));
  parts = Parts(fileOf(net));
  parts["b1"].shape = {1, 5};
  CHECK(contains(parts.refusal(), "(1, 5)"));
  parts = Parts(fileOf(net));
  parts["velocity"].shape = {33, 1};
  CHECK(contains(parts.refusal(), "field 'velocity': its shape is (33, 1)"));
  parts = Parts(fileOf(net));
  parts["iteration"].type = "<u8";
  CHECK(contains(parts.refusal(), "field 'iteration': its type is <u8"));
  parts = Parts(fileOf(net));
  parts["settings"].type = "|u1";
  parts["settings"].shape = {std::ssize(parts["settings"].bytes)};
  CHECK(contains(parts.refusal(), "field 'settings': its type is |u1"));
}

TEST_CASE("model file: settings") {
  Parts parts(fileOf(net));
  parts.setText("settings", "model=linear&hiden=3");
  CHECK(contains(parts.refusal(), "field 'settings': Unknown setting 'hiden'"));
  parts.setText("settings", "model=two_layer&hidden=6&batch=20&sampling=epoch");
  CHECK(contains(parts.refusal(), "it must be (2, 6)"));
  parts.setText("settings", "model=two_layer&hidden=5&data=cifar10");
  CHECK(contains(parts.refusal(), "it must be (3072, 5)"));
  // Zero bytes at the end are NumPy's filling; side by side is not for one model.
  parts.setText("settings", std::string(net) + "&side_by_side=1" + std::string(3, '\0'));
  REQUIRE(parts.read().ok());
  CHECK(parts.read().value().settings == withAssignments({}, net).value());
}

TEST_CASE("model file: an optimizer's memory has the vectors of that optimizer") {
  Parts parts(fileOf(net));
  parts.setText("memory_of", "adam");
  CHECK(contains(parts.refusal(), "no field 'squares'"));
  parts.setText("memory_of", "adagrad");
  CHECK(contains(parts.refusal(), "no field 'squares'"));
  parts.setText("memory_of", "sgd");
  CHECK(contains(parts.refusal(), "this optimizer has no memory"));
  parts.setText("memory_of", "adamax");
  CHECK(contains(parts.refusal(), "optimizer=adamax is not allowed"));
}

TEST_CASE("model file: numbers that are not finite") {
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  constexpr float infinity = std::numeric_limits<float>::infinity();
  for (const float bad : {nan, infinity, -infinity}) {
    Parts parts(fileOf(net));
    std::vector<float> W1(10);
    W1[7] = bad;
    parts.set<float>("W1", W1, {2, 5});
    CHECK(contains(parts.refusal(), "field 'W1': the number at (1, 2) is not finite"));
  }
  Parts parts(fileOf(net));
  std::vector<float> velocity(33);
  velocity[32] = nan;
  parts.set<float>("velocity", velocity, {33});
  CHECK(contains(parts.refusal(), "field 'velocity'"));
  velocity[32] = infinity;  // a memory may get there by itself, and its parameters stay finite
  parts.set<float>("velocity", velocity, {33});
  CHECK(parts.read().ok());
  for (const std::string name : {"mean", "scale"}) {
    Parts images(fileOf(of_images));
    const double bad = std::numeric_limits<double>::quiet_NaN();
    if (name == "mean") images.set<double>(name, std::vector<double>(3072, bad), {3072});
    if (name == "scale") images.set<float>(name, std::vector<float>(3072, nan), {3072});
    CHECK(contains(images.refusal(), "field '" + name + "': the number at (0,)"));
  }
}

TEST_CASE("model file: counts and rows out of range") {
  const auto refused = [](const char* file, const char* field, const std::vector<std::int64_t>& number) {
    Parts parts(fileOf(file));
    parts.set<std::int64_t>(field, number, {});
    return parts.refusal();
  };
  CHECK(contains(refused(net, "iteration", {-1}), "it is -1; it must be from 0"));
  CHECK(contains(refused(net, "examples_used", {std::numeric_limits<std::int64_t>::max()}), "examples_used"));
  CHECK(contains(refused(net, "batch_position", {625}), "from 0 to 624"));
  CHECK(contains(refused(net, "batch_used", {301}), "from 0 to 300"));
  CHECK(contains(refused(of_images, "validation", {-1}), "validation"));
  // A row beyond the examples would be read from beyond them.
  for (const std::vector<std::int32_t>& order : {std::vector{0, 1, 3}, {0, 1, 1}, {-1, 0, 1}}) {
    Parts parts(fileOf(net));
    parts.set<std::int32_t>("batch_order", order, {3});
    parts.set<std::int64_t>("batch_used", {2}, {});
    CHECK(contains(parts.refusal(), "each number from 0 to 2 once"));
  }
  // Items of no bytes: any shape fits into the file.
  Parts empty(fileOf(net));
  empty["batch_order"] = {"batch_order", "|S0", {1'000'000'000'000'000'000}, {}};
  CHECK(contains(empty.refusal(), "field 'batch_order': its type is |S0"));
  Parts parts(fileOf(of_images));
  parts.set<float>("scale", std::vector<float>(3072, 0), {3072});
  CHECK(contains(parts.refusal(), "above 0"));
  parts = Parts(fileOf(of_images));
  parts.set<double>("mean", std::vector<double>(3072, 1e300), {3072});
  CHECK(contains(parts.refusal(), "too large"));
}

TEST_CASE("model file: a count near its end leaves room for as many steps as its own file can say") {
  struct Case {
    const char* settings;
    std::string field;
  };
  constexpr std::int64_t most = 1'000'000'000'000'000;
  constexpr std::int64_t batch = 20;
  for (const auto& [settings, field] : {Case{net, "iteration"},
                                        {net, "examples_used"},
                                        {"optimizer=adam&lr=0.01&batch=20", "memory_steps"},
                                        {"optimizer=local_search&lr=0.1&batch=20", "search_tries"}}) {
    CAPTURE(field);
    const std::int64_t each = field == "examples_used" ? batch : 1;
    Parts parts(fileOf(settings));
    parts.set<std::int64_t>(field, {most - 3 * each}, {});
    const Checkpoint checkpoint = parts.read().value();
    Session session;
    REQUIRE(session.restore(checkpoint).ok());
    REQUIRE(session.post("step 3").ok());
    REQUIRE(session.advance({3}) == 3);
    // What is allowed is read again, and what is refused would not be.
    CHECK(checkRoomFor(3, batch, checkpoint).ok());
    CHECK(decodeCheckpoint(encodeCheckpoint(session.checkpoint()), "model.npy").ok());
    CHECK_FALSE(checkRoomFor(1, batch, session.checkpoint()).ok());
    CHECK(checkRoomFor(0, batch, session.checkpoint()).ok());
    const Status refused = checkRoomFor(4, batch, checkpoint);
    REQUIRE_FALSE(refused.ok());
    CHECK(contains(refused.error(), "its " + field + " is 999,999,999,999,9"));
    CHECK(contains(refused.error(), "4 more steps would take it beyond 1,000,000,000,000,000"));
    REQUIRE(session.post("step").ok());
    REQUIRE(session.advance({1}) == 1);
    CHECK_FALSE(decodeCheckpoint(encodeCheckpoint(session.checkpoint()), "model.npy").ok());
  }
}

}  // namespace
}  // namespace lab
