# Flags of our own code and of what is compiled beside it.
#   lab_flags     everything that decides what numbers come out
#   lab_warnings  our own code only

add_library(lab_flags INTERFACE)

# Contracting a*b+c into one rounding would make native and browser runs differ in the last digit.
target_compile_options(lab_flags INTERFACE -ffp-contract=off)

if(EMSCRIPTEN)
  # Eigen's SSE kernels through Emscripten's headers, for products that are not ours (docs/kernels.md).
  target_compile_options(lab_flags INTERFACE -msimd128 -msse4.2)
  # Fit for threads; a module without them may be linked of the same objects.
  target_compile_options(lab_flags INTERFACE -pthread)
elseif(LAB_NATIVE_ARCH)
  target_compile_options(lab_flags INTERFACE -march=native)
endif()

if(LAB_SANITIZE AND NOT EMSCRIPTEN)
  target_compile_options(lab_flags INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(lab_flags INTERFACE -fsanitize=address,undefined)
endif()

if(LAB_FUZZER)
  target_compile_options(lab_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

# For what is not training itself: the size of the page counts there, and speed does not. The later option wins over the
# preset's -O3.
if(EMSCRIPTEN)
  set(LAB_SMALL -Oz)
  # For passes over long arrays, which wait for memory: vectors make them faster, unrolling only larger.
  set(LAB_ROLLED -fno-unroll-loops)
  # For what stands around the loops of a step.
  set(LAB_MODEST -Os -fno-unroll-loops)
  # Nobody asks for the name of a type, and the names of templates are long.
  target_compile_options(lab_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
endif()

# For loops over single numbers with comparisons in them: GCC makes vectors of them only if nobody asks which exceptions
# a comparison raises, or for errno after a root. No number comes out otherwise.
set(LAB_UNTRAPPED -fno-trapping-math -fno-math-errno)

add_library(lab_warnings INTERFACE)
target_compile_options(lab_warnings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 warns of overflows and uninitialized reads inside the standard library and Eigen that are not there.
  target_compile_options(lab_warnings INTERFACE
    -Wno-maybe-uninitialized -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread -Wno-restrict)
endif()
if(LAB_WARNINGS_AS_ERRORS)
  target_compile_options(lab_warnings INTERFACE -Werror)
endif()
