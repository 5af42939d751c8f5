# shellcheck shell=bash
# .deps/, ignored by git: what CMake includes to find what the set-up provided. Written only when it changes, so that
# a second set-up does not make CMake configure again.

write_if_changed() {
  local file=$1 text
  text=$(cat)
  if [ "$(cat "$file" 2>/dev/null)" = "$text" ]; then return 0; fi
  printf '%s\n' "$text" >"$file.new"
  mv "$file.new" "$file"
}

override_line() {
  if [ -n "$2" ]; then printf 'set(%s "%s" CACHE PATH "from tools/setup" FORCE)\n' "$1" "$2"; fi
}

write_overrides() {
  local level=$1 eigen imgui doctest opensans dejavu sdl2="" emscripten=""
  mkdir -p "$ROOT/.deps"
  if can_unpack; then
    eigen=$(source_find eigen)
    imgui=$(source_find imgui)
    doctest=$(source_find doctest)
    opensans=$(source_find opensans)
    dejavu=$(source_find dejavu)
    sdl2=$(component_find sdl2 "$(sdl2_digest)") || sdl2=""
    {
      printf '# Written by tools/setup: sources that are here already. Remove .deps/ to look again.\n'
      override_line FETCHCONTENT_SOURCE_DIR_EIGEN "$eigen/usr/include/eigen3"
      override_line FETCHCONTENT_SOURCE_DIR_IMGUI "$imgui"
      override_line FETCHCONTENT_SOURCE_DIR_DOCTEST "$doctest/usr/include"
      override_line LAB_FONT_DIR_OPENSANS "$opensans/usr/share/fonts/truetype/open-sans"
      override_line LAB_FONT_DIR_DEJAVU "$dejavu/usr/share/fonts/truetype/dejavu"
      override_line LAB_SDL2_PREFIX "$sdl2"
    } | write_if_changed "$ROOT/.deps/overrides.cmake"
    if ! emscripten_on_path >/dev/null; then emscripten=$(emscripten_unpacked) || emscripten=""; fi
  else
    printf '# Written by tools/setup: no packages to unpack here; CMake fetches the sources from upstream.\n' |
      write_if_changed "$ROOT/.deps/overrides.cmake"
  fi
  if [ "$level" = deps ] || [ "$level" = lint ]; then return 0; fi
  {
    printf '# Written by tools/setup: the Emscripten to use; none named, the one on the PATH.\n'
    if [ -n "$emscripten" ]; then printf 'set(LAB_EMSCRIPTEN_ROOT "%s/root/usr/share/emscripten")\n' "$emscripten"; fi
  } | write_if_changed "$ROOT/.deps/emscripten.cmake"
  if [ -n "$emscripten" ]; then
    # shellcheck disable=SC2016  # for the shell that reads the file
    printf 'PATH="%s/bin:$PATH"\n' "$emscripten" | write_if_changed "$ROOT/.deps/env.sh"
  fi
}
