# shellcheck shell=bash
# The user's cache folder: one folder a component, named by component, version and a digest of how it is made.
# A component is made in a folder of its own and renamed when it is complete, so that an interrupted set-up never
# leaves half of one behind under its real name.

CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/classifier-lab"

# As BSD's systems call it, or as Linux does.
sha256() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi; }

# component_digest word…: eight characters that change when the words do
component_digest() { printf '%s\n' "$RECIPE" "$@" | sha256 | cut -c1-8; }

# component_find name digest: the newest complete folder of that component, or nothing
component_find() {
  local folder newest=""
  for folder in "$CACHE/$1"-*-"$2"; do
    if [ -d "$folder" ] && { [ -z "$newest" ] || [ "$folder" -nt "$newest" ]; }; then newest=$folder; fi
  done
  if [ -z "$newest" ]; then return 1; fi
  printf '%s\n' "$newest"
}

# component_make name version digest function [argument…]: the function fills the folder named by its first argument
component_make() {
  local name=$1 version=$2 digest=$3 target partial
  shift 3
  target="$CACHE/$name-${version//[^A-Za-z0-9.+~-]/_}-$digest"
  partial="$CACHE/partial-$name-$$"
  rm -rf "$partial"
  mkdir -p "$partial"
  # shellcheck disable=SC2064  # the folder of now
  trap "rm -rf '$partial'" EXIT
  local fill=$1
  shift
  "$fill" "$partial" "$@"
  rm -rf "$target"
  mv "$partial" "$target"
  trap - EXIT
}

take_lock() {
  mkdir -p "$CACHE" 2>/dev/null || {
    say "The cache folder $CACHE cannot be made. Set XDG_CACHE_HOME to a folder that you may write to."
    exit 1
  }
  if ! command -v flock >/dev/null; then return 0; fi
  exec 9>"$CACHE/lock"
  if ! flock -n 9; then
    say "Another set-up is running; waiting for it to end …"
    flock 9
  fi
  # No set-up but this one is running: what an interrupted one left behind is of no use to anyone.
  rm -rf "$CACHE"/partial-*
}
