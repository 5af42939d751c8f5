# shellcheck shell=bash
# NumPy on OpenBLAS, for the benchmark's comparison: unpacked beside the system's own Python, never installed.

NUMPY_PYTHON=/usr/bin/python3
NUMPY_PACKAGES=(python3-numpy libopenblas0-pthread libgfortran5 libquadmath0)

numpy_digest() {
  component_digest "${NUMPY_PACKAGES[*]}" "$(machine_release)" "$(dpkg --print-architecture)"
}

plan_numpy() {
  if ! can_unpack || [ ! -x "$NUMPY_PYTHON" ]; then
    fail "NumPy with OpenBLAS comes from Debian's packages, which this system lacks."
  fi
  if component_find numpy "$(numpy_digest)" >/dev/null; then return 0; fi
  plan_lists
  plan_step "NumPy and OpenBLAS (14 MB)" numpy_make
}

numpy_make() {
  local suite version
  suite=$(machine_release)
  version=$(package_version binary "$suite" python3-numpy "")
  component_make numpy "$version" "$(numpy_digest)" numpy_fill "$suite"
}

numpy_fill() {
  local package
  for package in "${NUMPY_PACKAGES[@]}"; do
    package_unpack "$1" "$package" "$(package_version binary "$2" "$package" "")"
  done
}

# What a shell has to export for `python3` to find them.
numpy_environment() {
  local root blas
  root=$(component_find numpy "$(numpy_digest)")
  blas=$(echo "$root"/usr/lib/*/openblas-pthread)
  printf 'LAB_PYTHON="%s"\n' "$NUMPY_PYTHON"
  printf 'LAB_PYTHON_PATH="%s"\n' "$root/usr/lib/python3/dist-packages"
  printf 'LAB_BLAS_PATH="%s"\n' "$blas:${blas%/*}"
}
