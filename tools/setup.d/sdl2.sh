# shellcheck shell=bash
# SDL2 for the page, built once by cmake/sdl2 and kept: window, input and GL context, nothing else of it.

sdl2_emcmake() {
  if emscripten_on_path >/dev/null; then command -v emcmake; else printf '%s/bin/emcmake\n' "$(emscripten_unpacked)"; fi
}

sdl2_digest() {
  local compiler
  compiler=$(emscripten_on_path || printf '%s' "$PIN_EMSCRIPTEN")
  component_digest "$PIN_SDL2" "$compiler" "$(cat "$ROOT"/cmake/sdl2/* "$ROOT/cmake/changed.cmake")"
}

plan_sdl2() {
  if ! can_unpack || component_find sdl2 "$(sdl2_digest)" >/dev/null; then return 0; fi
  plan_lists
  plan_step "SDL2 for the page, built from source (5 MB)" sdl2_make
}

sdl2_make() {
  local suite package tested version
  read -r suite package tested <<<"$PIN_SDL2"
  version=$(package_version source "$suite" "$package" "$tested")
  component_make sdl2 "$version" "$(sdl2_digest)" sdl2_fill "$package" "$version"
}

sdl2_fill() {
  local folder=$1 work
  work=$(mktemp -d "$CACHE/partial-sdl2-XXXXXX")
  source_unpack "$work/source" "$2" "$3"
  "$(sdl2_emcmake)" cmake -S "$ROOT/cmake/sdl2" -B "$work/build" -G Ninja \
    -DLAB_SDL2_SOURCE="$work/source" -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$folder"
  cmake --build "$work/build"
  cmake --install "$work/build"
  mkdir -p "$folder/share/licenses"
  cp "$work/source/LICENSE.txt" "$folder/share/licenses/SDL2.txt"
  rm -rf "$work"
}
