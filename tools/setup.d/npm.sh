# shellcheck shell=bash
# npm packages of a folder with a lock file; the browsers that they drive are there already.

# plan_npm folder "sentence"
plan_npm() {
  local folder="$ROOT/$1" digest
  [ -f "$folder/package-lock.json" ] || return 0
  digest=$(component_digest "$(cat "$folder/package-lock.json")")
  if [ "$(cat "$folder/node_modules/.lock-digest" 2>/dev/null)" = "$digest" ]; then return 0; fi
  plan_step "$2" npm_install "$1" "$digest"
}

npm_install() {
  # Before bash 4 a subshell that fails ends nothing by itself.
  (cd "$ROOT/$1" && npm ci --no-audit --no-fund) || exit 1
  printf '%s\n' "$2" >"$ROOT/$1/node_modules/.lock-digest"
}
