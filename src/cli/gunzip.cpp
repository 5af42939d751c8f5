#include "cli/gunzip.h"

#include <utility>

#ifdef LAB_HAS_ZLIB
#include <zlib.h>
#endif

#include "core/text.h"

namespace lab::cli {

bool isGzip(Bytes beginning) { return beginning.size() >= 2 && beginning[0] == 0x1F && beginning[1] == 0x8B; }

Error Gunzip::damaged() const {
  return Error{printable(name_) + " is damaged or cut short: it does not decompress to its end."};
}

#ifdef LAB_HAS_ZLIB

struct Gunzip::State {
  enum class At { inside, between, behind };

  z_stream stream{};
  At at = At::inside;
  std::vector<std::uint8_t> between;  // the first byte of what may be another member
  std::vector<std::uint8_t> out = std::vector<std::uint8_t>(std::size_t{1} << 18);
  bool ready = false;
};

Gunzip::Gunzip(std::string name, std::function<Status(Bytes piece)> take)
    : name_(std::move(name)), take_(std::move(take)), state_(std::make_unique<State>()) {
  constexpr int gzip_format = 16;
  state_->ready = inflateInit2(&state_->stream, gzip_format + MAX_WBITS) == Z_OK;
}

Gunzip::~Gunzip() { inflateEnd(&state_->stream); }

Status Gunzip::add(Bytes bytes) {
  State& state = *state_;
  if (!state.ready) return Error{printable(name_) + " cannot be decompressed: there is not enough memory."};
  while (!bytes.empty() && state.at != State::At::behind) {
    if (state.at == State::At::between) {
      // Only two bytes tell another member from what is ignored.
      state.between.push_back(bytes[0]);
      bytes = bytes.subspan(1);
      if (state.between.size() < 2) continue;
      const std::vector<std::uint8_t> mark = std::exchange(state.between, {});
      state.at = isGzip(mark) ? State::At::inside : State::At::behind;
      if (state.at == State::At::behind) break;
      inflateReset(&state.stream);
      if (Status again = add(mark); !again) return again;
      continue;
    }
    // zlib does not write to its input.
    state.stream.next_in = const_cast<std::uint8_t*>(bytes.data());
    state.stream.avail_in = static_cast<unsigned>(bytes.size());
    int result = Z_OK;
    while (result == Z_OK) {
      state.stream.next_out = state.out.data();
      state.stream.avail_out = static_cast<unsigned>(state.out.size());
      result = inflate(&state.stream, Z_NO_FLUSH);
      const std::size_t made = state.out.size() - state.stream.avail_out;
      if (made == 0) continue;
      if (Status taken = take_(Bytes(state.out).first(made)); !taken) return taken;
    }
    // Z_BUF_ERROR: it wants more input.
    if (result != Z_STREAM_END && result != Z_BUF_ERROR) return damaged();
    bytes = bytes.last(state.stream.avail_in);
    if (result == Z_STREAM_END) state.at = State::At::between;
  }
  return Done{};
}

Status Gunzip::finish() const { return state_->at == State::At::inside ? Status(damaged()) : Status(Done{}); }

#else

struct Gunzip::State {};
Gunzip::Gunzip(std::string name, std::function<Status(Bytes piece)> take)
    : name_(std::move(name)), take_(std::move(take)) {}
Gunzip::~Gunzip() = default;
Status Gunzip::add(Bytes /*bytes*/) {
  return Error{printable(name_) +
               " is compressed, and this program was built without zlib. Unpack it and name the folder."};
}
Status Gunzip::finish() const { return Done{}; }

#endif

}  // namespace lab::cli
