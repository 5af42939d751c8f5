# The page: its WebAssembly modules and the folder of static files around it, build/web/dist.

add_library(imgui_backend STATIC
  "${imgui_SOURCE_DIR}/backends/imgui_impl_sdl2.cpp" "${imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp")
target_include_directories(imgui_backend SYSTEM PUBLIC "${imgui_SOURCE_DIR}/backends")
target_compile_definitions(imgui_backend PUBLIC IMGUI_IMPL_OPENGL_ES3
  PRIVATE sscanf=lab_read_version glGetIntegerv=rememberedIntegerv
  glGenVertexArrays=ownVertexArray glDeleteVertexArrays=keepVertexArray) # src/platform/gl_state.cpp
target_link_libraries(imgui_backend PUBLIC imgui SDL2 PRIVATE lab_flags)
target_compile_options(imgui_backend PRIVATE ${LAB_SMALL})

# Megabytes. A memory that is shared reserves its maximum at once, so that it is what the lab needs and no more, measured
# in the page with threads on all 60,000 images: 250 once they are read (184 of them pixels), 426 with 1,000 hidden units
# trained by momentum and then Adam with the first run kept for undo, 720 with two more such runs in float64, and 943 when
# all images are read once more meanwhile. Where not even that is to be had, the page tries half of it.
set(LAB_INITIAL_MEMORY 16)
set(LAB_SHARED_MEMORY 1024)

# The module's script is written for the browsers that the page promises, as the page's own scripts are. Of what a page may
# ask of it, it knows what web/module.mjs asks, and noExitRuntime: without that, threads end when main() returns.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS web/browsers.mjs)
file(STRINGS web/browsers.mjs lab_oldest_browsers REGEX "^export const OLDEST = ")
string(REGEX REPLACE ".*chrome: \"([0-9]+)\", firefox: \"([0-9]+)\", safari: \"([0-9]+)\\.([0-9])\".*"
  "-sMIN_CHROME_VERSION=\\1;-sMIN_FIREFOX_VERSION=\\2;-sMIN_SAFARI_VERSION=\\30\\400"
  lab_oldest_browsers "${lab_oldest_browsers}")

