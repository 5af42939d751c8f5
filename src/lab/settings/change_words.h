// What a change of settings is, in words for people.
#pragma once

#include <string>
#include <string_view>

#include "lab/settings/settings.h"

namespace lab {

// Values that differ, as they are in `to`: "50 hidden units, learning rate 0.01". Empty if none does. Which models are
// looked at is left out, and where the weights begin in the random stream, which belongs to the model.
std::string changedValues(const Settings& from, const Settings& to);
// "50 hidden units instead of 100, learning rate 0.01 instead of 0.001"
std::string comparedValues(const Settings& from, const Settings& to);

// What assignments ("key=value key=value") have set: "Adam, learning rate 0.02".
std::string describeAssignments(const Settings& after, std::string_view text);

// The title within a sentence: "batch size", "L2 penalty", "½ in front of L2".
std::string titleInSentence(std::string_view title);

}  // namespace lab
