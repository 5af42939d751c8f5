#include "cli/model_file.h"

#include <fstream>
#include <system_error>

#include <unistd.h>

#include "cli/image_files.h"
#include "lab/checkpoint_file.h"

namespace lab::cli {
namespace {

namespace fs = std::filesystem;

// Beside the file, so that the renaming stays on one disk; of this process alone.
fs::path partOf(const fs::path& path) {
  fs::path part = path;
  return part += ".part" + std::to_string(getpid());
}

Error cannotWrite(const fs::path& path) { return Error{path.string() + " cannot be written."}; }

}  // namespace

Result<Checkpoint> readModel(const fs::path& path) {
  if (fs::is_directory(path)) return Error{path.string() + " is a folder; the file of a model was expected."};
  const auto bytes = readFile(path);
  if (!bytes) return Error{bytes.error()};
  return decodeCheckpoint(bytes.value(), path.string());
}

Status checkModelPlace(const fs::path& path) {
  const fs::path folder = path.parent_path();
  if (!folder.empty() && !fs::is_directory(folder)) {
    return Error{"The folder " + folder.string() + " does not exist, so " + path.string() + " cannot be written."};
  }
  if (!path.has_filename() || fs::is_directory(path)) {
    return Error{"'" + path.string() + "' is a folder; the model needs a file, as in model.npy."};
  }
  const fs::path part = partOf(path);
  const bool writable = std::ofstream(part, std::ios::binary).good();
  std::error_code ignored;
  fs::remove(part, ignored);
  if (!writable) return cannotWrite(path);
  return Done{};
}

Result<std::size_t> writeModel(const fs::path& path, const Checkpoint& checkpoint) {
  const std::vector<std::uint8_t> bytes = encodeCheckpoint(checkpoint);
  const fs::path part = partOf(path);
  std::ofstream out(part, std::ios::binary);
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  out.close();
  std::error_code failed;
  if (out) fs::rename(part, path, failed);
  if (out && !failed) return bytes.size();
  fs::remove(part, failed);
  return cannotWrite(path);
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
