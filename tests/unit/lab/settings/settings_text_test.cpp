// Slips of the pen in a text of settings are told in words.
#include <doctest/doctest.h>

#include "lab/session/session.h"
#include "lab/settings/assignments.h"
#include "lab/settings/settings.h"

namespace lab {
namespace {

std::string refusal(const char* text) {
  CAPTURE(text);
  const Result<Settings> refused = withAssignments({}, text);
  REQUIRE_FALSE(refused.ok());
  return refused.error();
}

TEST_CASE("settings: a blank beside the = is shown, with what is meant") {
  CHECK(refusal("batch= 5") == "'batch= 5' has a blank beside the =: write batch=5.");
  CHECK(refusal("batch =5") == "'batch =5' has a blank beside the =: write batch=5.");
  CHECK(refusal("lr=2\nbatch = 5&l2=0") == "'batch = 5' has a blank beside the =: write batch=5.");
  CHECK(refusal("batch=\t\n5") == "'batch=\t\n5' has a blank beside the =: write batch=5.");
  // These are other slips.
  CHECK(refusal("lr 0.5") == "'lr' is not of the form key=value.");
  CHECK(refusal("batch= lr=0.5").rfind("batch has no value. Batch size (batch): a whole number", 0) == 0);
  CHECK(refusal("batch=").rfind("batch has no value. Batch size (batch):", 0) == 0);
  CHECK(refusal("batch=&5").rfind("batch has no value. Batch size (batch):", 0) == 0);
  CHECK(refusal("= 5").rfind("Unknown setting ''", 0) == 0);
}

TEST_CASE("settings: a key that is given twice is named, with both values") {
  CHECK(refusal("lr=1&lr=2") == "lr is given twice, as lr=1 and as lr=2. Give it once.");
  CHECK(refusal("points=9 lr=0.5\npoints=9") == "points is given twice, as points=9 and as points=9. Give it once.");
  CHECK(refusal("preset=course&preset=notes_linear").rfind("preset is given twice", 0) == 0);
  CHECK(refusal("lr=1&lr=fast").rfind("lr=fast is not allowed", 0) == 0);
  // Keys that begin alike are not the same.
  CHECK(withAssignments({}, "l2=0.5&l2_half=0&seed=3&init_seed=3").ok());
  CHECK(withAssignments({}, "preset=notes_two_layer&lr=0.5").ok());
}

TEST_CASE("settings: a session refuses such a text as a whole") {
  Session session;
  for (const char* text : {"set lr=3&batch= 5", "set lr=3 lr=4"}) {
    CAPTURE(text);
    CHECK_FALSE(session.post(text).ok());
    session.advance({0});
    CHECK(session.observe({}).settings == Settings{});
    CHECK(session.snapshot().notice_is_error);
  }
}

}  // namespace
}  // namespace lab
