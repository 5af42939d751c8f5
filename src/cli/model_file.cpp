#include "cli/model_file.h"

#include "cli/files.h"
#include "cli/output_file.h"
#include "core/text.h"
#include "lab/checkpoint/checkpoint_file.h"
#include "lab/settings/settings_table.h"

namespace lab::cli {
namespace {

// Far more than any model of the lab has: what is larger is something else, or has no end.
constexpr std::size_t most_bytes = std::size_t{1} << 28;

}  // namespace

Result<Checkpoint> readModel(const std::string& path) {
  const auto place = placeAt(path);
  if (!place) return place.failure();
  if (place.value() == PlaceKind::folder) {
    return Error{printable(path) + " is a folder; the file of a model was expected."};
  }
  const auto bytes = readFile(path, most_bytes);
  if (!bytes) return bytes.failure();
  return decodeCheckpoint(bytes.value(), printable(path));
}

Status checkModelPlace(const std::string& path) { return checkOutputPlace(path, "the model", "model.npy"); }

Result<std::size_t> writeModel(const std::string& path, const Checkpoint& checkpoint) {
  const std::vector<std::uint8_t> bytes = encodeCheckpoint(checkpoint);
  const Status written = writeOutput(path, bytes);
  if (!written) return written.failure();
  return bytes.size();
}

std::string describeModel(const Checkpoint& checkpoint) {
  const Settings& settings = checkpoint.settings;
  const auto [parameters, iteration] =
      std::visit([](const auto& state) { return std::pair(std::int64_t{state.parameters.size()}, state.iteration); },
                 checkpoint.state);
  return valueText(settings, "model") + " model of " + valueText(settings, "data") + ", " + std::to_string(parameters) +
         " parameters in " + valueText(settings, "precision") + ", after " + std::to_string(iteration) +
         " iterations\nsettings: " + toText(settings) + "\n";
}

}  // namespace lab::cli
