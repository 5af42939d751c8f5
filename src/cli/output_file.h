// The one way in which this program writes a file, whatever is in it.
//   A regular file    is replaced when the new one is whole: by a file beside it that takes over its name and its mode.
//   A link            stays, and what it leads to is written, be it there or not.
//   A pipe, a device  and whatever else is no regular file, is written into and never replaced.
#pragma once

#include <string>
#include <string_view>

#include "cli/files.h"

namespace lab::cli {

// Refuses a place where writeOutput would fail, before hours of work are lost to it. `what`, as in "the model", and an
// example of its name are for the messages.
Status checkOutputPlace(const std::string& path, std::string_view what, std::string_view example);

// The old file stays whole if anything goes wrong, but where its folder takes no new file: then it is written into.
Status writeOutput(const std::string& path, Bytes bytes);
Status writeOutput(const std::string& path, std::string_view text);

// The folder, with those above it, where they are not there yet.
Status makeFolders(const std::string& folder);

}  // namespace lab::cli
