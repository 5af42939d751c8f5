# Third-party sources: pinned upstream commits, or what tools/setup has put into the user's cache folder, which it
# names in .deps/overrides.cmake by CMake's own FETCHCONTENT_SOURCE_DIR_<NAME>.
# What comes from upstream is cloned once for all presets: half a gigabyte, most of it the history of fonts.
set(FETCHCONTENT_BASE_DIR "${CMAKE_SOURCE_DIR}/build/upstream" CACHE PATH "Where sources from upstream are kept")
include(FetchContent)
include(changed)
set(FETCHCONTENT_QUIET OFF)

set(lab_overrides "${CMAKE_SOURCE_DIR}/.deps/overrides.cmake")
set(lab_pins "${CMAKE_SOURCE_DIR}/tools/setup.d/pins.sh")
if(LAB_SETUP AND "${lab_pins}" IS_NEWER_THAN "${lab_overrides}")
  find_program(LAB_BASH bash)
  if(LAB_BASH)
    message(STATUS "Dependencies: tools/setup deps (LAB_SETUP=OFF fetches them from upstream instead)")
    execute_process(COMMAND "${LAB_BASH}" "${CMAKE_SOURCE_DIR}/tools/setup" deps RESULT_VARIABLE lab_setup_result)
    if(NOT lab_setup_result EQUAL 0)
      message(WARNING "tools/setup did not finish; the dependencies are fetched from upstream.")
    elseif(EXISTS "${lab_overrides}")
      file(TOUCH "${lab_overrides}")
    endif()
  endif()
endif()
if(LAB_SETUP)
  include("${lab_overrides}" OPTIONAL)
endif()

# SOURCE_SUBDIR names a folder that is not there: only the sources are wanted, not a project's own targets.
FetchContent_Declare(eigen # 5.0.1
  GIT_REPOSITORY https://gitlab.com/libeigen/eigen.git
  GIT_TAG bc3b39870ecb690a623a3f49149a358b95c5781d
  SOURCE_SUBDIR sources-only)
FetchContent_Declare(imgui # 1.92.2b
  GIT_REPOSITORY https://github.com/ocornut/imgui.git
  GIT_TAG 45acd5e0e82f4c954432533ae9985ff0e1aad6d5
  SOURCE_SUBDIR sources-only)
FetchContent_MakeAvailable(eigen imgui)

add_library(Eigen INTERFACE)
target_include_directories(Eigen SYSTEM INTERFACE "${eigen_SOURCE_DIR}")

add_library(imgui STATIC
  "${imgui_SOURCE_DIR}/imgui.cpp" "${imgui_SOURCE_DIR}/imgui_draw.cpp" cmake/imgui/absent.cpp
  "${imgui_SOURCE_DIR}/imgui_widgets.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${imgui_SOURCE_DIR}")
# Panels show no demo and no debug windows; the page opens no file and no clipboard but the browser's.
target_compile_definitions(imgui PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS IMGUI_DISABLE_DEMO_WINDOWS
  IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_DEFAULT_FONT IMGUI_DISABLE_FILE_FUNCTIONS
  IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS)
if(EMSCRIPTEN)
  target_compile_definitions(imgui PRIVATE sscanf=lab_no_sscanf)  # cmake/imgui/absent.cpp
endif()
# Our fonts are TrueType: the reader of PostScript outlines, 5 KB of the module, is cut out of its reader of fonts.
lab_changed(lab_truetype "${imgui_SOURCE_DIR}/imstb_truetype.h"
  "info->cff.size TO 0" "if (!cff) return 0 TO return 0")
lab_write("${CMAKE_BINARY_DIR}/imgui/truetype.h" "${lab_truetype}")
target_include_directories(imgui SYSTEM PRIVATE "${CMAKE_BINARY_DIR}/imgui")
target_compile_definitions(imgui PRIVATE IMGUI_STB_TRUETYPE_FILENAME="truetype.h")
target_compile_options(imgui PRIVATE ${LAB_SMALL})
target_link_libraries(imgui PRIVATE lab_flags)

if(LAB_TESTS)
  FetchContent_Declare(doctest # 2.4.11
    GIT_REPOSITORY https://github.com/doctest/doctest.git
    GIT_TAG ae7a13539fb71f270b87eb2e874fbac80bc8dda2
    SOURCE_SUBDIR sources-only)
  FetchContent_MakeAvailable(doctest)
  add_library(doctest INTERFACE)
  target_include_directories(doctest SYSTEM INTERFACE "${doctest_SOURCE_DIR}")
endif()

if(EMSCRIPTEN)
  if(LAB_SDL2_PREFIX AND EXISTS "${LAB_SDL2_PREFIX}/lib/libSDL2.a")
    add_library(SDL2 INTERFACE)
    target_include_directories(SDL2 SYSTEM INTERFACE "${LAB_SDL2_PREFIX}/include/SDL2")
    target_link_libraries(SDL2 INTERFACE "${LAB_SDL2_PREFIX}/lib/libSDL2.a")
  else()
    FetchContent_Declare(sdl2 # 2.32.4
      GIT_REPOSITORY https://github.com/libsdl-org/SDL.git
      GIT_TAG 2359383fc187386204c3bb22de89655a494cd128
      SOURCE_SUBDIR sources-only)
    FetchContent_MakeAvailable(sdl2)
    set(LAB_SDL2_SOURCE "${sdl2_SOURCE_DIR}" CACHE PATH "" FORCE)
    add_subdirectory(cmake/sdl2 EXCLUDE_FROM_ALL)
  endif()
endif()
