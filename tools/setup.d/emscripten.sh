# shellcheck shell=bash
# Emscripten: one on the PATH that is new enough is used as it is; otherwise Debian's packages, unpacked.

# at_least version minimum
at_least() { [ "$(printf '%s\n' "$2" "$1" | sort -t . -k 1,1n -k 2,2n -k 3,3n | head -n 1)" = "$2" ]; }

# The version of an Emscripten on the PATH that is new enough and not our own, or nothing. Asked once.
emscripten_on_path() {
  if [ -z "${EMSCRIPTEN_ON_PATH+set}" ]; then EMSCRIPTEN_ON_PATH=$(find_emscripten_on_path || true); fi
  [ -n "$EMSCRIPTEN_ON_PATH" ] && printf '%s\n' "$EMSCRIPTEN_ON_PATH"
}

find_emscripten_on_path() {
  local emcc version
  emcc=$(command -v emcc) || return 1
  case "$emcc" in "$CACHE"/*) return 1 ;; esac
  version=$("$emcc" --version 2>/dev/null | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1)
  [ -n "$version" ] && at_least "$version" "$EMSCRIPTEN_MINIMUM" && printf '%s\n' "$version"
}

emscripten_digest() {
  component_digest "$PIN_EMSCRIPTEN" "$PIN_BINARYEN" "$LLVM_MAJOR" "$(machine_release)" "$(dpkg --print-architecture)"
}

emscripten_unpacked() { can_unpack && component_find emscripten "$(emscripten_digest)"; }

plan_emscripten() {
  if emscripten_on_path >/dev/null || emscripten_unpacked >/dev/null; then return 0; fi
  if ! can_unpack; then
    say "The page needs Emscripten $EMSCRIPTEN_MINIMUM or later, and this system has no Debian packages to unpack one from."
    say "Install the Emscripten SDK, put its emcc on the PATH (source ./emsdk_env.sh), then run the same command again."
    exit 1
  fi
  plan_lists
  plan_step "Emscripten and LLVM $LLVM_MAJOR (310 MB to download, 700 MB unpacked)" emscripten_make
}

emscripten_make() {
  local suite package tested version
  read -r suite package tested <<<"$PIN_EMSCRIPTEN"
  version=$(package_version binary "$suite" "$package" "$tested")
  component_make emscripten "$version" "$(emscripten_digest)" emscripten_fill "$suite" "$package" "$version"
}

emscripten_fill() {
  local folder=$1 suite=$2 package=$3 version=$4 name binaryen_suite binaryen tested line
  # Variants of the system libraries that nothing here links (whole-program optimization, dynamic linking) are most of
  # the package's size.
  package_unpack "$folder/root" "$package" "$version" --exclude='*/wasm32-emscripten/lto*' \
    --exclude='*/wasm32-emscripten/pic' --exclude='./usr/share/emscripten/test' --exclude='./usr/share/doc'
  read -r binaryen_suite binaryen tested <<<"$PIN_BINARYEN"
  package_unpack "$folder/root" "$binaryen" "$(package_version binary "$binaryen_suite" "$binaryen" "$tested")"
  package_unpack "$folder/root" node-acorn "$(package_version binary "$suite" node-acorn "")"
  # binaryen of that release wants a newer C library than an older machine has: it runs on its own.
  for name in libc6 libstdc++6 libgcc-s1; do
    package_unpack "$folder/glibc" "$name" "$(package_version binary "$binaryen_suite" "$name" "")"
  done
  llvm_packages | while read -r name line; do
    package_unpack "$folder/root" "$name" "$line"
  done
  emscripten_arrange "$folder"
}

# Name and version of the LLVM packages, and of what they need, that are not installed in this system.
llvm_packages() {
  local suite
  suite=$(machine_release)
  package_version binary "$suite" "clang-$LLVM_MAJOR" "" >/dev/null 2>&1 || suite=trixie
  apt_private apt-get -q -s -t "$suite" --no-remove install "clang-$LLVM_MAJOR" "lld-$LLVM_MAJOR" "llvm-$LLVM_MAJOR" |
    sed -nE 's/^Inst ([^ ]+) (\[[^]]*\] )?\(([^ ]+) .*/\1 \3/p'
}

# Wrappers, so that the programs find their libraries wherever the folder is, and Emscripten's own configuration.
# Every path is found from the wrapper's place, because the folder is renamed when it is complete.
emscripten_arrange() {
  local folder=$1 emscripten="$1/root/usr/share/emscripten" program name triplet
  triplet=$(basename "$(dirname "$(find "$folder/glibc/usr/lib" -name 'libc.so.6' | head -n 1)")")
  mkdir -p "$folder/llvm" "$folder/binaryen/bin" "$folder/bin" "$emscripten/node_modules"

  for program in "$folder/root/usr/lib/llvm-$LLVM_MAJOR/bin"/* "/usr/lib/llvm-$LLVM_MAJOR/bin"/*; do
    name=$(basename "$program")
    if [ ! -x "$program" ] || [ -e "$folder/llvm/$name" ]; then continue; fi
    case "$program" in
      "$folder"/*) program="\$here/root/usr/lib/llvm-$LLVM_MAJOR/bin/$name" ;;
    esac
    write_wrapper "$folder/llvm/$name" 1 \
      "LD_LIBRARY_PATH=\"\$here/root/usr/lib/$triplet:\$here/root/usr/lib/llvm-$LLVM_MAJOR/lib\" exec \"$program\" \"\$@\""
  done
  for program in "$folder/root/usr/bin"/wasm-* "$folder/root/usr/bin/wasm2js"; do
    name=$(basename "$program")
    write_wrapper "$folder/binaryen/bin/$name" 2 \
      "exec \"\$here\"/glibc/usr/lib/$triplet/ld-linux-*.so.* --library-path \"\$here/root/usr/lib/$triplet:\$here/glibc/usr/lib/$triplet\" \"\$here/root/usr/bin/$name\" \"\$@\""
  done
  ln -s ../../nodejs/acorn "$emscripten/node_modules/acorn"
  # The configuration is read by exec() with no name for its own place, so it looks at the module that reads it.
  cat >"$emscripten/.emscripten" <<'EOF'
import os
import shutil
from tools import utils
_here = os.path.abspath(os.path.join(utils.__rootpath__, '..', '..', '..', '..'))
LLVM_ROOT = os.path.join(_here, 'llvm')
BINARYEN_ROOT = os.path.join(_here, 'binaryen')
NODE_JS = shutil.which('node') or '/usr/bin/node'
FROZEN_CACHE = True
EOF
  for name in emcc em++ emar emranlib emcmake emconfigure emmake em-config emnm emstrip; do
    # shellcheck disable=SC2016  # for the wrapper's own shell
    write_wrapper "$folder/bin/$name" 1 \
      'EM_CONFIG="$here/root/usr/share/emscripten/.emscripten" exec "$here/root/usr/share/emscripten/'"$name"'" "$@"'
  done
  printf 'int main() { return 0; }\n' >"$folder/probe.cpp"
  "$folder/bin/em++" -O2 "$folder/probe.cpp" -o "$folder/probe.mjs"
  rm -f "$folder"/probe.*
}

# write_wrapper file levels command: `here` is the folder that many levels above the wrapper
write_wrapper() {
  local up=".."
  if [ "$2" -eq 2 ]; then up="../.."; fi
  # shellcheck disable=SC2016  # for the wrapper's own shell
  printf '#!/bin/sh\nhere=$(cd "$(dirname "$0")/%s" && pwd -P)\n%s\n' "$up" "$3" >"$1"
  chmod +x "$1"
}
