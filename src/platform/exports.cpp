// The functions that the page calls; web/lab_api.mjs, host.mjs, keep.mjs and image_store.mjs are their only callers.
// Text goes in and out as UTF-8; a returned text lives until the next call.
#include <emscripten.h>
#include <emscripten/html5.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lab/bench/bench.h"
#include "platform/bench_json.h"
#include "platform/build_facts.h"
#include "platform/clipboard.h"
#include "platform/page.h"
#include "ui/kit/im.h"
#include "ui/kit/panel.h"

namespace {

lab::platform::Page* g_page = nullptr;
std::string g_answer;
std::vector<std::uint8_t> g_record;

const char* answer(std::string text) {
  g_answer = std::move(text);
  return g_answer.c_str();
}

// Empty: done. Otherwise why not.
const char* answer(const lab::Status& status) { return answer(status ? std::string() : status.error()); }

using Bytes = lab::platform::ImageStore::Bytes;
using Part = lab::platform::ImageStore::Part;

Part partOf(bool test) { return test ? Part::test : Part::train; }

// Made by the first call of a benchmark, so that nobody else pays for it.
lab::Benches& benches() {
  static lab::Benches made;
  return made;
}

// The JSON text that `use` makes of the workload's bench, or of why there is none.
template <class Use>
std::string withBench(const char* id, Use&& use) {
  const lab::Result<lab::Bench*> bench = benches().find(id);
  return bench ? use(*bench.value()) : lab::platform::benchErrorJson(bench.error());
}

// A claim of any size, as a number that can be added to another one.
lab::Index imagesOf(double claimed) { return static_cast<lab::Index>(std::min(claimed, 1e9)); }

// The session learns of images that came, and the next frame shows how far they are.
const char* took(const lab::Status& status, bool changed) {
  if (status && changed && g_page->store().library()) g_page->imagesChanged();
  g_page->wake();
  return answer(status);
}

}  // namespace

