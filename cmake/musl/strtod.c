/* strtod() in float64 alone. The C library's reads into long double, which WebAssembly has in software only: 5 KB of a
   visit, and slower. Its reader is exact where long double is float64 as well, as on other machines: numbers.cmake makes
   such a floatscan.c of it. */
#include <stdlib.h>

#include "floatscan.c"

static double read(const char *text, char **end, int precision) {
  FILE file;
  sh_fromstring(&file, text);
  shlim(&file, 0);
  const double value = readFloat64(&file, precision, 1);
  const off_t count = shcnt(&file);
  if (end) *end = (char *)text + count;
  return value;
}

double strtod(const char *restrict text, char **restrict end) { return read(text, end, 1); }

/* C++'s library names the other two, so that they have to be here as well; nobody calls them. */
float strtof(const char *restrict text, char **restrict end) { return read(text, end, 0); }
long double strtold(const char *restrict text, char **restrict end) { return read(text, end, 1); }
