# The four variants of the module: SIMD or relaxed SIMD, alone or with threads. Everything is compiled once, fit for
# threads; only the kernels, a few files, are compiled for each variant, and each is linked by itself.
set(lab_variants simd relaxed simd-threads relaxed-threads)

foreach(variant IN LISTS lab_variants)
  add_library(lab_kernels-${variant} OBJECT ${lab_kernel_sources})
  target_include_directories(lab_kernels-${variant} PRIVATE src)
  target_link_libraries(lab_kernels-${variant} PRIVATE lab_flags lab_warnings Eigen)
  if(variant MATCHES relaxed)
    target_compile_options(lab_kernels-${variant} PRIVATE -mrelaxed-simd)
  endif()
  if(NOT variant MATCHES threads)
    target_compile_definitions(lab_kernels-${variant} PRIVATE LAB_NO_THREADS)
  endif()
endforeach()

# Makes `target` a program of that variant.
function(lab_link_variant target variant)
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:lab_kernels-${variant}>)
  if(variant MATCHES relaxed)
    target_link_options(${target} PRIVATE -mrelaxed-simd)
  endif()
  if(variant MATCHES threads)
    # Memory that grows makes views on it dearer for JavaScript, which touches it little.
    target_link_options(${target} PRIVATE -pthread -sDEFAULT_PTHREAD_STACK_SIZE=1MB -sMAXIMUM_MEMORY=2GB
      -Wno-pthreads-mem-growth)
  endif()
endfunction()
