# shellcheck shell=bash
# Programs that must be installed in the system. Root (or a sudo that asks nothing) installs them; anyone else gets the
# one command to run.

SYSTEM_MISSING=()

need_program() {
  local package=$1 program
  shift
  for program in "$@"; do
    if command -v "$program" >/dev/null; then return 0; fi
  done
  SYSTEM_MISSING+=("$package")
}

plan_system() {
  SYSTEM_MISSING=()
  need_program cmake cmake
  need_program ninja-build ninja ninja-build
  need_program g++ c++ g++ clang++
  need_program git git
  need_program xz-utils xz
  need_program nodejs node
  need_program npm npm
  # Emscripten is Python.
  if [ "$1" != deps ]; then need_program python3 python3; fi
  if [ "$1" = all ] || [ "$1" = bench ]; then
    need_program chromium "${CHROMIUM:-chromium}" chromium google-chrome chromium-browser
  fi
  if [ ${#SYSTEM_MISSING[@]} -eq 0 ]; then return 0; fi
  if command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
    plan_step "install ${SYSTEM_MISSING[*]} with apt-get" system_install "${SYSTEM_MISSING[@]}"
    return 0
  fi
  say "Missing programs that have to be installed in the system: ${SYSTEM_MISSING[*]}"
  if command -v apt-get >/dev/null; then
    say "Run this, then the same command again:"
    say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${SYSTEM_MISSING[*]}"
  else
    say "Install them with this system's package manager (the names are Debian's), then run the same command again."
  fi
  exit 1
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

system_install() {
  as_root apt-get -q update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@"
}
