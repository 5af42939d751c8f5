# The four variants of the module: SIMD or relaxed SIMD, alone or with threads. Everything is compiled once, fit for
# threads; only the kernels, a few files, are compiled for each variant, and each is linked by itself.
set(lab_variants simd relaxed simd-threads relaxed-threads)

# Megabytes. A memory that is shared reserves its maximum at once, so that it is what the lab needs and no more, measured
# in the page with threads on all 60,000 images: 250 once they are read (184 of them pixels), 426 with 1,000 hidden units
# trained by momentum and then Adam with the first run kept for undo, 720 with two more such runs in float64, and 943 when
# all images are read once more meanwhile. Where not even that is to be had, the page tries half of it.
set(LAB_INITIAL_MEMORY 16)
set(LAB_SHARED_MEMORY 1024)

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
    # Memory that grows makes views on it dearer for JavaScript, which touches it little. All workers stand before the
    # program starts, so that the page learns in time whether it gets them; web/variants.mjs says how many.
    target_link_options(${target} PRIVATE -pthread -sDEFAULT_PTHREAD_STACK_SIZE=1MB
      -sMAXIMUM_MEMORY=${LAB_SHARED_MEMORY}MB -sPTHREAD_POOL_SIZE=Module.labWorkers -Wno-pthreads-mem-growth)
  endif()
endfunction()
