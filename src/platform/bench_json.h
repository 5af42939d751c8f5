// What the page's lab.bench(), lab.benchProblem() and lab.benchCheck() hand out, as JSON text. A refusal is
// {"error": "why"}.
#pragma once

#include <string>
#include <string_view>

#include "lab/bench/bench.h"

namespace lab::platform {

std::string benchRunJson(const BenchRun& run, std::string_view variant);
// Arrays as {"at": address in the module's memory, "length": numbers}; they stay until another workload is asked for.
std::string benchProblemJson(Bench& bench);
std::string benchErrorJson(std::string_view why);

}  // namespace lab::platform
