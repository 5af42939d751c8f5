# Unit tests: native, and the same sources as WebAssembly under Node. Fuzz targets always build, so that they never rot.
enable_testing()

# The driver knows no browser and takes its clock from outside.
file(GLOB lab_test_sources CONFIGURE_DEPENDS tests/unit/*.cpp src/platform/driver.cpp src/platform/engine.cpp
  src/platform/image_store.cpp)
if(lab_test_sources AND NOT EMSCRIPTEN)
  add_executable(lab_tests ${lab_test_sources})
  target_include_directories(lab_tests PRIVATE tests/unit)
  target_compile_definitions(lab_tests PRIVATE LAB_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(lab_tests PRIVATE lab_ui doctest lab_warnings)
  lab_precompile(lab_tests src/ui/im.h <doctest/doctest.h>)
  # It makes doctest's own part of that header.
  set_source_files_properties(tests/unit/main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
  add_test(NAME lab_tests COMMAND lab_tests)
elseif(lab_test_sources)
  # One file with real exceptions: a failing REQUIRE throws, and Node cannot fetch a module beside the script.
  add_library(lab_test_objects OBJECT ${lab_test_sources})
  target_include_directories(lab_test_objects PRIVATE tests/unit)
  target_compile_definitions(lab_test_objects PRIVATE LAB_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(lab_test_objects PUBLIC lab_ui doctest PRIVATE lab_warnings)
  target_compile_options(lab_test_objects PRIVATE -fexceptions)
  # A module without threads has no thread-local storage, either; see core/team.h.
  set_source_files_properties(tests/unit/main.cpp PROPERTIES COMPILE_DEFINITIONS "DOCTEST_THREAD_LOCAL=")
  set(lab_tests_environment "${CMAKE_CURRENT_SOURCE_DIR}/tests/unit/node_environment.js")
  add_custom_target(lab_tests)
  foreach(variant IN LISTS lab_variants)
    set(target lab_tests-${variant})
    add_executable(${target} $<TARGET_OBJECTS:lab_test_objects>)
    set_target_properties(${target} PROPERTIES SUFFIX .cjs LINKER_LANGUAGE CXX)
    target_link_libraries(${target} PRIVATE lab_ui)
    lab_link_variant(${target} ${variant})
    set(environment node)
    if(variant MATCHES threads)
      set(environment node,worker)
      # Node's threads start at once only where they are there before the program.
      target_link_options(${target} PRIVATE -sPTHREAD_POOL_SIZE=12 -sPROXY_TO_PTHREAD)
    endif()
    target_link_options(${target} PRIVATE -O1 -fexceptions -sSINGLE_FILE=1 -sALLOW_MEMORY_GROWTH -sSTACK_SIZE=1MB
      -sENVIRONMENT=${environment} -sNODERAWFS=1 -sEXIT_RUNTIME=1 "SHELL:--pre-js \"${lab_tests_environment}\"")
    set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${lab_tests_environment}")
    add_dependencies(lab_tests ${target})
    add_test(NAME ${target} COMMAND node --experimental-wasm-relaxed-simd "$<TARGET_FILE:${target}>")
  endforeach()
endif()

file(GLOB lab_fuzz_sources CONFIGURE_DEPENDS tests/fuzz/*.cpp)
file(GLOB lab_fuzz_driver CONFIGURE_DEPENDS tests/fuzz/driver/*.cpp)
if(lab_fuzz_driver AND NOT EMSCRIPTEN)
  foreach(source IN LISTS lab_fuzz_sources)
    get_filename_component(name "${source}" NAME_WE)
    add_executable(fuzz_${name} "${source}" ${lab_fuzz_driver})
    target_compile_definitions(fuzz_${name} PRIVATE LAB_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_link_libraries(fuzz_${name} PRIVATE lab_ui lab_warnings)
  endforeach()
endif()

# Training at any size, for the plots of ./bench --scaling. Only when asked for.
if(EMSCRIPTEN)
  add_executable(lab_scaling EXCLUDE_FROM_ALL tests/bench/scaling/scaling.cpp)
  set_target_properties(lab_scaling PROPERTIES SUFFIX .mjs)
  target_link_libraries(lab_scaling PRIVATE lab_core lab_warnings)
  lab_link_variant(lab_scaling relaxed-threads)
  target_link_options(lab_scaling PRIVATE -O3 -sMODULARIZE -sEXPORT_ES6 -sENVIRONMENT=web,worker
    -sALLOW_MEMORY_GROWTH -sSTACK_SIZE=1MB -sFILESYSTEM=0 --no-entry)
endif()
