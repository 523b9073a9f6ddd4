// RUN: %check_asyncsafe -checks=asyncsafe-wakeup-before-flag %s %t -- -std=c++20
// Threads that wake each other in the right order, and code that only looks like the wrong one.
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <poll.h>
#include <semaphore>
#include <semaphore.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

void work();

//===--- condition variables ---===//

class Inside {
public:
  Inside() : Thread(&Inside::run, this) {}
  // One critical section: the woken thread must wait for its end.
  ~Inside() {
    {
      std::lock_guard<std::mutex> Lock(Mutex);
      Changed.notify_all();
      Stop = true;
    }
    Thread.join();
  }
  // The lock is given up for a moment, but the wake comes again.
  void twice() {
    Changed.notify_all();
    {
      std::lock_guard<std::mutex> Lock(Mutex);
      Stop = true;
    }
    Changed.notify_all();
  }
  void early() {
    {
      std::lock_guard<std::mutex> Lock(Mutex);
      Stop = true;
    }
    Changed.notify_all();
    std::lock_guard<std::mutex> Lock(Mutex);
    Stop = true;
  }
  // Woken for the job; that it goes on is said for the next round.
  void add() {
    {
      std::lock_guard<std::mutex> Lock(Mutex);
      ++Jobs;
    }
    Changed.notify_one();
    std::lock_guard<std::mutex> Lock(Mutex);
    Stop = true;
  }
  // The stored value lets no thread continue.
  void restart() {
    Changed.notify_all();
    std::lock_guard<std::mutex> Lock(Mutex);
    Stop = false;
  }
  // Its callers hold the lock, or may.
  void stopLocked() {
    Changed.notify_all();
    Stop = true;
  }
  void stop() {
    std::lock_guard<std::mutex> Lock(Mutex);
    stopLocked();
  }
  // The thread is over.
  void end() {
    stop();
    Changed.notify_all();
    Thread.join();
    Stop = true;
  }

private:
  void run() {
    std::unique_lock<std::mutex> Lock(Mutex);
    while (!Stop && Jobs == 0)
      Changed.wait(Lock);
  }
  std::mutex Mutex;
  std::condition_variable Changed;
  bool Stop = false;
  int Jobs = 0;
  std::thread Thread;
};

// A wait with a limit looks again.
class Ticker {
public:
  ~Ticker() {
    Changed.notify_all();
    std::lock_guard<std::mutex> Lock(Mutex);
    Stop = true;
  }
  void run() {
    std::unique_lock<std::mutex> Lock(Mutex);
    while (!Stop)
      Changed.wait_for(Lock, std::chrono::seconds(1));
  }

private:
  std::mutex Mutex;
  std::condition_variable Changed;
  bool Stop = false;
};

//===--- descriptors ---===//

class Poller {
public:
  Poller() {
    Event = eventfd(0, EFD_NONBLOCK);
    Thread = std::thread(&Poller::run, this);
  }
  void stop() {
    Stop = true;
    eventfd_write(Event, 1);
    Thread.join();
    // No thread is left.
    Stop = false;
  }
  void poke() {
    eventfd_write(Event, 1);
    // No thread tests it when it wakes.
    Pokes = Pokes + 1;
    Asked = true;
  }
  bool asked() const { return Asked; }
  // Stays readable: a wakeup that is never taken is never lost.
  void hangUp() {
    ::shutdown(Event, 2);
    Stop = true;
  }
  void tell() {
    if (eventfd_write(Event, 1) < 0)
      Stop = true; // it cannot be told
  }

private:
  void run() {
    while (!Stop) {
      eventfd_t Count;
      eventfd_read(Event, &Count);
      if (Stop)
        break;
      work();
    }
  }
  int Event;
  std::atomic<bool> Stop{false}, Asked{false};
  std::atomic<int> Pokes{0};
  std::thread Thread;
};

// It looks every second.
class Lazy {
public:
  Lazy() : Thread(&Lazy::run, this) {}
  void stop() {
    write(Ends[1], "", 1);
    Stop = true;
  }

private:
  void run() {
    while (!Stop) {
      pollfd P = {Ends[0], POLLIN, 0};
      if (poll(&P, 1, 1000) > 0) {
        char C;
        read(Ends[0], &C, 1);
      }
    }
  }
  int Ends[2];
  std::atomic<bool> Stop{false};
  std::thread Thread;
};

// What comes through the pipe says what to do.
class Commands {
public:
  Commands() : Thread(&Commands::run, this) {}
  void quit() {
    write(Ends[1], "q", 1);
    Quitting = true;
  }

private:
  void run() {
    while (!Quitting) {
      char C;
      read(Ends[0], &C, 1);
      if (C == 'q')
        return;
      work();
    }
  }
  int Ends[2];
  std::atomic<bool> Quitting{false};
  std::thread Thread;
};

// One thread sends, and remembers that it did.
class Client {
public:
  void request() {
    write(Socket, "get", 3);
    Sent = true;
  }
  void loop() {
    while (!Done) {
      char C[10];
      read(Socket, C, sizeof C);
      if (Sent)
        Done = true;
      request();
    }
  }

private:
  int Socket;
  bool Sent = false, Done = false;
};

//===--- semaphores and atomics ---===//

std::atomic<bool> Ready;
void waitReady() { Ready.wait(false); }
void setReady() {
  Ready = true;
  Ready.notify_all();
}
// The next value comes with its own wake.
void setReadyAgain() {
  Ready.notify_all();
  Ready = true;
  Ready.notify_all();
}

class Posts {
public:
  Posts() {
    // No thread runs yet.
    sem_init(&Sem, 0, 0);
    sem_post(&Sem);
    Running = false;
    Thread = std::thread(&Posts::run, this);
  }
  void begin() {
    sem_post(&Sem);
    Running = false;
    Thread = std::thread(&Posts::run, this);
  }
  void stop() {
    Running = false;
    sem_post(&Sem);
  }

private:
  void run() {
    while (Running) {
      sem_wait(&Sem);
      work();
    }
  }
  sem_t Sem;
  std::atomic<bool> Running{true};
  std::thread Thread;
};

//===--- clearing ---===//

class Clears {
public:
  Clears() : Thread(&Clears::run, this) {}
  void ask() {
    {
      std::lock_guard<std::mutex> Lock(Mutex);
      Asked = true;
      Wanted = true;
      Held = true;
      Busy = true;
    }
    Changed.notify_one();
  }
  // Other code waits for it to be done.
  bool idle() {
    std::lock_guard<std::mutex> Lock(Mutex);
    return !Busy;
  }

private:
  void run() {
    for (;;) {
      {
        std::unique_lock<std::mutex> Lock(Mutex);
        while (!Asked && !Held && !Busy)
          Changed.wait(Lock);
        Asked = false;
        // All under the lock.
        if (Held) {
          work();
          Held = false;
        }
      }
      work();
      if (Busy) {
        work();
        Busy = false;
      }
      if (Wanted.exchange(false))
        work();
    }
  }
  std::mutex Mutex;
  std::condition_variable Changed;
  bool Asked = false, Held = false, Busy = false;
  std::atomic<bool> Wanted{false};
  std::thread Thread;
};