extern "C" {

// `threads`: how many may work on training, where this module has them.
EMSCRIPTEN_KEEPALIVE const char* lab_open(int threads) {
  // Lives as long as the page: there is no end to tidy up for.
  g_page = new lab::platform::Page(threads);
  const lab::Status opened = g_page->open();
  if (opened) {
    EmscriptenVisibilityChangeEvent visibility;
    if (emscripten_get_visibility_status(&visibility) == EMSCRIPTEN_RESULT_SUCCESS) {
      g_page->setHidden(visibility.hidden);
    }
  }
  return answer(opened);
}

// Everything below: after lab_open came back empty.
EMSCRIPTEN_KEEPALIVE const char* lab_command(const char* text) { return answer(g_page->command(text)); }
// The settings in the page's address: what of it could not be used, in words; empty: all was.
EMSCRIPTEN_KEEPALIVE const char* lab_address(const char* text) { return answer(g_page->applyAddress(text)); }
EMSCRIPTEN_KEEPALIVE const char* lab_wish(const char* text) { return answer(g_page->wish(text)); }
// A double, for counts beyond 32 bits.
EMSCRIPTEN_KEEPALIVE const char* lab_step(double steps) {
  return answer(g_page->step(static_cast<std::int64_t>(steps)));
}
EMSCRIPTEN_KEEPALIVE const char* lab_state() { return answer(g_page->state()); }
EMSCRIPTEN_KEEPALIVE const char* lab_history() { return answer(g_page->history()); }
EMSCRIPTEN_KEEPALIVE const char* lab_studies() { return answer(g_page->studies()); }
EMSCRIPTEN_KEEPALIVE const char* lab_search_csv() { return answer(g_page->searchCsv()); }
EMSCRIPTEN_KEEPALIVE const char* lab_inspect(int example, const char* part) {
  return answer(g_page->inspect(example, part));
}
EMSCRIPTEN_KEEPALIVE const char* lab_templates() { return answer(g_page->templates()); }
EMSCRIPTEN_KEEPALIVE const char* lab_examples() { return answer(g_page->examples()); }
EMSCRIPTEN_KEEPALIVE const char* lab_spoken() { return answer(g_page->spoken()); }
EMSCRIPTEN_KEEPALIVE const char* lab_link() { return answer(g_page->link()); }

// What a reload should bring back: made anew; see Page::keep. Then its bytes, which live until the page is asked for
// "kept" again, how many there are, and the address that belongs to them.
EMSCRIPTEN_KEEPALIVE bool lab_keep(bool now) { return g_page->keep(now); }
EMSCRIPTEN_KEEPALIVE const std::uint8_t* lab_kept() { return g_page->kept().bytes.data(); }
EMSCRIPTEN_KEEPALIVE std::size_t lab_kept_size() { return g_page->kept().bytes.size(); }
EMSCRIPTEN_KEEPALIVE const char* lab_kept_link() { return answer(g_page->kept().link); }
EMSCRIPTEN_KEEPALIVE const char* lab_come_back(const std::uint8_t* bytes, std::size_t size, bool offer) {
  return answer(g_page->comeBack({bytes, size}, offer));
}
// A double, which holds all revisions of a page's life.
EMSCRIPTEN_KEEPALIVE double lab_revision() { return static_cast<double>(g_page->revision()); }

// The benchmark: apart from the page's own session, which it leaves alone.
EMSCRIPTEN_KEEPALIVE const char* lab_bench(const char* id, double seconds) {
  return answer(withBench(id, [&](lab::Bench& bench) {
    const auto clock = [] { return 1e-3 * emscripten_get_now(); };
    const lab::BenchRun run = bench.run(seconds, clock);
    return lab::platform::benchRunJson(run, lab::platform::buildFacts().variant);
  }));
}
EMSCRIPTEN_KEEPALIVE const char* lab_bench_problem(const char* id) {
  return answer(withBench(id, lab::platform::benchProblemJson));
}
// Empty: the first steps are right.
EMSCRIPTEN_KEEPALIVE const char* lab_bench_check(const char* id) {
  const lab::Result<lab::Bench*> bench = benches().find(id);
  return answer(bench ? bench.value()->check() : lab::Status(bench.failure()));
}

EMSCRIPTEN_KEEPALIVE void lab_host(bool dark, bool touch, bool save_data) { g_page->setHost(dark, touch, save_data); }
EMSCRIPTEN_KEEPALIVE void lab_first_visit() { g_page->setFirstVisit(); }
EMSCRIPTEN_KEEPALIVE void lab_hidden(bool hidden) { g_page->setHidden(hidden); }
EMSCRIPTEN_KEEPALIVE void lab_draw_now() { g_page->drawNow(); }
EMSCRIPTEN_KEEPALIVE void lab_graphics_lost() { g_page->loseGraphics(); }
EMSCRIPTEN_KEEPALIVE const char* lab_graphics_back() { return answer(g_page->restoreGraphics()); }

EMSCRIPTEN_KEEPALIVE bool lab_wants_text() { return g_page->wantsText(); }
// Tab would leave the lab, forwards or backwards.
EMSCRIPTEN_KEEPALIVE bool lab_focus_ends(bool forward) { return g_page->focusEnds(forward); }
EMSCRIPTEN_KEEPALIVE void lab_focus_enter(bool forward) { g_page->enterFocus(forward); }
EMSCRIPTEN_KEEPALIVE void lab_focus_leave() { g_page->leaveFocus(); }
// Two fingers at this place of the canvas, in CSS pixels, zoom the picture and not the page.
EMSCRIPTEN_KEEPALIVE bool lab_pinches_at(float x, float y) { return g_page->pinchesAt(x, y); }
// The wheel at this place moves something, downwards or upwards.
EMSCRIPTEN_KEEPALIVE bool lab_scrolls_at(float x, float y, bool down) { return lab::ui::scrollsAt(x, y, down); }
EMSCRIPTEN_KEEPALIVE void lab_paste(const char* text) {
  lab::platform::pasteText(text);
  g_page->wake();
}
EMSCRIPTEN_KEEPALIVE void lab_text(const char* text) {
  lab::platform::typeText(text);
  g_page->wake();
}
EMSCRIPTEN_KEEPALIVE void lab_backspace(int times) {
  for (int i = 0; i < times; ++i) {
    ImGui::GetIO().AddKeyEvent(ImGuiKey_Backspace, true);
    ImGui::GetIO().AddKeyEvent(ImGuiKey_Backspace, false);
  }
  g_page->wake();
}

// Images, as they come. Counts and bytes are doubles; bytes lie in the module's own memory.
EMSCRIPTEN_KEEPALIVE void lab_images_wait() {
  g_page->store().wait();
  g_page->wake();
}
EMSCRIPTEN_KEEPALIVE void lab_images_begin(const char* source, bool stand_in, int train, int test, double bytes,
                                           bool go_on) {
  g_page->store().beginShards(source, stand_in, train, test, static_cast<std::int64_t>(bytes), go_on);
  g_page->wake();
}
EMSCRIPTEN_KEEPALIVE const char* lab_images_shard(bool test, const std::uint8_t* bytes, std::size_t size,
                                                  const char* name) {
  return took(g_page->addShard(partOf(test), Bytes(bytes, size), name), true);
}
EMSCRIPTEN_KEEPALIVE bool lab_begins_tar(const std::uint8_t* bytes, std::size_t size) {
  return lab::beginsTar({bytes, size});
}
EMSCRIPTEN_KEEPALIVE const char* lab_files_begin(const char* source, double train, double test, double bytes,
                                                 bool add) {
  const auto total = static_cast<std::int64_t>(bytes);
  return took(g_page->store().beginFiles(source, imagesOf(train), imagesOf(test), total, add), false);
}
EMSCRIPTEN_KEEPALIVE const char* lab_files_records(bool test, const std::uint8_t* bytes, std::size_t size,
                                                   const char* name, double first) {
  const Bytes records(bytes, size);
  return took(g_page->store().addRecords(partOf(test), records, name, imagesOf(first)), false);
}
EMSCRIPTEN_KEEPALIVE void lab_archive_begin(const char* name) { g_page->store().beginArchive(name); }
EMSCRIPTEN_KEEPALIVE const char* lab_archive_bytes(const std::uint8_t* bytes, std::size_t size) {
  return took(g_page->store().addArchiveBytes(Bytes(bytes, size)), false);
}
EMSCRIPTEN_KEEPALIVE const char* lab_archive_end() { return took(g_page->store().endArchive(), false); }
EMSCRIPTEN_KEEPALIVE const char* lab_files_end() { return took(g_page->store().endFiles(), true); }
EMSCRIPTEN_KEEPALIVE void lab_images_progress(double bytes) {
  g_page->store().setBytes(static_cast<std::int64_t>(bytes));
  g_page->wake();
}
EMSCRIPTEN_KEEPALIVE void lab_images_message(const char* text) {
  g_page->store().setMessage(text);
  g_page->wake();
}
EMSCRIPTEN_KEEPALIVE void lab_images_end(const char* message, bool failed) {
  g_page->store().end(message, failed);
  g_page->imagesEnd();
}
// An official record, 3,073 bytes that live until the next call; null if there is no such image.
EMSCRIPTEN_KEEPALIVE const std::uint8_t* lab_image(bool test, int index) {
  g_record = g_page->store().record(partOf(test), index);
  return g_record.empty() ? nullptr : g_record.data();
}
EMSCRIPTEN_KEEPALIVE const char* lab_picture(const std::uint8_t* bytes, std::size_t size) {
  if (size != std::size_t{lab::ImageSet::pixels_per_image}) {
    return answer("A picture is 3,072 bytes: 32 x 32 values of red, then of green, then of blue.");
  }
  g_page->setPicture(Bytes(bytes, size));
  return answer(std::string());
}

}  // extern "C"

// Nothing to do before the page asks: it calls lab_open when the canvas is ready.
int main() { return 0; }
