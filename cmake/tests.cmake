# Unit tests: native, and the same sources as WebAssembly under Node. Fuzz targets always build, so that they never rot.
enable_testing()

file(GLOB lab_test_sources CONFIGURE_DEPENDS tests/unit/*.cpp)
if(lab_test_sources)
  add_executable(lab_tests ${lab_test_sources})
  target_include_directories(lab_tests PRIVATE tests/unit)
  target_compile_definitions(lab_tests PRIVATE LAB_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(lab_tests PRIVATE lab_ui doctest lab_warnings)
  if(EMSCRIPTEN)
    set_target_properties(lab_tests PROPERTIES SUFFIX .cjs)
    # One file with real exceptions: a failing REQUIRE throws, and Node cannot fetch a module beside the script.
    target_compile_options(lab_tests PRIVATE -fexceptions)
    target_link_options(lab_tests PRIVATE -O1 -fexceptions -sSINGLE_FILE=1 -sALLOW_MEMORY_GROWTH -sSTACK_SIZE=1MB
      -sENVIRONMENT=node -sNODERAWFS=1 -sEXIT_RUNTIME=1)
  endif()
  add_test(NAME lab_tests COMMAND lab_tests)
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
