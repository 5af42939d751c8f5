#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

// The page reads numbers by a strtod() of its own making (cmake/musl/strtod.c), other programs by their C library's:
// both give the nearest number, as the compiler does for the same digits in a source.
#define READS(digits) CHECK(std::strtod(#digits, nullptr) == digits)

TEST_CASE("reading numbers: the nearest one, to the last bit") {
  READS(0.1);
  READS(1e22);
  READS(1e23);  // no longer a product of exact numbers
  READS(8.41e21);
  READS(123456789012345678901234567890.0);
  READS(1.7976931348623157e308);
  // Halfway between two numbers: to the even one; a digit far behind decides.
  READS(9007199254740993.0);
  READS(9007199254740995.0);
  READS(1.00000000000000011102230246251565404236316680908203125);
  READS(1.00000000000000011102230246251565404236316680908203124);
  READS(1.00000000000000011102230246251565404236316680908203126);
  // Where digits are lost, and below the least.
  READS(2.2250738585072014e-308);
  READS(2.2250738585072011e-308);
  READS(4.9406564584124654e-324);
  READS(2.4703282292062328e-324);
  CHECK(std::strtod("2.4703282292062327e-324", nullptr) == 0.0);
  CHECK(std::strtod("1.7976931348623159e308", nullptr) > 1.7976931348623157e308);
}

TEST_CASE("reading numbers: as far as they go") {
  const std::string text = "-12.5e-1 of 7";
  char* end = nullptr;
  CHECK(std::strtod(text.c_str(), &end) == -1.25);
  CHECK(end == text.c_str() + 8);
  for (const char* none : {"", "e5", ".", "-"}) {
    CHECK(std::strtod(none, &end) == 0.0);
    CHECK(end == none);
  }
}
