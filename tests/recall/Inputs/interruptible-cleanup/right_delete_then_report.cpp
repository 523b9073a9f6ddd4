// right: the handler deletes first and reports then.
#include <stdexcept>
#include <string>
#include <vector>

static std::vector<std::string> Errors;
static void report(const std::string &What) {
  if (Errors.size() >= 100)
    throw std::length_error("too many errors");
  Errors.push_back(What);
}
struct Table {
  std::vector<int> Cells;
};
static void fill(Table &T, int N) {
  if (N > 1000)
    throw std::out_of_range("cells");
  T.Cells.resize(static_cast<std::size_t>(N));
}
Table *make(int N) {
  Table *T = new Table;
  try {
    fill(*T, N);
  } catch (...) {
    delete T;
    report("cannot fill");
    throw;
  }
  return T;
}
