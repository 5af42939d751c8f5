// What the rows of the settings table are made of: how a member is read and written as a double, and how rows and their
// named values are told apart. For the files of the table alone.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include "lab/settings/setting_info.h"
#include "lab/settings/settings.h"

namespace lab::table {

struct NamedValue {
  ValueName name;
  double value = 0;
};

// A row of the table. Every value is a double while it is read and written: whole numbers of 32 bits, choices and
// switches fit into it exactly.
struct SettingRow {
  std::string_view key, title, unit, meaning;
  Effect effect;
  double (*get)(const Settings&);
  void (*set)(Settings&, double);
  double low, high;  // the numbers that are allowed; low above high: none but the named values
  bool whole;
  std::span<const NamedValue> named;
};

// As the least value of a row: no number is allowed but the named ones.
inline constexpr double none = std::numeric_limits<double>::infinity();
inline constexpr double max_seed = std::numeric_limits<std::uint32_t>::max();

using S = Settings;
using enum Effect;

template <auto Member>
double get(const Settings& settings) {
  return static_cast<double>(settings.*Member);
}

template <auto Member>
void set(Settings& settings, double value) {
  using T = std::remove_reference_t<decltype(settings.*Member)>;
  if constexpr (std::is_enum_v<T>) {
    settings.*Member = static_cast<T>(static_cast<int>(value));
  } else {
    settings.*Member = static_cast<T>(value);
  }
}

template <auto Member>
constexpr bool isWhole = std::is_integral_v<std::remove_reference_t<decltype(std::declval<Settings&>().*Member)>>;

inline constexpr NamedValue on_off[] = {{{"0", "off"}, 0}, {{"1", "on"}, 1}};

// The table in two parts, in the order of toText: the data, the model and how it starts; then loss, penalties, update
// rule and minibatches. A unit that repeats the title is what the number counts: "50 hidden units". The rows are data:
// the page pays for each byte.
std::span<const SettingRow> rowsOfModel();
std::span<const SettingRow> rowsOfTraining();

}  // namespace lab::table
