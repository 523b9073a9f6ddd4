// RUN: %check_asyncsafe -checks=asyncsafe-wakeup-before-flag %s %t -- -std=c++20
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <poll.h>
#include <semaphore>
#include <semaphore.h>
#include <sys/eventfd.h>
#include <thread>
#include <unistd.h>
#include <pthread.h>
#include <signal.h>

void work();

class Worker {
public:
  Worker() : Thread(&Worker::run, this) {}
  void stopAfter() {
    {
      std::lock_guard<std::mutex> Lock(Mutex);
      Changed.notify_all();
    }
    Stop = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Stop' is stored after 'condition_variable::notify_all' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  }
  void stopLocked() {
    Changed.notify_all();
    std::lock_guard<std::mutex> Lock(Mutex);
    Stop = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Stop' is stored after 'condition_variable::notify_all' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  }
  ~Worker() {
    Changed.notify_all();
    Stop = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Stop' is stored after 'condition_variable::notify_all' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
    Thread.join();
  }
  void add() {
    Changed.notify_one();
    std::lock_guard<std::mutex> Lock(Mutex);
    ++Jobs;
  }
  void wake() { Changed.notify_all(); }
  void setStop() {
    std::lock_guard<std::mutex> Lock(Mutex);
    Stop = true;
  }
  void viaCallees() {
    wake();
    setStop();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Stop' is stored after 'Worker::wake' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  }

private:
  void run() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Changed.wait(Lock, [this] { return Stop || Jobs > 0; });
  }
  std::mutex Mutex;
  std::condition_variable Changed;
  bool Stop = false;
  int Jobs = 0;
  std::thread Thread;
};

class Poller {
public:
  Poller() {
    pipe(Ends);
    Out = Ends[0];
    In = Ends[1];
    Thread = std::thread(&Poller::run, this);
  }
  ~Poller() {
    write(In, "", 1);
    Stop = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Stop' is stored after 'write' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
    // CHECK-FIXES: {{^}}  ~Poller() {
    // CHECK-FIXES-NEXT: {{^}}    Stop = true;
    // CHECK-FIXES-NEXT: {{^}}    write(In, "", 1);
    Thread.join();
  }

private:
  void run() {
    while (!Stop) {
      pollfd P = {Out, POLLIN, 0};
      poll(&P, 1, -1);
      char C[64];
      read(Out, C, sizeof C);
      work();
    }
  }
  int Ends[2], In, Out;
  std::atomic<bool> Stop{false};
  std::thread Thread;
};

class Eventful {
public:
  Eventful() {
    Event = eventfd(0, 0);
    Thread = std::thread(&Eventful::run, this);
  }
  void stop() {
    eventfd_write(Event, 1);
    Running = false;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Running' is stored after 'eventfd_write' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
    // CHECK-FIXES: {{^}}  void stop() {
    // CHECK-FIXES-NEXT: {{^}}    Running = false;
    // CHECK-FIXES-NEXT: {{^}}    eventfd_write(Event, 1);
  }
  void reload() {
    eventfd_write(Event, 1);
    Reload = true;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Reload' is stored after 'eventfd_write' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
    // CHECK-FIXES: {{^}}  void reload() {
    // CHECK-FIXES-NEXT: {{^}}    Reload = true;
    // CHECK-FIXES-NEXT: {{^}}    eventfd_write(Event, 1);
  }

private:
  void run() {
    while (Running) {
      eventfd_t Count;
      eventfd_read(Event, &Count);
      if (Reload) {
        Reload = false;
        work();
      }
    }
  }
  int Event;
  std::atomic<bool> Running{true}, Reload{false};
  std::thread Thread;
};

std::atomic<bool> Ready;
void waitReady() { Ready.wait(false); }
void start() { std::thread(waitReady).detach(); }
void setReady() {
  Ready.notify_all();
  Ready = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Ready' is stored after 'atomic::notify_all' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  // CHECK-FIXES: {{^}}void setReady() {
  // CHECK-FIXES-NEXT: {{^}}  Ready = true;
  // CHECK-FIXES-NEXT: {{^}}  Ready.notify_all();
}

sem_t Sem;
static volatile bool Quit;
void *consumer(void *) {
  while (!Quit) {
    sem_wait(&Sem);
    work();
  }
  return nullptr;
}
pthread_t Tid;
void startConsumer() { pthread_create(&Tid, nullptr, consumer, nullptr); }
void quitAll() {
  sem_post(&Sem);
  Quit = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Quit' is stored after 'sem_post' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  // CHECK-FIXES: {{^}}void quitAll() {
  // CHECK-FIXES-NEXT: {{^}}  Quit = true;
  // CHECK-FIXES-NEXT: {{^}}  sem_post(&Sem);
}
void *reader(void *) {
  char C;
  while (!Quit) {
    read(0, &C, 1);
    pause();
  }
  return nullptr;
}
pthread_t Reader;
void startReader() { pthread_create(&Reader, nullptr, reader, nullptr); }
void stopReader() {
  pthread_kill(Reader, SIGUSR1);
  Quit = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Quit' is stored after 'pthread_kill' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  // CHECK-FIXES: {{^}}void stopReader() {
  // CHECK-FIXES-NEXT: {{^}}  Quit = true;
  // CHECK-FIXES-NEXT: {{^}}  pthread_kill(Reader, SIGUSR1);
}
std::counting_semaphore<> Items{0};
std::atomic<bool> Closed;
void take() {
  for (;;) {
    Items.acquire();
    if (Closed)
      return;
    work();
  }
}
void startTaking() { std::thread(take).detach(); }
void closeAll() {
  Items.release();
  Closed = true;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Closed' is stored after 'counting_semaphore::release' wakes the code that tests it, which may read the old value and wait again [asyncsafe-wakeup-before-flag]
  // CHECK-FIXES: {{^}}void closeAll() {
  // CHECK-FIXES-NEXT: {{^}}  Closed = true;
  // CHECK-FIXES-NEXT: {{^}}  Items.release();
}

class Clears {
public:
  Clears() : Thread(&Clears::run, this) {}
  void ask() {
    {
      std::lock_guard<std::mutex> Lock(Mutex);
      Asked = true;
    }
    Changed.notify_one();
  }
private:
  void run() {
    for (;;) {
      {
        std::unique_lock<std::mutex> Lock(Mutex);
        while (!Asked)
          Changed.wait(Lock);
      }
      work();
      {
        std::unique_lock<std::mutex> Lock(Mutex);
        Asked = false;
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Asked' is cleared after it is acted on: a request made in between is lost [asyncsafe-wakeup-before-flag]
      }
    }
  }
  std::mutex Mutex;
  std::condition_variable Changed;
  bool Asked = false;
  std::thread Thread;
};
