// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// What an earlier turn of a loop made has another value in this one.
#include <memory>

struct Job {
  Job();
};
bool more();
void enqueue(Job *J);

void handedOverEachTurn_ok() {
  while (more()) {
    std::unique_ptr<Job> J(new Job);
    enqueue(J.release());
  }
}
void handedOverOnOneBranch_ok(bool Now) {
  while (more()) {
    std::unique_ptr<Job> J(new Job);
    if (Now)
      enqueue(J.release());
  }
}
void lateInEachTurn_bad() {
  while (more()) {
    Job *Raw = new Job;
    // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: memory 'Raw' is acquired here, but 'more' may throw before its release is guaranteed [asyncsafe-acquire-before-try]
    // CHECK-FIXES: {{^}}    std::unique_ptr<Job> J(Raw);
    more();
    std::unique_ptr<Job> J(Raw);
  }
}
