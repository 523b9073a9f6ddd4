// RUN: %check_asyncsafe -checks=asyncsafe-acquire-before-try,asyncsafe-unprotected-release %s %t -- -std=c++20
// Known functions that hand out what is kept elsewhere and put it back are learnt as a pair from a handler that puts it back;
// what only looks at the object, or was not handed out, is no release.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

struct Slot {
  int number = 0;
  long used = 0;
};

class Slots {
public:
  Slot *take() {
    if (free_.empty())
      throw std::runtime_error("no slot");
    Slot *slot = free_.back();
    free_.pop_back();
    return slot;
  }
  void give(Slot *slot) { free_.push_back(slot); }
  Slot *find(int number) { return number < 4 ? &all_[number] : nullptr; }
  void report(const Slot *slot) { std::printf("slot %d of %zu\n", slot->number, free_.size()); }

private:
  Slot all_[4];
  std::vector<Slot *> free_;
};

int parse(const std::string &text) {
  if (text.empty())
    throw std::invalid_argument("empty");
  return static_cast<int>(text.size());
}
void work(Slot *slot, int length);

void looks_only(Slots &slots, const std::string &text) {
  Slot *slot = slots.find(1);
  int length = parse(text);
  try {
    work(slot, length);
  } catch (...) {
    slots.report(slot);
    throw;
  }
  slots.report(slot);
}

void parsed_first(Slots &slots, const std::string &text) {
  int length = parse(text);
  Slot *slot = slots.take();
  try {
    work(slot, length);
  } catch (...) {
    slots.give(slot);
    throw;
  }
  slots.give(slot);
}

void kept(Slots &slots, std::vector<Slot *> &busy, const std::string &text) {
  Slot *slot = slots.take();
  busy.push_back(slot);
  parse(text);
}

void parsed_late(Slots &slots, const std::string &text) {
  Slot *slot = slots.take();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: handle 'slot' is acquired here, but 'parse' may throw 'std::invalid_argument' before its release is guaranteed [asyncsafe-acquire-before-try]
  int length = parse(text);
  try {
    work(slot, length);
  } catch (...) {
    slots.give(slot);
    throw;
  }
  slots.give(slot);
}

void never_given_back_by_throw(Slots &slots, const std::string &text) {
  Slot *slot = slots.take();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: handle 'slot' is acquired here and not released if 'parse' throws [asyncsafe-unprotected-release]
  work(slot, parse(text));
  slots.give(slot);
}
