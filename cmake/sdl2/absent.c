/* What SDL's video part and Dear ImGui's backend ask of gamepads and of SDL's own renderer. The page has neither, so
   that those parts of SDL are left out; here is the answer "there is none" to every question that is left. */
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

/* Who draws links to GL's functions by their names; looking them up by text would bring every one there is. */
void* eglGetProcAddress(const char* name) { return NULL; }
