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
  if can_unpack; then need_program xz-utils xz; fi
  need_program nodejs node
  need_program npm npm
  # Emscripten is Python.
  if [ "$1" != deps ] && [ "$1" != lint ]; then need_program python3 python3; fi
  if [ "$1" = all ] || [ "$1" = bench ]; then
    need_program chromium "${CHROMIUM:-chromium}" chromium google-chrome chromium-browser
  fi
  if [ ${#SYSTEM_MISSING[@]} -eq 0 ]; then return 0; fi
  if may_install; then
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

# What the browser tests run Firefox and WebKit with, by Debian's names: browsers, a display that nobody sees, and OpenGL
# from the processor. Without them those tests are skipped.
ENGINE_PACKAGES="firefox-esr webkit2gtk-driver xvfb xauth libgl1-mesa-dri libegl1 libgles2 libgl1"
ENGINES_TRIED="$CACHE/engines-tried"

may_install() { command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; }

# Once for each list of packages: where they cannot be had, the tests say what is missing.
plan_engines() {
  if ! may_install || [ "$(cat "$ENGINES_TRIED" 2>/dev/null)" = "$ENGINE_PACKAGES" ]; then return 0; fi
  if command -v Xvfb >/dev/null && command -v WebKitWebDriver >/dev/null &&
    { command -v firefox-esr >/dev/null || command -v firefox >/dev/null; }; then return 0; fi
  plan_step "install Firefox and WebKit for the browser tests with apt-get (200 MB)" engines_install
}

engines_install() {
  # shellcheck disable=SC2086  # a list of words
  system_install $ENGINE_PACKAGES || echo "Not installed: the browser tests skip what is missing."
  printf '%s\n' "$ENGINE_PACKAGES" >"$ENGINES_TRIED"
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

system_install() {
  as_root apt-get -q update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "$@"
}
