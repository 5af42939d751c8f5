#include "lab/settings/refusal.h"

namespace lab {

std::string refusalShown(std::string_view title, std::string_view allowed, std::string_view given) {
  std::string text(title);
  text.append(": ").append(allowed).append(" (you gave ").append(given.empty() ? "nothing" : given).append(").");
  return text;
}

std::string inQuotes(std::string_view text) { return "“" + std::string(text) + "”"; }

}  // namespace lab
