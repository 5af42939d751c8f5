// Losses and gradients of the assignment on real images, against NumPy's in tests/golden/assignment_losses.txt. The
// images themselves are in no repository: without CIFAR-10 on this machine the test says that it is skipped.
#include <algorithm>
#include <cmath>
#include <memory>

#include <doctest/doctest.h>

#include "data/cifar10.h"
#include "data/image_source.h"
#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "model/classifiers.h"
#include "model/init.h"
#include "support.h"
#include "train/gradient_check.h"
#include "train/model_loss.h"
#include "train/trainer.h"

namespace lab {
namespace {

struct GoldenBlock {
  std::string name;  // "W", "b", "W1", …
  double norm = 0;
  std::vector<std::pair<Index, double>> entries;  // place in the block, gradient there
};

struct GoldenCase {
  std::string settings;
  std::vector<std::vector<double>> rows;  // iteration, loss, data_loss, reg_loss
  std::vector<GoldenBlock> gradient;      // of the first minibatch
};

struct Golden {
  std::size_t records = 0;
  std::uint32_t crc32 = 0;
  std::vector<GoldenCase> cases;
};

// "W: norm N, I=V I=V …"
GoldenBlock readBlock(const std::string& text) {
  const std::vector<std::string> words = test::split(text, ' ');
  GoldenBlock block{words.at(0).substr(0, words.at(0).size() - 1), std::stod(words.at(2)), {}};
  for (std::size_t i = 3; i < words.size(); ++i) {
    const std::vector<std::string> entry = test::split(words[i], '=');
    block.entries.emplace_back(std::stol(entry.at(0)), test::number(entry.at(1)));
  }
  return block;
}

Golden readGolden() {
  Golden golden;
  for (const std::string& line :
       test::lines(test::readText(test::sourceDir() / "tests/golden/assignment_losses.txt"))) {
    const auto after = [&line](const std::string& name) { return line.substr(name.size()); };
    if (line.starts_with("records: ")) golden.records = std::stoul(after("records: "));
    if (line.starts_with("crc32: ")) golden.crc32 = static_cast<std::uint32_t>(std::stoull(after("crc32: ")));
    if (line.starts_with("settings: ")) golden.cases.push_back({after("settings: "), {}, {}});
    if (line.starts_with("gradient ")) golden.cases.back().gradient.push_back(readBlock(after("gradient ")));
    if (line.empty() || line[0] < '0' || line[0] > '9') continue;
    std::vector<double> row;
    for (const std::string& cell : test::split(line, ',')) row.push_back(test::number(cell));
    golden.cases.back().rows.push_back(row);
  }
  return golden;
}

// The checksum of zip and PNG.
std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = ~0u;
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1u) != 0 ? 0xEDB88320u : 0u);
  }
  return ~crc;
}

// The first images of CIFAR-10, the very ones of the golden file; null where this machine has none.
std::shared_ptr<const ImageLibrary> realImages(const Golden& golden) {
  const auto folder = test::cifar10Folder();
  if (!folder) return nullptr;
  const std::string file = (*folder / "data_batch_1.bin").string();
  const std::string text = test::readText(file).substr(0, golden.records * cifar10_record_bytes);
  INFO(file << " does not begin with the official records");
  REQUIRE(crc32(text) == golden.crc32);
  const std::vector<std::uint8_t> bytes(text.begin(), text.end());
  auto library = std::make_shared<ImageLibrary>();
  library->train = readCifar10Records(bytes, file).value();
  return library;
}

// The whole path, as the terminal and the page train: split, mean image, minibatches, weights, updates.
void checkLosses(const GoldenCase& golden, const Settings& settings, std::shared_ptr<const ImageLibrary> images) {
  Session session(settings, std::move(images));
  REQUIRE(session.post("run").ok());
  for (const std::vector<double>& row : golden.rows) {
    REQUIRE(row.size() == 4);
    REQUIRE(session.advance({1}) == 1);
    const RunSnapshot& now = session.observe({}).runs[0];
    CAPTURE(row[0]);
    REQUIRE(now.iteration == static_cast<std::int64_t>(row[0]) + 1);
    CHECK(test::near(now.last_batch->loss, row[1], 1e-9));
    CHECK(test::near(now.last_batch->data_loss, row[2], 1e-9));
    CHECK(test::near(now.last_batch->reg_loss, row[3], 1e-9));
  }
}

// The gradient of the first minibatch, which a session keeps to itself.
void checkGradient(const GoldenCase& golden, const Settings& settings, const ImageLibrary& library) {
  const std::shared_ptr<const ImageSet> images(std::shared_ptr<void>(), &library.train);
  const auto source =
      imageSource<double>(images, settings.val, settings.train,
                          measurePreprocessing(settings.normalize, images, settings.val, settings.train));
  const auto model = makeModel<double>({settings.model, source->features(), settings.hidden, source->classes()});
  NumpyRandom stream(settings.init_seed.value());
  const Vector<double> parameters = initialParameters(*model, settings.init, settings.init_scale, stream);
  Sampler sampler(settings.batch_seed);
  const std::span<const Index> rows = sampler.next(settings.sampling, source->size(), settings.batch);
  Matrix<double> scratch;
  const auto X = source->gather(rows, scratch);
  Labels labels;
  for (const Index row : rows) labels.push_back(source->labelOf(row));

  const Objective objective{settings.loss, {.l2 = settings.l2, .l1 = settings.l1, .half = settings.l2_half}};
  Activations<double> activations;
  Vector<double> gradient(parameters.size());
  const LossParts loss = lossAndGradient<double>(*model, objective, parameters, X, labels, activations, gradient);
  CHECK(test::near(loss.data_loss, golden.rows.at(0).at(2), 1e-9));
  CHECK(test::near(loss.reg_loss, golden.rows.at(0).at(3), 1e-9));

  REQUIRE(model->blocks().size() == golden.gradient.size());
  for (std::size_t i = 0; i < golden.gradient.size(); ++i) {
    const ParameterBlock& block = model->blocks()[i];
    const GoldenBlock& expected = golden.gradient[i];
    CAPTURE(expected.name);
    REQUIRE(block.name == expected.name);
    REQUIRE(expected.entries.size() == 6);
    const auto ours = gradient.segment(block.offset, block.size());
    CHECK(test::near(ours.norm(), expected.norm, 1e-9));
    for (const auto& [place, value] : expected.entries) {
      CAPTURE(place);
      CHECK(test::near(ours[place], value, 1e-9));
    }
  }
}

TEST_CASE("assignment: losses and gradients on real images are NumPy's" * doctest::test_suite("long")) {
  const Golden golden = readGolden();
  REQUIRE(golden.cases.size() == 16);
  const auto images = realImages(golden);
  if (!images) {
    MESSAGE("skipped: no CIFAR-10 images on this machine; CIFAR10_DIR names a folder with data_batch_1.bin");
    return;
  }
  for (const GoldenCase& one : golden.cases) {
    CAPTURE(one.settings);
    const Result<Settings> settings = withAssignments({}, one.settings);
    REQUIRE(settings.ok());
    REQUIRE(settings.value().precision == Precision::float64);
    REQUIRE(one.rows.size() == 3);
    checkLosses(one, settings.value(), images);
    checkGradient(one, settings.value(), *images);
  }
}

}  // namespace
}  // namespace lab
