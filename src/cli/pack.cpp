// lab pack: images as the page fetches them, before compression.
#include <algorithm>
#include <ostream>

#include "cli/command_line.h"
#include "cli/files.h"
#include "cli/image_files.h"
#include "cli/output_file.h"
#include "core/json.h"
#include "data/cifar10.h"
#include "data/shard.h"
#include "data/stand_in.h"

namespace lab::cli {
namespace {

constexpr std::string_view about =
    R"(Writes images as shards of at most 1,000, lossless to the byte, into FOLDER, and lists them on the output as JSON:
  {"classes":[…],"train":5000,"test":1000,"shards":[{"part":"train","file":"train-00.shard","images":1000},…]}
tools/pack_images.mjs compresses them, adds checksums and writes the page's manifest.
)";

constexpr OptionSpec options[] = {
    {.name = "--out", .value = "FOLDER", .help = "where to write; it is made if need be", .path = true},
    option::data_dir,
    {.name = "--stand-in", .help = "pictures drawn by our own code instead"},
    {.name = "--train",
     .value = "N",
     .help = "training images, the first of each class in turn",
     .range = NumberRange{10, 50000, 5000}},
    {.name = "--test", .value = "N", .help = "test images", .range = NumberRange{0, 10000, 1000}}};

ImageSet choose(const ImageSet& images, Index count) {
  ImageSet chosen;
  for (const Index i : balancedChoice(images, count)) {
    const auto pixels = images.image(i);
    chosen.pixels.insert(chosen.pixels.end(), pixels.begin(), pixels.end());
    chosen.y.push_back(images.y[static_cast<std::size_t>(i)]);
  }
  return chosen;
}

struct Shard {
  std::string part, file;
  Index images = 0;
};

// Writes one part's shards; an error names the file that could not be written.
Status writeShards(const ImageSet& images, const std::string& part, const std::string& folder,
                   std::vector<Shard>& list) {
  for (Index first = 0; first < images.size(); first += max_shard_images) {
    const Index count = std::min(max_shard_images, images.size() - first);
    const std::string number = std::to_string(first / max_shard_images);
    const std::string file = part + "-" + (number.size() < 2 ? "0" : "") + number + ".shard";
    const std::vector<std::uint8_t> bytes = encodeShard(images, first, count);
    Status written = writeOutput(inFolder(folder, file), bytes);
    if (!written) return written;
    list.push_back({part, file, count});
  }
  return Done{};
}

void printList(const ImageLibrary& library, bool stand_in, const std::vector<Shard>& shards, std::ostream& out) {
  JsonWriter json;
  json.object([&] {
    json.array("classes", [&] {
      for (const auto& name : stand_in ? stand_in_classes : cifar10_classes) json.value(name);
    });
    json.member("train", library.train.size());
    json.member("test", library.test.size());
    json.array("shards", [&] {
      for (const Shard& shard : shards) {
        json.object([&] {
          json.member("part", shard.part);
          json.member("file", shard.file);
          json.member("images", shard.images);
        });
      }
    });
  });
  out << json.text() << '\n';
}

ExitCode run(Arguments arguments, Terminal& terminal) {
  const auto parsed = ParsedArguments::parse(arguments, options);
  if (!parsed) return usageError(terminal, "pack", parsed.error());
  const auto train = parsed.value().wholeNumber("--train");
  const auto test = parsed.value().wholeNumber("--test");
  if (!train) return usageError(terminal, "pack", train.error());
  if (!test) return usageError(terminal, "pack", test.error());
  const bool stand_in = parsed.value().has("--stand-in");
  if (!parsed.value().has("--out")) return usageError(terminal, "pack", "--out FOLDER is missing.");
  if (stand_in == parsed.value().has("--data-dir")) {
    return usageError(terminal, "pack", "Either --data-dir PATH or --stand-in is needed.");
  }

  ImageLibrary library;
  if (stand_in) {
    NumpyRandom random(0);
    library.train = drawStandIn(train.value(), random);
    library.test = drawStandIn(test.value(), random);
  } else {
    const auto images = readImages(parsed.value().text("--data-dir"), terminal);
    if (!images) {
      terminal.err << "lab pack: " << images.error() << '\n';
      return check_failed;
    }
    library.train = choose(images.value().train, train.value());
    library.test = choose(images.value().test, test.value());
  }

  const std::string folder = parsed.value().text("--out");
  if (const Status made = makeFolders(folder); !made) {
    terminal.err << "lab pack: " << made.error() << '\n';
    return check_failed;
  }
  std::vector<Shard> shards;
  for (const auto& [part, images] : {std::pair{"train", &library.train}, std::pair{"test", &library.test}}) {
    const Status written = writeShards(*images, part, folder, shards);
    if (written) continue;
    terminal.err << "lab pack: " << written.error() << '\n';
    return check_failed;
  }
  printList(library, stand_in, shards, terminal.out);
  return success;
}

}  // namespace

TerminalCommand packCommand() {
  return {.name = "pack",
          .summary = "write images as the page's shards",
          .usage = "--out FOLDER (--data-dir PATH | --stand-in)",
          .about = about,
          .options = options,
          .run = run};
}

}  // namespace lab::cli
