# Sources of others that the build takes with a few words changed.

# Writes a file that a configuration makes, unless it is that already: what is made of it stays.
function(lab_write file content)
  set(present "")
  if(EXISTS "${file}")
    file(READ "${file}" present)
  endif()
  if(NOT "${present}" STREQUAL "${content}")
    file(WRITE "${file}" "${content}")
  endif()
endfunction()

# Puts into `variable` what the file says after each change "BEFORE TO AFTER", every one of which must be needed.
function(lab_changed variable file)
  file(READ "${file}" text)
  foreach(change IN LISTS ARGN)
    string(REGEX MATCH "^(.*) TO (.*)$" change "${change}")
    set(before "${CMAKE_MATCH_1}")
    set(after "${CMAKE_MATCH_2}")
    string(FIND "${text}" "${before}" found)
    if(found EQUAL -1)
      message(FATAL_ERROR "${file} has no '${before}', which the build would replace: it is of a version not known here.")
    endif()
    string(REPLACE "${before}" "${after}" text "${text}")
  endforeach()
  set(${variable} "${text}" PARENT_SCOPE)
endfunction()
