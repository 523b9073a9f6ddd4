// right: a unique_lock knows that it was unlocked early.
#include <map>
#include <mutex>
#include <string>

class Names {
public:
  int find(const std::string &Name) {
    std::unique_lock<std::mutex> Lock(Guard);
    auto It = Table.find(Name);
    if (It == Table.end()) {
      Lock.unlock();
      return -1;
    }
    return It->second;
  }

private:
  std::mutex Guard;
  std::map<std::string, int> Table;
};
