// What the page's lab.studies() hands out, as JSON text: each study's part of the snapshot, null where there is none.
#pragma once

#include <string>

#include "lab/study/study_snapshot.h"

namespace lab::platform {

std::string studiesJson(const StudiesSnapshot& studies);

}  // namespace lab::platform
