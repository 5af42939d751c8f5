# Toolchain of the web preset: the Emscripten that tools/setup names in .deps/emscripten.cmake, else the one on the PATH.
get_filename_component(lab_source_dir "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)

if(NOT DEFINED LAB_EMSCRIPTEN_ROOT)
  if(NOT EXISTS "${lab_source_dir}/.deps/emscripten.cmake")
    execute_process(COMMAND bash "${lab_source_dir}/tools/setup" web RESULT_VARIABLE lab_setup_result)
    if(NOT lab_setup_result EQUAL 0)
      message(FATAL_ERROR "tools/setup web did not finish; see above.")
    endif()
  endif()
  include("${lab_source_dir}/.deps/emscripten.cmake" OPTIONAL)
endif()
if(NOT LAB_EMSCRIPTEN_ROOT)
  execute_process(COMMAND em-config EMSCRIPTEN_ROOT OUTPUT_VARIABLE LAB_EMSCRIPTEN_ROOT OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()
if(NOT EXISTS "${LAB_EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake")
  message(FATAL_ERROR "No Emscripten found. Run tools/setup web, or put emcc 3.1.69 or later on the PATH.")
endif()

# CMake reads this file again for every compiler check, in a project that does not know this variable otherwise.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES LAB_EMSCRIPTEN_ROOT)
include("${LAB_EMSCRIPTEN_ROOT}/cmake/Modules/Platform/Emscripten.cmake")
