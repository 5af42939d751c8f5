#include "platform/check_json.h"

namespace lab::platform {
namespace {

std::string_view verdictText(CheckVerdict verdict) {
  switch (verdict) {
    case CheckVerdict::running:
      return "running";
    case CheckVerdict::passed:
      return "passed";
    case CheckVerdict::failed:
      break;
  }
  return "failed";
}

void writeParameter(JsonWriter& json, const CheckedParameter& one) {
  json.object([&] {
    json.member("name", one.name);
    json.member("index", one.entry.index);
    json.member("value", one.entry.value);
    json.member("analytic", one.entry.analytic);
    json.member("forward", one.entry.forward);
    json.member("centered", one.entry.centered);
    json.member("automatic", one.entry.automatic);
    json.member("forward_error", one.entry.forward_error);
    json.member("relative_error", one.entry.relative_error);
    json.member("automatic_error", one.entry.automatic_error);
    json.member("blur", one.entry.blur);
    json.member("kink", one.entry.kink);
    json.member("too_small", one.entry.too_small);
    json.member("verdict", verdictWord(one));
  });
}

void writeGradient(JsonWriter& json, const std::optional<GradientCheckSnapshot>& gradient) {
  json.key("gradient");
  if (!gradient) return json.null();
  json.object([&] {
    json.member("subject", gradient->subject);
    json.member("break", gradient->mistake);
    json.member("loss", gradient->loss);
    json.member("examples", gradient->examples);
    json.member("iteration", gradient->iteration);
    json.array("parameters", [&] {
      for (const CheckedParameter& one : gradient->parameters) writeParameter(json, one);
    });
    json.member("verdict", verdictText(gradient->verdict));
    json.member("reason", gradient->reason);
  });
}

void writeNaive(JsonWriter& json, const std::optional<NaiveSnapshot>& naive) {
  json.key("naive");
  if (!naive) return json.null();
  json.object([&] {
    json.member("images", naive->images);
    json.array("losses", [&] {
      for (const NaiveComparison& one : naive->losses) {
        json.object([&] {
          json.member("loss", one.loss);
          json.member("loops_loss", one.loops_loss);
          json.member("matrix_loss", one.matrix_loss);
          json.member("gradient_norm", one.gradient_norm);
          json.member("gradient_difference", one.gradient_difference);
          json.member("loops_seconds", one.loops_seconds);
          json.member("matrix_seconds", one.matrix_seconds);
        });
      }
    });
    json.member("verdict", verdictText(naive->verdict));
    json.member("reason", naive->reason);
  });
}

void writeSanity(JsonWriter& json, std::string_view name, const std::optional<SanitySnapshot>& sanity) {
  json.key(name);
  if (!sanity) return json.null();
  json.object([&] {
    json.array("figures", [&] {
      for (const SanityFigure& figure : sanity->figures) {
        json.object([&] {
          json.member("label", figure.label);
          json.member("value", figure.value);
        });
      }
    });
    json.member("steps", sanity->steps);
    json.member("verdict", verdictText(sanity->verdict));
    json.member("reason", sanity->reason);
  });
}

}  // namespace

void writeCheck(JsonWriter& json, const std::optional<CheckSnapshot>& check) {
  if (!check) return json.null();
  json.object([&] {
    json.member("running", check->running);
    writeGradient(json, check->gradient);
    writeNaive(json, check->naive);
    for (std::size_t i = 0; i < sanity_checks.size(); ++i) writeSanity(json, sanity_checks[i], check->sanity[i]);
  });
}

}  // namespace lab::platform
