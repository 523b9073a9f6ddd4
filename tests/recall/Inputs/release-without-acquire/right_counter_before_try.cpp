// right: the count goes up before the try, so both ways out take down what went up.
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
  ++Active;
  try {
    serve(parse(Line));
  } catch (...) {
    --Active;
    throw;
  }
  --Active;
}
