# A compiler cache, where this machine has one and nobody chose another: a second build of the same sources takes a tenth of
# the time. What ccache is told: that the parsed headers may be trusted, which it would not cache otherwise, and that
# em++ is a clang.
find_program(LAB_CCACHE ccache DOC "Compiler cache, used where it is found; empty: none")
mark_as_advanced(LAB_CCACHE)
if(LAB_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(lab_launcher "${CMAKE_COMMAND}" -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime)
  if(EMSCRIPTEN)
    list(APPEND lab_launcher CCACHE_COMPILERTYPE=clang)
  endif()
  foreach(language C CXX)
    set(CMAKE_${language}_COMPILER_LAUNCHER ${lab_launcher} "${LAB_CCACHE}")
  endforeach()
endif()
