// Any bytes as settings: refused in words, or taken such that text and value say the same.
#include <cstdint>
#include <string_view>

#include "fuzz.h"
#include "lab/settings/assignments.h"
#include "lab/settings/settings.h"
#include "lab/settings/settings_table.h"

lab::fuzz::Bytes lab::fuzz::makeInput(NumpyRandom& random) { return damaged(bytesOf(assignments(random)), random); }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const lab::Settings base;
  const lab::Result<lab::Settings> settings = lab::withAssignments(base, text);
  if (!settings) {
    lab::fuzz::require(!settings.error().empty(), "a refusal without a reason");
    return 0;
  }
  const std::string written = lab::toText(settings.value());
  const lab::Result<lab::Settings> again = lab::withAssignments(base, written);
  lab::fuzz::require(again.ok(), "its own text is refused");
  lab::fuzz::require(again.value() == settings.value(), "its own text means something else");
  lab::fuzz::require(lab::toText(again.value()) == written, "the text changes when written twice");
  for (const lab::SettingInfo& info : lab::settingInfos()) {
    const std::string one = std::string(info.key) + "=" + lab::valueText(settings.value(), info.key);
    lab::fuzz::require(lab::withAssignments(settings.value(), one).ok(), "a value in force is refused");
  }
  return 0;
}
