# What of SDL2 the page uses: video, events, the GL context and opening a link. Read as an initial cache (cmake -C) by
# tools/setup, and included before SDL2 is fetched from upstream.
set(SDL_SHARED OFF CACHE BOOL "")
set(SDL_STATIC ON CACHE BOOL "")
set(SDL_TEST OFF CACHE BOOL "")
set(SDL2_DISABLE_SDL2MAIN ON CACHE BOOL "")
set(SDL2_DISABLE_UNINSTALL ON CACHE BOOL "")
foreach(subsystem AUDIO RENDER JOYSTICK HAPTIC HIDAPI POWER SENSOR LOCALE FILESYSTEM)
  set(SDL_${subsystem} OFF CACHE BOOL "")
endforeach()
