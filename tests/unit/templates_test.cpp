// What the pictures of the weights are drawn from, and that the presets of images leave something to see in them.
#include <algorithm>
#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "session_support.h"
#include "support.h"

namespace lab {
namespace {

RunSnapshot observed(Session& session) {
  View view;
  view.templates = true;
  view.image = ImageRef{ImagePart::train, 3};
  return session.observe(view).runs[0];
}

RunSnapshot trained(const std::string& settings, std::int64_t steps) {
  Session session(test::settingsOf(settings), test::someLibrary(400, 10));
  REQUIRE(session.post("step " + std::to_string(steps)).ok());
  REQUIRE(session.advance({steps}) == steps);
  return observed(session);
}

}  // namespace

TEST_CASE("templates: centre and grey levels turn a pixel into the model's input") {
  const auto library = test::someLibrary(300, 10);
  for (const std::string form : {"mean_image", "channel", "pixel", "unit", "raw"}) {
    CAPTURE(form);
    Session session(test::settingsOf("preset=cifar_softmax&val=50&normalize=" + form), library);
    const RunSnapshot run = observed(session);
    REQUIRE(run.templates.centre.size() == 3072);
    REQUIRE(run.templates.grey_levels.size() == 3072);
    REQUIRE(run.inspection);
    const auto pixels = library->train.image(run.split.place({ImagePart::train, 3}));
    const bool centred = form != "unit" && form != "raw";
    for (std::size_t d = 0; d < 3072; d += 17) {
      CAPTURE(d);
      const double centre = centred ? double(run.templates.centre[d]) : 0;
      if (!centred) CHECK(run.templates.centre[d] == 127.5f);
      const double input = (double(pixels[d]) - centre) / double(run.templates.grey_levels[d]);
      CHECK(input == doctest::Approx(run.inspection->features[d]).epsilon(1e-3));
    }
  }
}

TEST_CASE("templates: a hidden unit helps the class to which its largest weight leads") {
  Session session(test::settingsOf("preset=cifar_two_layer&hidden=12&val=50&batch=20"), test::someLibrary(300, 10));
  REQUIRE(session.post("step 5").ok());
  REQUIRE(session.advance({5}) == 5);
  const RunSnapshot run = observed(session);
  REQUIRE(run.templates.helps.size() == 12);
  const Checkpoint saved = session.checkpoint(0);
  REQUIRE(run.inspection->hidden.size() == 12);
  const auto& parameters = std::get<Memento<float>>(saved.state).parameters;
  // W1 (3072,12), b1 (12), W2 (12,10) row by row, b2 (10)
  const float* const W2 = parameters.data() + parameters.size() - 12 * 10 - 10;
  for (int h = 0; h < 12; ++h) {
    const float* const row = W2 + h * 10;
    CHECK(run.templates.helps[static_cast<std::size_t>(h)] == std::max_element(row, row + 10) - row);
  }
  CHECK(trained("preset=cifar_softmax&val=50&batch=20", 1).templates.helps.empty());
}

TEST_CASE("templates: after a hundred steps the linear presets show what was learned, not the random start") {
  for (const std::string preset : {"cifar_softmax", "cifar_svm"}) {
    CAPTURE(preset);
    const RunSnapshot run = trained("preset=" + preset + "&val=100", 100);
    double squares = 0;
    for (const float weight : run.templates.weights) squares += double(weight) * double(weight);
    const double size = std::sqrt(squares / double(run.templates.weights.size()));
    CHECK(size > 8 * run.settings.init_scale);
  }
}

}  // namespace lab
