// The queue of jobs, and the threads that run them.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

using Job = std::function<void()>;

class Pool {
public:
  void submit(Job job);
  bool runOne();
  bool runOneUnderLock();
  void retry(const std::string &name);
  void report(std::vector<std::string> &lines);
  void onIdle(Job callback);
  void idle();

private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<Job> jobs_;
  std::vector<std::string> log_;
  Job idle_;
};
