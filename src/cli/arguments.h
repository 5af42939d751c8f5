// The words of the command line as they come, before anybody looks at what they mean.
#pragma once

#include <string>
#include <string_view>

namespace lab::cli {

// Without what nobody sees and a copied text brings along at its ends: the mark of a byte order, blanks that do not
// break, marks of no width, and the end of a line from another system.
std::string withoutUnseenEnds(std::string_view argument);

}  // namespace lab::cli
