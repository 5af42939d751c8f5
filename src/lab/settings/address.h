// Settings in a page's address: written by hand or by an older page, and sent through mail and chats, so that each is
// judged by itself.
#pragma once

#include <string>
#include <string_view>

#include "lab/settings/settings.h"

namespace lab {

struct AddressSettings {
  std::string good;     // the assignments that can be carried out, "key=value&…"
  std::string refused;  // a sentence for the screen about each of the others; empty: there are none
};

AddressSettings readAddress(const Settings& base, std::string_view address);

}  // namespace lab
