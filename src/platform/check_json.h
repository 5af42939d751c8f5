// The checks' part of lab.studies().
#pragma once

#include <optional>

#include "core/json.h"
#include "lab/study/check_snapshot.h"

namespace lab::platform {

// One value: an object, or null where no check was begun.
void writeCheck(JsonWriter& json, const std::optional<CheckSnapshot>& check);

}  // namespace lab::platform
