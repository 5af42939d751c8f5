#include "lab/bench/bench_problem.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.h"
#include "data/image_source.h"
#include "kernels/subnormal.h"
#include "lab/run/draw_data.h"
#include "lab/settings/presets.h"
#include "model/classifiers.h"
#include "model/init.h"

namespace lab {
namespace {

constexpr Index image_count = 2048;
constexpr Index image_batch = 256;
constexpr double image_weights = 1e-2;  // of the linear model; the others are He's

// What sets one workload apart from the others.
struct Workload {
  std::string_view id;
  Index hidden;  // 0: linear
  bool images, bytes;
  int checked_steps;  // as many as the loops get through in a few seconds
  bool decayed = false;
};
constexpr std::array<Workload, 8> workloads{{
    {"S1", 0, false, false, 20},
    {"S2", 100, false, false, 20},
    {"C1", 0, true, false, 20},
    {"C2", 200, true, false, 2},
    {"C2L", 1000, true, false, 1},
    {"C1u8", 0, true, true, 20},
    {"C2u8", 200, true, true, 2},
    {"S2d", 100, false, false, 20, true},
}};

ModelShape shapeOf(const Workload& workload, const ExampleSource<float>& examples) {
  const ModelKind kind = workload.hidden > 0 ? ModelKind::two_layer : ModelKind::linear;
  return {kind, examples.features(), workload.hidden, examples.classes()};
}

// What the penalty makes in a long run of the weights of units that are 0 on every point, here a quarter of them:
// numbers that would be subnormal for ever if steps left them so.
void decayUnits(const Model<float>& model, Vector<float>& parameters) {
  auto W1 = view(parameters, model.blocks()[0]), b1 = view(parameters, model.blocks()[1]);
  auto W2 = view(parameters, model.blocks()[2]);
  for (Index unit = 0; unit < model.shape().hidden; unit += 4) {
    W1.col(unit).setConstant(smallest_normal<float> / 8);
    W2.row(unit).setConstant(smallest_normal<float> / 8);
    b1(0, unit) = -1;
  }
}

// The case study's data, weights and step.
void fillSpiral(const Workload& workload, BenchProblem& problem) {
  const Settings settings = presetSettings(workload.hidden > 0 ? "notes_two_layer" : "notes_linear");
  RunData data = drawData(settings, nullptr);
  problem.examples = matrixSource<float>(*data.plane);
  problem.shape = shapeOf(workload, *problem.examples);
  problem.batch = problem.examples->size();
  problem.objective = {LossKind::softmax, {.l2 = 1e-3}};
  problem.rule = {.lr = 1};
  data.stream.discardNormals(settings.init_skip);
  const auto model = makeModel<float>(problem.shape);
  problem.parameters = initialParameters(*model, settings.init, settings.init_scale, data.stream);
  if (workload.decayed) decayUnits(*model, problem.parameters);
}

// About -0.5 to 0.5, and 0 on average.
Preprocessing minusMean(const std::shared_ptr<const ImageSet>& images) {
  Preprocessing preprocessing = measurePreprocessing(Normalize::mean_image, images, 0, images->size());
  preprocessing.scale /= 255;
  preprocessing.shift /= 255;
  return preprocessing;
}

// The floats that imageSource makes of the bytes, made once.
std::unique_ptr<ExampleSource<float>> madeFloats(const ExampleSource<float>& bytes) {
  Matrix<float> scratch;
  const std::span<const std::int32_t> labels = bytes.labels();
  return matrixSource<float>({.X = bytes.slice(0, bytes.size(), scratch).cast<double>(),
                              .y = Labels(labels.begin(), labels.end()),
                              .classes = bytes.classes()});
}

void fillImages(const Workload& workload, BenchProblem& problem) {
  const bool two_layer = workload.hidden > 0;
  auto images = std::make_shared<const ImageSet>(drawBenchImages(image_count));
  problem.preprocessing = minusMean(images);
  problem.examples = imageSource<float>(images, 0, images->size(), problem.preprocessing);
  if (workload.bytes) {
    problem.images = std::move(images);
  } else {
    problem.examples = madeFloats(*problem.examples);
  }
  problem.shape = shapeOf(workload, *problem.examples);
  problem.batch = image_batch;
  problem.objective = {LossKind::softmax, {.l2 = 1e-4}};
  problem.rule = two_layer ? UpdateRule{.kind = OptimizerKind::momentum, .lr = 1e-3, .momentum = 0.9}
                           : UpdateRule{.kind = OptimizerKind::sgd, .lr = 1e-2};
  NumpyRandom random(1);
  problem.parameters = initialParameters(*makeModel<float>(problem.shape), two_layer ? InitKind::he : InitKind::scaled,
                                         image_weights, random);
}

}  // namespace

std::span<const std::string_view> benchIds() {
  static const auto ids = [] {
    std::array<std::string_view, workloads.size()> names;
    std::transform(workloads.begin(), workloads.end(), names.begin(), [](const Workload& one) { return one.id; });
    return names;
  }();
  return ids;
}

Result<BenchProblem> benchProblem(std::string_view id) {
  const auto found =
      std::find_if(workloads.begin(), workloads.end(), [&](const Workload& one) { return one.id == id; });
  if (found == workloads.end()) {
    const std::string list = joined(benchIds());
    return Error{"There is no workload '" + std::string(id) + "'. There are " + list + "."};
  }
  BenchProblem problem;
  problem.id = id;
  problem.checked_steps = found->checked_steps;
  (found->images ? fillImages : fillSpiral)(*found, problem);
  return problem;
}

ImageSet drawBenchImages(Index count) {
  constexpr Index classes = 10;
  constexpr auto size = static_cast<std::size_t>(ImageSet::pixels_per_image);
  NumpyRandom random(0);
  const auto draw = [&](std::vector<std::uint8_t>& bytes) {
    for (std::size_t i = 0; i < bytes.size(); i += 4) {
      const std::uint32_t four = random.bits();
      for (unsigned j = 0; j < 4; ++j) bytes[i + j] = static_cast<std::uint8_t>(four >> (8 * j));
    }
  };
  std::vector<std::uint8_t> patterns(classes * size);
  draw(patterns);
  ImageSet images;
  images.pixels.resize(static_cast<std::size_t>(count) * size);
  draw(images.pixels);  // the noise
  for (Index i = 0; i < count; ++i) {
    const Index label = i % classes;
    images.y.push_back(static_cast<std::int32_t>(label));
    std::uint8_t* image = images.pixels.data() + static_cast<std::size_t>(i) * size;
    const std::uint8_t* pattern = patterns.data() + static_cast<std::size_t>(label) * size;
    for (std::size_t d = 0; d < size; ++d) image[d] = static_cast<std::uint8_t>((pattern[d] + 3 * image[d]) / 4);
  }
  return images;
}

double flopOfStep(const ModelShape& shape, Index batch) {
  const double outputs = double(batch) * double(shape.classes);
  if (!hasHidden(shape.kind)) return 4 * outputs * double(shape.inputs);
  return 4 * double(batch) * double(shape.inputs) * double(shape.hidden) + 6 * outputs * double(shape.hidden);
}

}  // namespace lab
