// Decompresses gzip as it comes: members one after the other are one text, and what follows the last of them is
// ignored.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cli/files.h"

namespace lab::cli {

bool isGzip(Bytes beginning);

class Gunzip {
 public:
  // What comes out goes to `take`, whose refusals are passed on. `name`: the file's, for messages.
  Gunzip(std::string name, std::function<Status(Bytes piece)> take);
  ~Gunzip();

  Status add(Bytes bytes);
  // Nothing more will come. Refuses what ends inside a member.
  Status finish() const;

 private:
  struct State;  // zlib's
  Error damaged() const;

  std::string name_;
  std::function<Status(Bytes piece)> take_;
  std::unique_ptr<State> state_;
};

}  // namespace lab::cli
