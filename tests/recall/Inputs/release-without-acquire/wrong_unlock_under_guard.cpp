// wrong: the early return unlocks by hand, and the guard unlocks once more: undefined, or another thread's lock.
#include <map>
#include <mutex>
#include <string>

class Names {
public:
  int find(const std::string &Name) {
    std::lock_guard<std::mutex> Lock(Guard); // OR
    auto It = Table.find(Name);
    if (It == Table.end()) {
      Guard.unlock(); // HERE
      return -1;
    }
    return It->second;
  }

private:
  std::mutex Guard;
  std::map<std::string, int> Table;
};