file(GLOB lab_page_sources CONFIGURE_DEPENDS src/platform/*.cpp)
file(GLOB_RECURSE lab_web_files CONFIGURE_DEPENDS web/*)
if(lab_page_sources)
  add_library(lab_page OBJECT ${lab_page_sources})
  target_link_libraries(lab_page PUBLIC lab_ui imgui_backend SDL2 PRIVATE lab_warnings)
  target_compile_options(lab_page PRIVATE ${LAB_SMALL})
  foreach(variant IN LISTS lab_variants)
    set(target lab_page-${variant})
    add_executable(${target} $<TARGET_OBJECTS:lab_page> $<TARGET_OBJECTS:lab_numbers>)
    set_target_properties(${target} PROPERTIES OUTPUT_NAME lab-${variant} SUFFIX .js LINKER_LANGUAGE CXX)
    target_link_libraries(${target} PRIVATE lab_ui imgui_backend SDL2)
    lab_link_variant(${target} ${variant})
    set(environment web)
    set(runtime ccall,HEAPU8)
    if(variant MATCHES threads)
      set(environment web,worker)
      string(APPEND runtime ,PThread)
      # All workers stand before the program starts, so that the page learns in time whether it gets them; web/variants.mjs
      # says how many.
      target_link_options(${target} PRIVATE -sMAXIMUM_MEMORY=${LAB_SHARED_MEMORY}MB -sPTHREAD_POOL_SIZE=Module.labWorkers)
    endif()
    target_link_options(${target} PRIVATE
      -Oz -Wl,--fatal-warnings
      -sMODULARIZE -sEXPORT_ES6 -sEXPORT_NAME=createLab -sENVIRONMENT=${environment}
      -sINITIAL_MEMORY=${LAB_INITIAL_MEMORY}MB -sALLOW_MEMORY_GROWTH -sMEMORY_GROWTH_LINEAR_STEP=16MB -sSTACK_SIZE=1MB
      -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
      -sFILESYSTEM=0
      ${lab_oldest_browsers} -sTEXTDECODER=2 -sINCOMING_MODULE_JS_API=canvas,instantiateWasm,noExitRuntime,onAbort,wasmMemory
      -sGL_TRACK_ERRORS=0 -sGL_SUPPORT_AUTOMATIC_ENABLE_EXTENSIONS=0 -sHTML5_SUPPORT_DEFERRING_USER_SENSITIVE_REQUESTS=0
      -sEXPORTED_FUNCTIONS=_main,_malloc,_free
      -sEXPORTED_RUNTIME_METHODS=${runtime}
      -sGL_ENABLE_GET_PROC_ADDRESS=0
      -sMALLOC=emmalloc
      -sBINARYEN_EXTRA_PASSES=-Oz,-Oz) # once more each: what one round makes simpler, the next one makes smaller
    list(APPEND lab_modules "$<TARGET_FILE:${target}>" "$<TARGET_FILE_DIR:${target}>/lab-${variant}.wasm")
    list(APPEND lab_module_targets ${target})
  endforeach()
endif()

if(lab_page_sources AND lab_web_files)
  set(lab_icons_dir "${CMAKE_BINARY_DIR}/icons")
  foreach(name icon-192 icon-512 icon-full-192 icon-full-512 icon-touch)
    list(APPEND lab_icons "${lab_icons_dir}/${name}.png")
  endforeach()
  add_custom_command(
    OUTPUT ${lab_icons}
    COMMAND "${LAB_NODE}" "${CMAKE_SOURCE_DIR}/tools/make_icons.mjs" "${lab_icons_dir}" "${CMAKE_SOURCE_DIR}/web/icon.svg"
    DEPENDS "${CMAKE_SOURCE_DIR}/tools/make_icons.mjs" "${CMAKE_SOURCE_DIR}/tools/package-lock.json" "${CMAKE_SOURCE_DIR}/web/icon.svg"
    COMMENT "Icons: draw as PNG"
    VERBATIM)

  set(lab_dist "${CMAKE_BINARY_DIR}/dist")
  # ./serve packs them; a page without them says so.
  set(LAB_PAGE_BUDGET 500000 CACHE STRING "Bytes that a visit may download, compressed, without the images")
  set(LAB_IMAGES "${CMAKE_SOURCE_DIR}/build/images" CACHE PATH "Folder of packed images for the page")
  file(GLOB lab_image_manifest CONFIGURE_DEPENDS "${LAB_IMAGES}/manifest.json")
  add_custom_command(
    OUTPUT "${lab_dist}/index.html"
    COMMAND "${LAB_NODE}" "${CMAKE_SOURCE_DIR}/tools/make_dist.mjs" --out "${lab_dist}"
      --budget ${LAB_PAGE_BUDGET}
      --define LAB_INITIAL_MEMORY=${LAB_INITIAL_MEMORY} --define LAB_SHARED_MEMORY=${LAB_SHARED_MEMORY} --copy "${LAB_IMAGES}"
      "${CMAKE_SOURCE_DIR}/web" ${lab_modules}
      ${LAB_FONTS_WEB} ${lab_icons} "${CMAKE_SOURCE_DIR}/tools/licences.txt"
    DEPENDS ${lab_module_targets} ${lab_image_manifest} ${lab_web_files} ${LAB_FONTS_WEB} ${lab_icons} "${CMAKE_SOURCE_DIR}/tools/make_dist.mjs"
      "${CMAKE_SOURCE_DIR}/tools/page_budget.mjs" "${CMAKE_SOURCE_DIR}/tools/scripts.mjs" "${CMAKE_SOURCE_DIR}/tools/package-lock.json" "${CMAKE_SOURCE_DIR}/tools/licences.txt"
    COMMENT "Page: ${lab_dist}"
    VERBATIM)
  add_custom_target(page ALL DEPENDS "${lab_dist}/index.html")
endif()
