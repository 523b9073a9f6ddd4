// Threads that wait, and requests to stop them.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

// Right: stored under the lock, then notified, then waited for.
class Watcher {
public:
  ~Watcher() {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    while (!stop_)
      changed_.wait(lock);
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stop_ = false;
  std::thread thread_{&Watcher::run, this};
};

// A lost wakeup: the thread may have tested stop_ and not yet begun to wait.
class HastyWatcher {
public:
  ~HastyWatcher() {
    stop_ = true;
    changed_.notify_all();
    thread_.join();
  }

private:
  void run() {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return stop_.load(); });
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<bool> stop_{false};
  std::thread thread_{&HastyWatcher::run, this};
};

// The thread waits in accept(), and the request to stop does not end that.
class DeafListener {
public:
  explicit DeafListener(int listener) : listener_(listener), thread_(&DeafListener::run, this) {}
  ~DeafListener() {
    stop_ = true;
    thread_.join();
    close(listener_);
  }

private:
  void run() {
    while (!stop_) {
      int client = accept(listener_, nullptr, nullptr);
      if (client >= 0)
        close(client);
    }
  }
  int listener_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

// Wakes the thread, then stores the reason: the thread may have tested it before, and waits again.
class HastyMailbox {
public:
  ~HastyMailbox() {
    eventfd_write(event_, 1);
    stop_ = true;
    thread_.join();
    close(event_);
  }

private:
  void run() {
    while (!stop_) {
      eventfd_t count;
      eventfd_read(event_, &count);
    }
  }
  int event_ = eventfd(0, EFD_CLOEXEC);
  std::atomic<bool> stop_{false};
  std::thread thread_{&HastyMailbox::run, this};
};

// The thread sleeps through the request, and ~DrowsyReporter() waits for that long.
class DrowsyReporter {
public:
  ~DrowsyReporter() {
    stop_ = true;
    thread_.join();
  }

private:
  void run() {
    while (!stop_) {
      ++reports_;
      std::this_thread::sleep_for(std::chrono::minutes(1));
    }
  }
  int reports_ = 0;
  std::atomic<bool> stop_{false};
  std::thread thread_{&DrowsyReporter::run, this};
};

int main() {
  Watcher watcher;
  HastyWatcher hasty;
  HastyMailbox mailbox;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0 || listen(listener, 8))
    return 1;
  DeafListener deaf(listener);
  DrowsyReporter drowsy;
}
