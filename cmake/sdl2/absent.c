/* What SDL's video part and Dear ImGui's backend ask of gamepads, of SDL's own renderer, of pictures in memory, of
   gestures and of EGL. The page has none of them, so that those parts of SDL are left out; here is the answer
   "there is none" to every question that is left. */
#include "SDL.h"

int SDL_NumJoysticks(void) { return 0; }
SDL_bool SDL_IsGameController(int index) { return SDL_FALSE; }
SDL_GameController* SDL_GameControllerOpen(int index) { return NULL; }
void SDL_GameControllerClose(SDL_GameController* pad) {}
Uint8 SDL_GameControllerGetButton(SDL_GameController* pad, SDL_GameControllerButton button) { return 0; }
Sint16 SDL_GameControllerGetAxis(SDL_GameController* pad, SDL_GameControllerAxis axis) { return 0; }

static int noRenderer(void) { return SDL_SetError("this SDL has no renderer"); }

int SDL_GetNumRenderDrivers(void) { return 0; }
int SDL_GetRenderDriverInfo(int index, SDL_RendererInfo* info) { return noRenderer(); }
SDL_Renderer* SDL_CreateRenderer(SDL_Window* window, int index, Uint32 flags) {
  noRenderer();
  return NULL;
}
SDL_Renderer* SDL_GetRenderer(SDL_Window* window) { return NULL; }
int SDL_GetRendererInfo(SDL_Renderer* renderer, SDL_RendererInfo* info) { return noRenderer(); }
int SDL_GetRendererOutputSize(SDL_Renderer* renderer, int* width, int* height) { return noRenderer(); }
void SDL_DestroyRenderer(SDL_Renderer* renderer) {}
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer* renderer) {}
SDL_Texture* SDL_CreateTexture(SDL_Renderer* renderer, Uint32 format, int access, int width, int height) {
  noRenderer();
  return NULL;
}
void SDL_DestroyTexture(SDL_Texture* texture) {}
int SDL_UpdateTexture(SDL_Texture* texture, const SDL_Rect* rect, const void* pixels, int pitch) {
  return noRenderer();
}
int SDL_RenderSetViewport(SDL_Renderer* renderer, const SDL_Rect* rect) { return noRenderer(); }
int SDL_RenderCopy(SDL_Renderer* renderer, SDL_Texture* texture, const SDL_Rect* from, const SDL_Rect* to) {
  return noRenderer();
}
void SDL_RenderPresent(SDL_Renderer* renderer) {}

/* A window's icon or picture and a cursor of one's own would be surfaces. */
static SDL_Surface* noSurface(void) {
  SDL_SetError("this SDL has no surfaces");
  return NULL;
}

SDL_Surface* SDL_CreateRGBSurface(Uint32 flags, int width, int height, int depth, Uint32 r, Uint32 g, Uint32 b,
                                  Uint32 a) {
  return noSurface();
}
SDL_Surface* SDL_CreateRGBSurfaceFrom(void* pixels, int width, int height, int depth, int pitch, Uint32 r, Uint32 g,
                                      Uint32 b, Uint32 a) {
  return noSurface();
}
SDL_Surface* SDL_ConvertSurfaceFormat(SDL_Surface* surface, Uint32 format, Uint32 flags) { return noSurface(); }
void SDL_FreeSurface(SDL_Surface* surface) {}
SDL_bool SDL_PixelFormatEnumToMasks(Uint32 format, int* bits, Uint32* r, Uint32* g, Uint32* b, Uint32* a) {
  return SDL_FALSE;
}
void SDL_CalculateGammaRamp(float gamma, Uint16* ramp) {}
int Emscripten_CreateWindowFramebuffer(void* device, SDL_Window* window, Uint32* format, void** pixels, int* pitch) {
  noSurface();
  return -1;
}
int Emscripten_UpdateWindowFramebuffer(void* device, SDL_Window* window, const SDL_Rect* rects, int count) {
  noSurface();
  return -1;
}
void Emscripten_DestroyWindowFramebuffer(void* device, SDL_Window* window) {}

/* The page reads the fingers themselves. */
int SDL_GestureAddTouch(SDL_TouchID touch) { return 0; }
int SDL_GestureDelTouch(SDL_TouchID touch) { return 0; }
void SDL_GestureProcessEvent(SDL_Event* event) {}
void SDL_GestureQuit(void) {}

/* WebGL is the page's own: src/platform/window.cpp. */
static int noEgl(void) { return SDL_SetError("this SDL has no EGL"); }

void* SDL_EGL_CreateSurface(void* device, void* window) {
  noEgl();
  return NULL;
}
void SDL_EGL_DestroySurface(void* device, void* surface) {}
void* SDL_EGL_GetProcAddress(void* device, const char* name) { return NULL; }
void SDL_EGL_UnloadLibrary(void* device) {}
int SDL_EGL_SetSwapInterval(void* device, int interval) { return noEgl(); }
int SDL_EGL_GetSwapInterval(void* device) { return 0; }
void SDL_EGL_DeleteContext(void* device, SDL_GLContext context) {}
int Emscripten_GLES_LoadLibrary(void* device, const char* path) { return noEgl(); }
SDL_GLContext Emscripten_GLES_CreateContext(void* device, SDL_Window* window) {
  noEgl();
  return NULL;
}
int Emscripten_GLES_MakeCurrent(void* device, SDL_Window* window, SDL_GLContext context) { return noEgl(); }
int Emscripten_GLES_SwapWindow(void* device, SDL_Window* window) { return noEgl(); }
