// wrong: parse() throws before the count went up, and the handler takes it down: the drain loop sees too few.
#include <atomic>
#include <stdexcept>
#include <string>

static std::atomic<int> Active;
bool drained() { return Active == 0; }

static int parse(const std::string &Line) {
  if (Line.empty())
    throw std::invalid_argument("empty");
  return static_cast<int>(Line.size());
}
static void serve(int Size) {
  if (Size > 4096)
    throw std::length_error("line");
}
void request(const std::string &Line) {
  try {
    int Size = parse(Line); // OR
    ++Active; // OR
    serve(Size);
    --Active;
  } catch (...) {
    --Active; // HERE
    throw;
  }
}
