// What a command of the terminal understands, as tables: the parser, the help and the completion read them.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace lab::cli {

// Which numbers an option takes, and which it has where it is not given.
struct NumberRange {
  double low, high;
  std::optional<double> fallback = {};
  bool whole = true;
};

// An option that a command knows: "--steps" with a value after it or after '=', or a bare flag.
struct OptionSpec {
  std::string_view name;
  std::string_view value = {};  // what stands for the value: "N"; empty: a flag without one
  std::string_view help;        // "updates to make": the help adds the range
  std::optional<NumberRange> range = {};
  bool path = false;                                     // the value is a file or folder
  std::vector<std::string_view> (*choices)() = nullptr;  // all that the value may be, where that is a few names

  bool takesValue() const { return !value.empty(); }
};

// What may stand beside the options.
enum class Operand {
  form,      // for the help alone: "lr=LOW..HIGH"
  word,      // typed as it is: "naive"
  file,      // comes first
  settings,  // key=value
  live,      // key=value of what may change during a run
};

struct OperandSpec {
  Operand kind;
  std::string_view name, help;
  std::string_view after = {};  // the word that it follows; empty: it comes first
};

// Options that several commands have.
namespace option {

inline constexpr OptionSpec data_dir{
    .name = "--data-dir",
    .value = "PATH",
    .help = "CIFAR-10: a folder with data_batch_1.bin … test_batch.bin, one .bin file, or cifar-10-binary.tar.gz",
    .path = true};
inline constexpr OptionSpec study_steps{
    .name = "--steps", .value = "N", .help = "updates that each run makes", .range = NumberRange{1, 1'000'000, 200}};

}  // namespace option

}  // namespace lab::cli
