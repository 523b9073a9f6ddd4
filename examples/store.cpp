#include "store.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace {

struct CloseFile {
  void operator()(std::FILE *file) const { std::fclose(file); }
};
using OwnedFile = std::unique_ptr<std::FILE, CloseFile>;

int parseLength(const char *header) {
  int length = std::atoi(header);
  if (length <= 0)
    throw std::runtime_error("the header has no length");
  return length;
}

} // namespace

// A gap: the header is parsed before the try whose handler closes the file.
std::string load(const std::string &path) {
  std::FILE *file = std::fopen(path.c_str(), "r");
  if (!file)
    return {};
  char header[16] = "";
  if (!std::fgets(header, sizeof header, file)) {
    std::fclose(file);
    return {};
  }
  int length = parseLength(header);
  std::string text;
  try {
    text.resize(length);
    text.resize(std::fread(text.data(), 1, text.size(), file));
  } catch (...) {
    std::fclose(file);
    throw;
  }
  std::fclose(file);
  return text;
}

// Right: the file has an owner from the start.
std::string loadOwned(const std::string &path) {
  OwnedFile file(std::fopen(path.c_str(), "r"));
  char header[16] = "";
  if (!file || !std::fgets(header, sizeof header, file.get()))
    return {};
  std::string text(parseLength(header), '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  return text;
}

static std::string encode(const std::string &text) {
  if (text.size() > 1u << 20)
    throw std::length_error("the result is too long");
  return std::to_string(text.size()) + "\n" + text;
}

// A gap: encode() throws, and the file stays open.
void save(const std::string &path, const std::string &text) {
  std::FILE *file = std::fopen(path.c_str(), "w");
  if (!file)
    return;
  std::string encoded = encode(text);
  std::fwrite(encoded.data(), 1, encoded.size(), file);
  std::fclose(file);
}
