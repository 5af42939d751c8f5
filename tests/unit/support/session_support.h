// What the tests of the session share: commands that must be accepted, and runs that must be the same to the last bit.
// They say `using namespace test`.
#pragma once

#include <cstdint>
#include <string_view>

#include "lab/session/session.h"

namespace lab::test {

Settings settingsOf(std::string_view text);

// The first run on the screen, brought up to date.
const RunSnapshot& first(Session& session);

// Posts a command that must be accepted, and applies it without a step.
void command(Session& session, std::string_view text);

// Makes all of these steps.
void step(Session& session, std::int64_t steps);

// Equal to the last bit in everything that a run shows.
void checkSameRun(const RunSnapshot& a, const RunSnapshot& b);

// Runs that differ in all that matters to a session.
inline constexpr std::string_view many_kinds[] = {
    "",
    "model=two_layer&hidden=20&init=he&lr=0.3&batch=32",
    "model=two_layer&hidden=20&init=he&lr=0.1&batch=77&sampling=epoch&optimizer=momentum&precision=float64",
    "data=moons&classes=2&loss=svm&lr=0.1&batch=10&l1=1e-3&batch_seed=4",
    "side_by_side=1&hidden=10&init=he&lr=0.2&batch=50",
    "optimizer=random_search&model=two_layer&hidden=6&dropout=0.3&batch_seed=3",
    "optimizer=local_search&lr=0.1&batch=30&sampling=epoch&max_norm=2&precision=float64",
    "side_by_side=1&hidden=4&optimizer=local_search&lr=0.1",
    "optimizer=numerical&model=two_layer&hidden=5&init=he&lr=0.1&dropout=0.3&batch=20",
};

}  // namespace lab::test
