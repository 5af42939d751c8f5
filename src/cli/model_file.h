// A model's file: a checkpoint on disk.
#pragma once

#include <string>

#include "core/result.h"
#include "lab/run/checkpoint.h"

namespace lab::cli {

// Refuses what cannot be read or is no model, with the file's name.
Result<Checkpoint> readModel(const std::string& path);

// Refuses a place where writeModel would fail, before hours of training are lost to it.
Status checkModelPlace(const std::string& path);

// As cli/output_file.h has it. Returns the number of bytes.
Result<std::size_t> writeModel(const std::string& path, const Checkpoint& checkpoint);

// "two_layer model of spiral, 603 parameters in float32, after 200 iterations", and a line with all settings.
std::string describeModel(const Checkpoint& checkpoint);

}  // namespace lab::cli
