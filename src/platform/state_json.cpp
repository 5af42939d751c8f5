#include "platform/state_json.h"

#include <cmath>
#include <cstdio>

#include "core/json.h"
#include "data/cifar10.h"
#include "lab/settings/model_kinds.h"
#include "lab/settings/settings_table.h"

namespace lab::platform {

namespace {

const char* statusName(RunState state) {
  switch (state) {
    case RunState::running:
      return "running";
    case RunState::diverged:
      return "diverged";
    case RunState::paused:
      break;
  }
  return "paused";
}

template <class List>
void listMember(JsonWriter& json, std::string_view name, const List& list) {
  json.array(name, [&] {
    for (const auto& item : list) json.value(item);
  });
}

void writePublished(JsonWriter& json, const RunSnapshot& run) {
  json.array("published", [&] {
    for (const PublishedCheck& check : run.published) {
      json.object([&] {
        json.member("iteration", check.iteration);
        json.member("published", check.published);
        json.member("ours", check.ours);
        json.member("matches", check.matches);
      });
    }
  });
}

// Before the first try there is no loss.
void writeSearch(JsonWriter& json, const RunSnapshot& run) {
  json.key("search");
  if (!run.search) return json.null();
  const bool tried = run.search->tries > 0;
  json.object([&] {
    json.member("tries", run.search->tries);
    json.member("kept", run.search->kept);
    json.member("best_loss", tried ? std::optional(run.search->best_loss) : std::nullopt);
    json.member("last_loss", tried ? std::optional(run.search->last_loss) : std::nullopt);
  });
}

const char* loadingName(ui::ImageLoading::State state) {
  switch (state) {
    case ui::ImageLoading::State::loading:
      return "loading";
    case ui::ImageLoading::State::done:
      return "done";
    case ui::ImageLoading::State::failed:
      return "failed";
    case ui::ImageLoading::State::none:
      break;
  }
  return "none";
}

void writeImages(JsonWriter& json, const ui::ImageLoading& images, const ImageLibrary* library) {
  json.object("images", [&] {
    json.member("state", loadingName(images.state));
    json.member("bytes", images.bytes);
    json.member("total_bytes", images.total_bytes);
    json.member("images", images.images);
    json.member("total_images", images.total_images);
    json.member("train", library ? library->train.size() : 0);
    json.member("test", library ? library->test.size() : 0);
    json.member("source", images.source);
    json.member("stand_in", images.stand_in);
    json.member("message", images.message);
  });
}

void writeImage(JsonWriter& json, const std::optional<ImageRef>& image) {
  constexpr const char* parts[] = {"train", "validation", "test"};
  json.key("image");
  if (!image) return json.null();
  json.object([&] {
    json.member("part", parts[static_cast<int>(image->part)]);
    json.member("index", image->index);
  });
}

// How the images are divided, and what the test said when it was asked.
void writeParts(JsonWriter& json, const RunSnapshot& run, const Snapshot& snapshot) {
  json.object("split", [&] {
    json.member("train", run.split.train);
    json.member("validation", run.split.validation);
    json.member("test", snapshot.images->test.size());
  });
  json.key("test");
  if (!run.test) return json.null();
  json.object([&] {
    json.member("iteration", run.test->iteration);
    json.member("accuracy", run.test->accuracy);
  });
}

void writeRun(JsonWriter& json, const RunSnapshot& run, const Snapshot& snapshot) {
  json.member("model", modelKey(run.model));
  json.member("parameters", run.parameters);
  json.member("iteration", run.iteration);
  json.member("epoch", run.epoch);
  json.member("lr", run.lr);
  json.member("loss", run.now.loss);
  json.member("data_loss", run.now.data_loss);
  json.member("reg_loss", run.now.reg_loss);
  json.member("train_accuracy", run.now.train_accuracy);
  json.member("val_accuracy", run.now.val_accuracy);
  json.member("batch_loss", run.last_batch ? std::optional(run.last_batch->loss) : std::nullopt);
  json.member("expected_start", run.expected_start);
  json.member("diverged_at", run.diverged_at);
  json.array("diagnoses", [&] {
    for (const Diagnosis& diagnosis : run.diagnoses) {
      json.object([&] {
        json.member("sentence", diagnosis.sentence);
        json.member("remedy", diagnosis.remedy);
        listMember(json, "commands", diagnosis.commands);
      });
    }
  });
  writePublished(json, run);
  writeSearch(json, run);
  json.member("loss_evaluations", run.loss_evaluations);
  if (snapshot.mode == Mode::images) writeParts(json, run, snapshot);
}

void writeSettings(JsonWriter& json, const Settings& settings) {
  json.object("settings", [&] {
    for (const SettingInfo& info : settingInfos()) json.member(info.key, valueText(settings, info.key));
  });
  json.member("settings_text", toText(settings));
}

}  // namespace

const RunSnapshot& mainRun(const Snapshot& snapshot) {
  for (const RunSnapshot& run : snapshot.runs) {
    if (run.model == snapshot.settings.model) return run;
  }
  return snapshot.runs.front();
}

std::string stateJson(const Snapshot& snapshot, const BuildFacts& facts, const HostFigures& figures) {
  JsonWriter json;
  json.object([&] {
    json.member("status", statusName(snapshot.state));
    writeRun(json, mainRun(snapshot), snapshot);
    const Dataset* plane = snapshot.data.get();
    const Index examples = plane ? plane->size() : mainRun(snapshot).split.train;
    json.member("mode", plane ? "plane" : "images");
    json.member("classes", plane ? snapshot.settings.classes : static_cast<int>(cifar10_classes.size()));
    json.member("points", examples);
    json.member("features", plane ? plane->features() : ImageSet::pixels_per_image);
    json.member("speed", snapshot.speed);
    json.member("auto_speed", snapshot.auto_speed);
    json.member("steps_owed", snapshot.steps_owed);
    json.member("can_step_back", snapshot.can_step_back);
    json.member("can_go_back", snapshot.can_go_back);
    json.member("undo", snapshot.undo);
    json.member("redo", snapshot.redo);
    json.member("notice", snapshot.notice);
    json.member("notice_is_error", snapshot.notice_is_error);
    json.member("notice_offers_undo", snapshot.notice_offers_undo);
    json.array("runs", [&] {
      for (const RunSnapshot& run : snapshot.runs) {
        json.object([&] { writeRun(json, run, snapshot); });
      }
    });
    writeSettings(json, snapshot.settings);
    json.member("data_revision", snapshot.data_revision);
    json.member("run_revision", snapshot.run_revision);
    json.member("steps_per_second", figures.steps_per_second);
    json.member("frame_ms", figures.frame_ms);
    json.member("frames", figures.frames);
    json.member("hidden", figures.hidden);
    writeImages(json, figures.images, snapshot.images.get());
    json.member("picture", figures.picture);
    writeImage(json, figures.image);
    json.member("simd", facts.simd);
    json.member("variant", facts.variant);
    json.member("threads", facts.threads);
    json.member("floats_per_packet", facts.floats_per_packet);
    json.member("doubles_per_packet", facts.doubles_per_packet);
    json.member("version", facts.version);
  });
  return json.text();
}

std::string historyJson(const Snapshot& snapshot) {
  const RunSnapshot& run = mainRun(snapshot);
  JsonWriter json;
  const auto column = [&](std::string_view name, auto member) {
    json.array(name, [&] {
      if (run.history) {
        for (const HistoryPoint& point : run.history->points()) json.value(point.*member);
      }
    });
  };
  json.object([&] {
    json.member("model", modelKey(run.model));
    column("iteration", &HistoryPoint::iteration);
    column("loss", &HistoryPoint::loss);
    column("data_loss", &HistoryPoint::data_loss);
    column("reg_loss", &HistoryPoint::reg_loss);
    column("batch_loss", &HistoryPoint::batch_loss);
    column("train_accuracy", &HistoryPoint::train_accuracy);
    column("val_accuracy", &HistoryPoint::val_accuracy);
    column("update_ratio", &HistoryPoint::update_ratio);
  });
  return json.text();
}

std::string inspectionJson(const Snapshot& snapshot) {
  const RunSnapshot& run = mainRun(snapshot);
  if (!run.inspection) return "null";
  const Inspection& seen = *run.inspection;
  JsonWriter json;
  json.object([&] {
    json.member("example", seen.example);
    json.member("label", seen.label);
    json.member("predicted", seen.predicted);
    listMember(json, "features", seen.features);
    listMember(json, "hidden", seen.hidden);
    listMember(json, "scores", seen.scores);
    listMember(json, "exponentials", seen.exponentials);
    listMember(json, "probabilities", seen.probabilities);
    listMember(json, "margins", seen.margins);
    listMember(json, "dscores", seen.dscores);
    json.member("loss", seen.loss);
  });
  return json.text();
}

std::string templatesJson(const Snapshot& snapshot) {
  const Templates& templates = mainRun(snapshot).templates;
  JsonWriter json;
  json.object([&] {
    json.member("count", templates.count);
    json.array("weights", [&] {
      if (templates.count > 0) {
        for (const float weight : templates.weights) json.value(double(weight));
      }
    });
  });
  return json.text();
}

std::string examplesJson(const Snapshot& snapshot) {
  if (!snapshot.data) return "null";
  const Dataset& data = *snapshot.data;
  JsonWriter json;
  json.object([&] {
    json.array("X", [&] {
      for (Index i = 0; i < data.size(); ++i) {
        json.array([&] {
          for (Index d = 0; d < data.features(); ++d) json.value(data.X(i, d));
        });
      }
    });
    listMember(json, "y", data.y);
    listMember(json, "predictions", mainRun(snapshot).predictions);
  });
  return json.text();
}

std::string spokenState(const Snapshot& snapshot) {
  std::string text;
  for (const RunSnapshot& run : snapshot.runs) {
    char line[200];
    const bool diverged = run.diverged_at.has_value();
    std::snprintf(line, sizeof line, "%s model, %s at iteration %lld: loss %.4g, training accuracy %.0f%%. ",
                  PerModel<const char*>{"Linear", "Two-layer"}[placeOf(run.model)],
                  diverged ? "diverged" : statusName(snapshot.state), static_cast<long long>(run.iteration),
                  run.now.loss, 100 * run.now.train_accuracy);
    text += line;
  }
  if (!text.empty()) text.pop_back();
  return text;
}

}  // namespace lab::platform
