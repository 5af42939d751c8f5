// What ImGui's backend asks of WebGL in every frame: the state that it is to put back when it has drawn. A browser
// answers some of it only when its graphics process has drawn all that went before, and the page waits as long. Nobody
// else draws on our canvas, so that what was so at first is as good: each question is asked once. CMake puts
// rememberedIntegerv in the place of the backend's glGetIntegerv.
#include <GLES3/gl3.h>

#include <algorithm>
#include <cstdarg>

extern "C" void rememberedIntegerv(GLenum name, GLint* values) {
  struct Answer {
    GLenum name;  // 0: none yet
    GLint values[4];
  };
  static Answer answers[32];  // the backend has 22 questions
  for (Answer& answer : answers) {
    if (answer.name == 0) {
      answer.name = name;
      glGetIntegerv(name, answer.values);
    }
    const bool is_box = name == GL_VIEWPORT || name == GL_SCISSOR_BOX;
    if (answer.name == name) return void(std::copy_n(answer.values, is_box ? 4 : 1, values));
  }
  glGetIntegerv(name, values);
}

// The backend makes a vertex array for every frame, in case it draws into several contexts. We have one, and its own
// array (0) serves: Emscripten numbers what is made and keeps a list by number, which an hour would make a megabyte
// long. These stand in the place of glGenVertexArrays and glDeleteVertexArrays.
extern "C" void ownVertexArray(GLsizei, GLuint* names) { *names = 0; }
extern "C" void keepVertexArray(GLsizei, const GLuint*) {}

// The backend reads "#version 300 es", which it was given, by sscanf(), which would be 2 KB of a visit: this, in its
// place, reads the one number there is.
extern "C" int lab_read_version(const char* text, const char* format, ...) {
  while (*text != '\0' && (*text < '0' || *text > '9')) ++text;
  int number = 0;
  for (; *text >= '0' && *text <= '9'; ++text) number = number * 10 + (*text - '0');
  std::va_list results;
  va_start(results, format);
  *va_arg(results, int*) = number;
  va_end(results);
  return 1;
}
