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

# run_step "sentence" command [argument…]: output goes to a log, a sign of life to the terminal
run_step() {
  local title=$1 log started child status=0 elapsed ticks=0 width
  shift
  log="$CACHE/logs/$1-$$.log"
  mkdir -p "$CACHE/logs"
  started=$SECONDS
  printf '%s ' "$title" >&2
  (
    set -euo pipefail
    trap - EXIT INT TERM
    "$@"
  ) >"$log" 2>&1 </dev/null &
  child=$!
  # shellcheck disable=SC2064  # the child of now, not of later
  trap "stop_step $child; exit 130" INT TERM
  while kill -0 "$child" 2>/dev/null; do
    sleep 0.2
    ticks=$((ticks + 1))
    elapsed=$((SECONDS - started))
    if [ -t 2 ]; then
      width=$(tput cols 2>/dev/null || printf 80)
      if [ $((ticks % 5)) -eq 0 ] && [ "$elapsed" -ge 1 ]; then
        printf '\r%.*s ' "$((width - 8))" "$title" >&2
        printf '%3d s' "$elapsed" >&2
      fi
    elif [ $((ticks % 15)) -eq 0 ]; then
      printf '.' >&2
    fi
  done
  wait "$child" || status=$?
  trap - INT TERM
  elapsed=$((SECONDS - started))
  if [ -t 2 ]; then printf '\r%s ' "$title" >&2; fi
  if [ "$status" -eq 0 ]; then
    printf 'done, %d s\n' "$elapsed" >&2
    rm -f "$log"
    return 0
  fi
  printf 'FAILED after %d s\n' "$elapsed" >&2
  say ""
  say "The set-up stopped at: $title"
  say "The end of its log ($log):"
  tail -n 15 "$log" | sed 's/^/  | /' >&2
  say ""
  say "What to do: see the last lines above; when the cause is gone (network, disk, a package), run the same command"
  say "again. It goes on from this step: what was finished before is kept."
  exit 1
}

stop_step() {
  local child
  for child in $(ps -o pid= --ppid "$1" 2>/dev/null || true); do stop_step "$child"; done
  kill "$1" 2>/dev/null || true
}
