// RUN: %check_asyncsafe %s %t -- -std=c++17
// What the next turn of a loop makes protects nothing that this turn has made.
#include <memory>

struct Entry {
  Entry();
  virtual ~Entry();
  bool parse(const char *Line);
};
void add(Entry *New);
const char *next();

void freedByTheNextTurn_ok() {
  while (const char *Line = next()) {
    Entry *New = new Entry;
    if (New->parse(Line))
      add(New);
    else
      delete New;
  }
}
void pointerOutsideOfTheLoop_ok() {
  Entry *New;
  for (int I = 0; I < 3; ++I) {
    New = new Entry;
    if (!New->parse(next()))
      delete New;
    else
      add(New);
  }
}
void ownedInTheSameTurn_bad() {
  while (const char *Line = next()) {
    Entry *New = new Entry;
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: memory 'New' is acquired here, but {{.*}} [asyncsafe-acquire-before-try]
    // CHECK-FIXES: {{^}}    std::unique_ptr<Entry> Owner(New);
    New->parse(Line);
    std::unique_ptr<Entry> Owner(New);
  }
}
