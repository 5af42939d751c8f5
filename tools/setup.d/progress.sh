# shellcheck shell=bash
# A plan is a list of steps, each a sentence and a function. Running it shows "step n/m: sentence", a ticker while
# the step runs, and on failure the step, the end of its log and where the log is.

PLAN_TITLES=()
PLAN_CALLS=()

plan_clear() {
  PLAN_TITLES=()
  PLAN_CALLS=()
}

# plan_step "sentence" function [argument…]; the arguments hold no spaces
plan_step() {
  PLAN_TITLES+=("$1")
  shift
  PLAN_CALLS+=("$*")
}

plan_is_empty() { [ ${#PLAN_CALLS[@]} -eq 0 ]; }

say() { printf '%s\n' "$*" >&2; }

# The reason of a failure, from inside a step: the last thing in its log.
fail() {
  say "$*"
  exit 1
}

plan_run() {
  local index total=${#PLAN_CALLS[@]}
  for ((index = 0; index < total; index++)); do
    # shellcheck disable=SC2086  # the arguments of a step are plain words
    run_step "step $((index + 1))/$total: ${PLAN_TITLES[index]}" ${PLAN_CALLS[index]}
  done
}

# A build folder that was never configured, or with other dependencies than those of now. What changes in CMake's own
# files is found by the build itself.
cmake_is_stale() {
  local cache="build/$1/CMakeCache.txt" file
  [ -f "build/$1/build.ninja" ] || return 0
  for file in .deps/*.cmake; do
    if [ "$file" -nt "$cache" ]; then return 0; fi
  done
  return 1
}

STEP_LOGS=${STEP_LOGS:-${XDG_CACHE_HOME:-$HOME/.cache}/classifier-lab/logs}
STEP_ADVICE="When the cause is gone (network, disk, a package), run the same command again: it goes on from this step."
# Steps faster than this many seconds leave no line behind.
STEP_QUIET=2

# run_step "sentence" command [argument…]: output goes to a log, a sign of life to the terminal
run_step() {
  local title=$1 log started child status=0 elapsed ticks=0 shown=0
  shift
  mkdir -p "$STEP_LOGS"
  log="$STEP_LOGS/$(printf '%s' "${title#step *: }" | tr -cs 'A-Za-z0-9' '-' | cut -c1-40)-$$.log"
  started=$SECONDS
  (
    set -euo pipefail
    trap - EXIT INT TERM
    "$@"
  ) >"$log" 2>&1 </dev/null &
  child=$!
  # shellcheck disable=SC2064  # the child of now, not of later
  trap "stop_step $child; printf '\n' >&2; exit 130" INT TERM
  while kill -0 "$child" 2>/dev/null; do
    sleep 0.1
    ticks=$((ticks + 1))
    elapsed=$((SECONDS - started))
    if [ "$ticks" -lt 5 ]; then continue; fi
    if [ -t 2 ]; then
      if [ $((ticks % 5)) -eq 0 ]; then step_line "$title, $elapsed s  $(tail -c 300 "$log" | grep -oE '^\[[0-9]+/[0-9]+\]' | tail -n 1)"; fi
    elif [ "$shown" -eq 0 ]; then
      printf '%s ' "$title" >&2
    elif [ $((ticks % 50)) -eq 0 ]; then
      printf '.' >&2
    fi
    shown=1
  done
  wait "$child" || status=$?
  trap - INT TERM
  elapsed=$((SECONDS - started))
  if [ "$status" -eq 0 ]; then
    rm -f "$log"
    if [ -t 2 ]; then
      step_line ""
      if [ "$elapsed" -ge "$STEP_QUIET" ]; then say "$title: done, $elapsed s"; fi
    elif [ "$shown" -eq 1 ]; then
      say "done, $elapsed s"
    fi
    return 0
  fi
  if [ "$shown" -eq 1 ]; then say ""; fi
  say "FAILED: $title (after $elapsed s)"
  say "The end of its log ($log):"
  # Without the lines of a build that went well, and without the command lines of those that did not.
  grep -vE '^(\[[0-9]+/[0-9]+\] |: && |/[^ ]+ .* -o )' "$log" | tail -n 40 | cut -c1-400 | sed 's/^/  | /' >&2
  say "What to do: $STEP_ADVICE"
  exit 1
}

# One line of the terminal, written over itself and cut to its width.
step_line() {
  local width
  width=$(tput cols 2>/dev/null || printf 80)
  printf '\r\033[K%s' "$(printf '%s' "$1" | cut -c1-"$((width - 1))")" >&2
}

stop_step() {
  local child
  for child in $(pgrep -P "$1" 2>/dev/null || true); do stop_step "$child"; done
  kill "$1" 2>/dev/null || true
}
