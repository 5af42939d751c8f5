# What nearly every file reads, parsed once a target: a test build takes less than half of its time so. The page compiles
# the program's own files without it, so that an include which is missing shows there.
option(LAB_PRECOMPILE "Parse the headers of libraries once a target" ON)

function(lab_precompile target)
  if(LAB_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE <algorithm> <array> <cmath> <cstdint> <functional> <limits> <map>
      <memory> <optional> <ostream> <set> <span> <string> <string_view> <utility> <vector> <Eigen/Core> ${ARGN})
  endif()
endfunction()
