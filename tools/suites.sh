# shellcheck shell=bash
# The suites of ./test. Each runs in a subshell, shows its output and leaves its counts; see ./test --help.

TOTAL_PASSED=0
TOTAL_FAILED=0
SUITE_LINES=()

# run_suite name: runs suite_<name>, which writes its output, and counts what it printed
run_suite() {
  local name=$1 log="$STEP_LOGS/suite-$1.log" status=0 passed failed skipped started=$SECONDS
  mkdir -p "$STEP_LOGS"
  printf '\n== %s\n' "$name"
  # Not "… || status=$?": a suite stops at its first failed command only outside of a condition.
  set +e
  (
    set -euo pipefail
    "suite_$name"
  ) 2>&1 | tee "$log"
  status=${PIPESTATUS[0]}
  set -e
  read -r passed failed skipped < <(count_results "$log")
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  if [ $((passed + failed)) -eq 0 ] && [ "$skipped" -eq 0 ]; then
    printf 'The suite "%s" ran no test.\n' "$name"
    failed=1
  fi
  TOTAL_PASSED=$((TOTAL_PASSED + passed))
  TOTAL_FAILED=$((TOTAL_FAILED + failed))
  SUITE_LINES+=("$(printf '%-8s %5d passed, %d failed, %d skipped, %d s' \
    "$name" "$passed" "$failed" "$skipped" "$((SECONDS - started))")")
}

