// Any bytes as a file of CIFAR-10's records: refused in words, or as many images as its length says.
#include "data/cifar10.h"
#include "fuzz.h"

namespace lab::fuzz {

Bytes makeInput(NumpyRandom& random) {
  // How files begin that people have instead of the binary version.
  static const std::vector<std::string> others{"",           "\x1f\x8b\x08",     "PK\x03\x04",
                                               "\x80\x02}q", "\x89PNG\r\n",      "\x93NUMPY\x01",
                                               "<html>",     "airplane,1,2,3\n", "BZh9"};
  Bytes bytes = bytesOf(anyOf(others, random));
  const std::size_t begun = bytes.size();
  bytes.resize(begun + random.upTo(3) * cifar10_record_bytes, std::uint8_t(random.upTo(255)));
  for (std::size_t at = begun; at < bytes.size(); at += cifar10_record_bytes) bytes[at] = std::uint8_t(random.upTo(9));
  return damaged(std::move(bytes), random);
}

}  // namespace lab::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lab;
  const auto images = readCifar10Records({data, size}, "x.bin");
  if (!images) {
    fuzz::requireFileReason(images.error());
    return 0;
  }
  fuzz::require(static_cast<std::size_t>(images.value().size()) * cifar10_record_bytes == size,
                "another number of images");
  for (const std::int32_t label : images.value().y) fuzz::require(label >= 0 && label <= 9, "a label that is none");
  return 0;
}
