// What the rows of the settings table are made of: how a member is read and written as a double. For the files of the
// table alone.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>
#include <utility>

#include "lab/settings/setting_info.h"

namespace lab::table {

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

// The row of a member: whole numbers are those of a whole member.
template <auto Member>
constexpr SettingInfo rowOf(SettingInfo row) {
  row.get = get<Member>;
  row.set = set<Member>;
  row.whole = row.scale.whole = std::is_integral_v<std::remove_reference_t<decltype(std::declval<S&>().*Member)>>;
  return row;
}

inline constexpr ValueName on_off[] = {{.text = "0", .title = "off", .value = 0},
                                       {.text = "1", .title = "on", .value = 1}};

// The table group by group. A unit that repeats the title is what the number counts: "50 hidden units". The rows are
// data: the page pays for each byte.
std::span<const SettingInfo> dataRows();
std::span<const SettingInfo> imageRows();
std::span<const SettingInfo> modelRows();
std::span<const SettingInfo> lossRows();
std::span<const SettingInfo> updateRows();
std::span<const SettingInfo> stepRows();

}  // namespace lab::table