# Reads the summaries of doctest and of Node's test runner, and our own "check: ok|FAILED|skipped" lines. A doctest case
# that lacks what it needs says "skipped: …" and ends; doctest has it among those that passed.
count_results() {
  sed -E "s/$(printf '\033')\\[[0-9;]*m//g" "$1" | awk '
    /^\[doctest\] test cases:/ {
      for (i = 1; i <= NF; i++) {
        if ($i ~ /^passed/) passed += $(i - 1)
        if ($i ~ /^failed/) failed += $(i - 1)
      }
    }
    /^(#|ℹ) pass [0-9]+$/ { passed += $3 }
    /^(#|ℹ) (fail|cancelled) [0-9]+$/ { failed += $3 }
    /^(#|ℹ) (skipped|todo) [0-9]+$/ { skipped += $3 }
    /: MESSAGE: skipped: / { skipped++; passed-- }
    /^check: .* ok$/ { passed++ }
    /^check: .* FAILED$/ { failed++ }
    /^check: .* skipped/ { skipped++ }
    END { print passed + 0, failed + 0, skipped + 0 }'
}

print_totals() {
  printf '\n'
  printf '%s\n' "${SUITE_LINES[@]}"
  printf '%d passed, %d failed\n' "$TOTAL_PASSED" "$TOTAL_FAILED"
  [ "$TOTAL_FAILED" -eq 0 ] && [ "$TOTAL_PASSED" -gt 0 ]
}

# check "name" command…: one thing that holds or not
check() {
  local name=$1
  shift
  if "$@"; then
    printf 'check: %s ok\n' "$name"
  else
    printf 'check: %s FAILED\n' "$name"
    return 1
  fi
}

build() {
  local preset=$1
  shift
  if cmake_is_stale "$preset"; then run_step "configure $preset" cmake --preset "$preset"; fi
  STEP_ADVICE="See the messages above; then run ./test again." \
    run_step "build $preset" cmake --build --preset "$preset" "$@"
}

suite_format() {
  local file files=()
  tools/setup lint
  while IFS= read -r file; do files+=("$file"); done < <(git ls-files -- {src,tests,examples}/'*.cpp' {src,tests}/'*.h')
  if [ ${#files[@]} -eq 0 ]; then return 0; fi
  check "clang-format on ${#files[@]} files" tools/lint/node_modules/.bin/clang-format --dry-run --Werror "${files[@]}"
}

# TypeScript reads the scripts' comments; the page, the service worker and the tools know different globals.
suite_lint() {
  local part file python=() status=0
  tools/setup lint
  for part in page worker tools; do
    check "types of the scripts: $part" tools/lint/node_modules/.bin/tsc -p "tools/lint/$part.json" || status=1
  done
  while IFS= read -r file; do python+=("$file"); done < <(git ls-files -- '*.py')
  check "Ruff on ${#python[@]} files of Python" node tools/lint/python.mjs "${python[@]}" || status=1
  return "$status"
}

# The release of clang-tidy that .clang-tidy was written for; others know other checks.
TIDY_MAJOR=22

find_tidy() {
  local name
  for name in "clang-tidy-$TIDY_MAJOR" clang-tidy; do
    if ! command -v "$name" >/dev/null; then continue; fi
    case "$("$name" --version)" in
      *"version $TIDY_MAJOR."*)
        printf '%s\n' "$name"
        return
        ;;
    esac
  done
  return 1
}

# With clang as the compiler, and without parsed headers: GCC's options and headers are none of clang-tidy's.
suite_tidy() {
  local tidy suffix
  if ! tidy=$(find_tidy); then
    echo "check: tidy skipped, clang-tidy $TIDY_MAJOR is not installed"
    return 0
  fi
  suffix=${tidy#clang-tidy}
  run_step "configure tidy" cmake --preset dev -B build/tidy -DLAB_PRECOMPILE=OFF -DLAB_TESTS=OFF \
    -DCMAKE_C_COMPILER="clang$suffix" -DCMAKE_CXX_COMPILER="clang++$suffix"
  check "clang-tidy" node tools/lint/tidy.mjs --tidy "$tidy" --build build/tidy
}

suite_scripts() {
  if ! command -v shellcheck >/dev/null; then
    echo "check: scripts skipped, shellcheck is not installed"
    return 0
  fi
  check "shellcheck" shellcheck -x serve test bench tools/setup tools/fuzz tools/suites.sh .ci/run
}

suite_tools() { node --test --test-reporter=spec tools/tests/*.test.mjs; }

# CIFAR-10, where this machine has it, for the unit tests that need it; the others in JavaScript look for themselves.
name_images() {
  if ! command -v node >/dev/null; then return 0; fi
  CIFAR10_DIR=$(node tools/find_images.mjs)
  export CIFAR10_DIR
}

# run_unit_tests command…: the doctest cases of a program, half of them in each of two processes side by side. Shuffled
# with a fixed seed, the halves weigh about the same. What the second half prints follows the first's. doctest counts in
# either half those of the other as passed: the first's line stands for all, the second's for its failures.
run_unit_tests() {
  local cases half second="$STEP_LOGS/second-half.log" pid status=0
  cases=$("$@" --no-colors=true --count | sed -n 's/^.*current filters: //p')
  half=$((cases / 2))
  "$@" --no-colors=true --order-by=rand --rand-seed=231 --first=$((half + 1)) >"$second" 2>&1 &
  pid=$!
  "$@" --no-colors=true --order-by=rand --rand-seed=231 --last="$half" || status=1
  wait "$pid" || status=1
  sed -E 's/^(\[doctest\] test cases:).*\| *([0-9]+) failed.*/\1 \2 | 0 passed | \2 failed (second half)/' "$second"
  return "$status"
}

# Cases that train for long say so (doctest::test_suite("long")). Short ones run the same code: the sanitizers, which make it
# many times slower, get those alone.
suite_unit() {
  local status=0
  build asan
  name_images
  run_unit_tests build/asan/lab_tests --test-suite-exclude=long || status=1
  run_unit_tests build/asan/lab_ui_tests || status=1
  suite_fuzz asan || status=1
  return "$status"
}

# The fuzz targets run over their seed inputs, which they do in seconds.
suite_fuzz() {
  local program status=0
  for program in build/"$1"/fuzz_*; do
    if [ ! -x "$program" ]; then continue; fi
    check "$(basename "$program")" "$program" || status=1
  done
  return "$status"
}

# Optimized natively is what the terminal runs and the numbers are published of; the screen is the page's, which is
# WebAssembly. Once more with kernels that have all the vectors of this processor; their order of summation is another, and
# one published table in float32 hangs on that order (docs/reproduction.md).
suite_release() {
  local status=0 hangs_on_order="published: float32 comes within 1e-3 of the two-layer table"
  build release --target lab lab_tests lab_tests-native
  name_images
  run_unit_tests build/release/lab_tests || status=1
  run_unit_tests build/release/lab_tests-native --test-suite-exclude=long --test-case-exclude="$hangs_on_order" || status=1
  check "lab reproduce: the published tables" build/release/lab reproduce || status=1
  check "lab gradcheck" build/release/lab gradcheck || status=1
  return "$status"
}

# The terminal program as a user meets it: exit codes, messages, CSV, agreement with NumPy.
suite_cli() {
  build release --target lab train_spiral
  LAB_BINARY="$ROOT/build/release/lab" node --test --test-reporter=spec tests/cli/*.test.mjs
}

# The same tests on every variant of the module; those of the screen, which knows nothing of variants, once. Those that train
# for long run where nothing is fused or shared, and where both are. Then the module beside the terminal program, on settings
# drawn at random.
suite_wasm() {
  local variant status=0 chosen
  build web --target wasm_tests
  name_images
  for variant in simd relaxed simd-threads relaxed-threads; do
    printf 'Variant %s\n' "$variant"
    chosen=()
    case "$variant" in relaxed | simd-threads) chosen=(--test-suite-exclude=long) ;; esac
    run_unit_tests node --experimental-wasm-relaxed-simd "build/web/lab_tests-$variant.cjs" ${chosen[@]+"${chosen[@]}"} || status=1
  done
  printf 'The screen\n'
  run_unit_tests node build/web/lab_ui_tests-simd.cjs || status=1
  build release --target lab
  LAB_BINARY="$ROOT/build/release/lab" node --test --test-reporter=spec tests/differential/*.test.mjs || status=1
  return "$status"
}

# Most of a test's time is waiting, so that two files run side by side; what counts frames runs alone.
suite_browser() {
  local name status=0 files=()
  build release --target lab
  build web --target page
  for name in "${CHROMIUM:-chromium}" chromium google-chrome chromium-browser; do
    if command -v "$name" >/dev/null; then
      CHROMIUM=$(command -v "$name")
      break
    fi
  done
  export CHROMIUM LAB_DIST="$ROOT/build/web/dist" LAB_BINARY="$ROOT/build/release/lab"
  for name in tests/browser/*.test.mjs; do
    if [ "$name" != tests/browser/frames.test.mjs ]; then files+=("$name"); fi
  done
  node --test --test-concurrency=2 --test-reporter=spec "${files[@]}" || status=1
  node --test --test-reporter=spec tests/browser/frames.test.mjs || status=1
  return "$status"
}
