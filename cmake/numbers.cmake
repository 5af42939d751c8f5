# What the module takes of the C library's numbers otherwise than Emscripten links it. Both are its own sources.
set(lab_musl "${LAB_EMSCRIPTEN_ROOT}/system/lib/libc/musl/src")

# Linked for size, a module gets the C library's small log, which rounds some last bits otherwise than the one that native
# programs have: the runs of page and terminal would part. This is that one (4 KB).
#
# And strtod() without long double, see cmake/musl/strtod.c.
lab_changed(lab_floatscan "${lab_musl}/internal/floatscan.c" "long double TO double" "LDBL_ TO DBL_"
  "copysignl( TO copysign(" "fmodl( TO fmod(" "fabsl( TO fabs(" "scalbnl( TO scalbn("
  "double __floatscan( TO static double readFloat64(" "#include \"floatscan.h\" TO ")
lab_write("${CMAKE_BINARY_DIR}/musl/floatscan.c" "${lab_floatscan}")

add_library(lab_numbers OBJECT "${lab_musl}/math/log.c" "${lab_musl}/math/log_data.c" cmake/musl/strtod.c)
target_include_directories(lab_numbers SYSTEM PRIVATE "${CMAKE_BINARY_DIR}/musl" "${lab_musl}/include" "${lab_musl}/internal")
target_compile_options(lab_numbers PRIVATE -w -Os -fno-builtin -ffp-contract=off -pthread)
