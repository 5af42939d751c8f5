// Errors are values: a function that can refuse its input returns Result<T> with a message for a person.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace lab {

// A whole sentence: what was wrong, where, and what is allowed instead.
struct Error {
  std::string message;      // where settings go by their keys: in a terminal, an address, a script
  std::string screen = {};  // where people read their titles; empty: the message serves both
  const std::string& shown() const { return screen.empty() ? message : screen; }
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  // Only after ok().
  const T& value() const { return std::get<0>(state_); }
  T& value() { return std::get<0>(state_); }
  // Only after !ok().
  const std::string& error() const { return failure().message; }
  const Error& failure() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

// For functions that only succeed or refuse.
struct Done {};
using Status = Result<Done>;

}  // namespace lab
