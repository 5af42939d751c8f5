# Open Sans, whose figures are tabular, and DejaVu Sans for the signs it lacks: subset at build time by
# tools/make_fonts.mjs, as C++ for the panels. In the page these take what its own text is written in: src/platform/fonts.cpp.

if(NOT LAB_FONT_DIR_OPENSANS)
  FetchContent_Declare(opensans # 3.003
    GIT_REPOSITORY https://github.com/googlefonts/opensans.git
    GIT_TAG bd7e37632246368c60fdcbd374dbf9bad11969b6
    SOURCE_SUBDIR sources-only)
  FetchContent_MakeAvailable(opensans)
  set(LAB_FONT_DIR_OPENSANS "${opensans_SOURCE_DIR}/fonts/ttf")
endif()
if(NOT LAB_FONT_DIR_DEJAVU)
  FetchContent_Declare(dejavu
    URL https://github.com/dejavu-fonts/dejavu-fonts/releases/download/version_2_37/dejavu-fonts-ttf-2.37.zip
    URL_HASH SHA256=7576310b219e04159d35ff61dd4a4ec4cdba4f35c00e002a136f00e96a908b0a
    DOWNLOAD_EXTRACT_TIMESTAMP ON
    SOURCE_SUBDIR sources-only)
  FetchContent_MakeAvailable(dejavu)
  set(LAB_FONT_DIR_DEJAVU "${dejavu_SOURCE_DIR}/ttf")
endif()

find_program(LAB_NODE node REQUIRED)
if(NOT EXISTS "${CMAKE_SOURCE_DIR}/tools/node_modules/subset-font")
  message(FATAL_ERROR "What subsets the fonts is missing: run tools/setup deps")
endif()

set(lab_fonts_dir "${CMAKE_BINARY_DIR}/fonts")
set(LAB_FONTS_INCLUDE "${lab_fonts_dir}")
set(LAB_FONTS_SOURCE "${lab_fonts_dir}/fonts_data.cpp" "${lab_fonts_dir}/signs_data.cpp")
set(LAB_FONTS_WEB "${lab_fonts_dir}/font-regular.ttf" "${lab_fonts_dir}/font-semibold.ttf")
set(lab_fonts_inputs "${LAB_FONT_DIR_OPENSANS}/OpenSans-Regular.ttf" "${LAB_FONT_DIR_OPENSANS}/OpenSans-SemiBold.ttf"
  "${LAB_FONT_DIR_DEJAVU}/DejaVuSans.ttf")

configure_file("${CMAKE_SOURCE_DIR}/cmake/fonts_data.h.in" "${lab_fonts_dir}/fonts_data.h" COPYONLY)
add_custom_command(
  OUTPUT ${LAB_FONTS_SOURCE} ${LAB_FONTS_WEB}
  COMMAND "${LAB_NODE}" "${CMAKE_SOURCE_DIR}/tools/make_fonts.mjs" "${lab_fonts_dir}" ${lab_fonts_inputs}
  DEPENDS "${CMAKE_SOURCE_DIR}/tools/make_fonts.mjs" "${CMAKE_SOURCE_DIR}/tools/package-lock.json" ${lab_fonts_inputs}
  COMMENT "Fonts: subset and embed"
  VERBATIM)
# A font is one string literal, longer than compilers have to take.
set_source_files_properties(${LAB_FONTS_SOURCE} PROPERTIES COMPILE_OPTIONS -Wno-overlength-strings)
