# Unit tests: native, and the same sources as WebAssembly under Node. They are two programs, since the variants of the
# module differ in their kernels alone: lab_tests is everything up to the session, and runs on each of them; lab_ui_tests is
# the screen, which knows nothing of kernels. Fuzz targets always build, so that they never rot.
enable_testing()

file(GLOB lab_tests_support CONFIGURE_DEPENDS tests/unit/support/*.cpp)
file(GLOB lab_ui_tests_sources CONFIGURE_DEPENDS tests/unit/ui/*.cpp tests/unit/support/ui/*.cpp)
list(APPEND lab_ui_tests_sources ${lab_tests_support})
# The driver knows no browser and takes its clock from outside.
file(GLOB_RECURSE lab_tests_sources CONFIGURE_DEPENDS tests/unit/*.cpp)
list(FILTER lab_tests_sources EXCLUDE REGEX "/ui/")
list(APPEND lab_tests_sources src/platform/driver.cpp src/platform/engine.cpp src/platform/image_store.cpp)

# It makes doctest's own part of that header.
set_source_files_properties(tests/unit/support/main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)

# What both programs need, natively and as objects of WebAssembly.
function(lab_test_target target library)
  lab_precompile(${target} <doctest/doctest.h> ${ARGN})
  target_include_directories(${target} PRIVATE tests/unit/support tests/unit/support/ui)
  target_compile_definitions(${target} PRIVATE LAB_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${target} PUBLIC ${library} doctest PRIVATE lab_warnings)
endfunction()

# A program for Node, of one file with real exceptions: a failing REQUIRE throws, and Node cannot fetch a module beside the
# script.
function(lab_node_program program variant objects library)
  set(target ${program}-${variant})
  set(prepared "${CMAKE_SOURCE_DIR}/tests/unit/support/node_environment.js")
  add_executable(${target} $<TARGET_OBJECTS:${objects}> $<TARGET_OBJECTS:lab_numbers>)
  set_target_properties(${target} PROPERTIES SUFFIX .cjs LINKER_LANGUAGE CXX)
  target_link_libraries(${target} PRIVATE ${library})
  lab_link_variant(${target} ${variant})
  set(environment node)
  if(variant MATCHES threads)
    set(environment node,worker)
    # Node's threads start at once only where they are there before the program.
    target_link_options(${target} PRIVATE -sPTHREAD_POOL_SIZE=12 -sPROXY_TO_PTHREAD)
  endif()
  target_link_options(${target} PRIVATE -O1 -fexceptions -sSINGLE_FILE=1 -sALLOW_MEMORY_GROWTH -sSTACK_SIZE=1MB
    -sENVIRONMENT=${environment} -sNODERAWFS=1 -sEXIT_RUNTIME=1 "SHELL:--pre-js \"${prepared}\"")
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS "${prepared}")
  add_dependencies(wasm_tests ${target})
endfunction()

function(lab_test_variant program variant objects library)
  lab_node_program(${program} ${variant} ${objects} ${library})
  add_test(NAME ${program}-${variant}
    COMMAND node --experimental-wasm-relaxed-simd "$<TARGET_FILE:${program}-${variant}>")
endfunction()

if(EMSCRIPTEN)
  add_custom_target(wasm_tests)
  # A module without threads has no thread-local storage, either; see kernels/thread_pool.h.
  set_source_files_properties(tests/unit/support/main.cpp PROPERTIES COMPILE_DEFINITIONS "DOCTEST_THREAD_LOCAL=")
  add_library(lab_test_objects OBJECT ${lab_tests_sources})
  lab_test_target(lab_test_objects lab_core)
  target_compile_options(lab_test_objects PRIVATE -fexceptions -O1)
  foreach(variant IN LISTS lab_variants)
    lab_test_variant(lab_tests ${variant} lab_test_objects lab_core)
  endforeach()
  add_library(lab_ui_test_objects OBJECT ${lab_ui_tests_sources})
  lab_test_target(lab_ui_test_objects lab_ui src/ui/kit/im.h)
  target_compile_options(lab_ui_test_objects PRIVATE -fexceptions -O1)
  lab_test_variant(lab_ui_tests simd lab_ui_test_objects lab_ui)
  # What differential.test.mjs compares with the terminal program.
  add_library(lab_differential_objects OBJECT tests/differential/main.cpp tests/fuzz/shared/training.cpp
    tests/fuzz/shared/fuzz.cpp)
  target_include_directories(lab_differential_objects PRIVATE tests/fuzz tests/fuzz/shared)
  target_compile_options(lab_differential_objects PRIVATE -fexceptions -O1)
  target_link_libraries(lab_differential_objects PRIVATE lab_core lab_warnings)
  foreach(variant IN LISTS lab_variants)
    lab_node_program(lab_differential ${variant} lab_differential_objects lab_core)
  endforeach()
else()
  add_library(lab_test_objects OBJECT ${lab_tests_sources})
  lab_test_target(lab_test_objects lab_core)
  add_executable(lab_tests $<TARGET_OBJECTS:lab_test_objects>)
  target_link_libraries(lab_tests PRIVATE lab_core)
  add_executable(lab_ui_tests ${lab_ui_tests_sources})
  lab_test_target(lab_ui_tests lab_ui src/ui/kit/im.h)
  foreach(program lab_tests lab_ui_tests)
    set_target_properties(${program} PROPERTIES LINKER_LANGUAGE CXX)
    add_test(NAME ${program} COMMAND ${program})
  endforeach()
  # The same tests on kernels with all the vectors of this processor, in the place of those of the library: what the
  # preset "native" makes of them. Only when asked for.
  add_library(lab_kernels-native OBJECT EXCLUDE_FROM_ALL ${lab_kernel_sources})
  target_include_directories(lab_kernels-native PRIVATE src)
  target_link_libraries(lab_kernels-native PRIVATE lab_flags lab_warnings Eigen)
  target_compile_options(lab_kernels-native PRIVATE -march=native)
  add_executable(lab_tests-native EXCLUDE_FROM_ALL $<TARGET_OBJECTS:lab_test_objects> $<TARGET_OBJECTS:lab_kernels-native>)
  set_target_properties(lab_tests-native PROPERTIES LINKER_LANGUAGE CXX)
  target_link_libraries(lab_tests-native PRIVATE lab_core)
endif()

# Each target with a driver of its own, which makes inputs, and with LAB_FUZZER=ON also with libFuzzer: tools/fuzz.
file(GLOB lab_fuzz_sources CONFIGURE_DEPENDS tests/fuzz/*.cpp)
file(GLOB lab_fuzz_shared CONFIGURE_DEPENDS tests/fuzz/shared/*.cpp)
function(lab_fuzz_program program)
  add_executable(${program} ${ARGN} ${lab_fuzz_shared})
  target_include_directories(${program} PRIVATE tests/fuzz tests/fuzz/shared)
  target_link_libraries(${program} PRIVATE lab_core lab_warnings)
  if(program MATCHES gunzip)
    target_sources(${program} PRIVATE src/cli/gunzip.cpp)
    target_link_libraries(${program} PRIVATE ZLIB::ZLIB)
    target_compile_definitions(${program} PRIVATE LAB_HAS_ZLIB)
  endif()
endfunction()
# Inputs that a driver makes, where they are not the usual 4,000: those that train a model four times.
set(lab_fuzz_inputs_threads 24)
if(NOT EMSCRIPTEN)
  if(NOT ZLIB_FOUND)
    list(FILTER lab_fuzz_sources EXCLUDE REGEX gunzip_fuzz)
  endif()
  foreach(source IN LISTS lab_fuzz_sources)
    get_filename_component(name "${source}" NAME_WE)
    string(REGEX REPLACE "_fuzz$" "" name "${name}")
    lab_fuzz_program(fuzz_${name} "${source}" tests/fuzz/driver/main.cpp)
    if(DEFINED lab_fuzz_inputs_${name})
      target_compile_definitions(fuzz_${name} PRIVATE LAB_FUZZ_INPUTS=${lab_fuzz_inputs_${name}})
    endif()
    if(LAB_FUZZER)
      lab_fuzz_program(libfuzzer_${name} "${source}")
      target_link_options(libfuzzer_${name} PRIVATE -fsanitize=fuzzer)
    endif()
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
