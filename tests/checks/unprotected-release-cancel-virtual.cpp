// RUN: %check_asyncsafe %s %t -- -std=c++20
// A started thread's body makes a virtual call: it goes to the overriders that are in sight.
#include <pthread.h>
#include <unistd.h>

class Thread {
public:
  virtual ~Thread() {
    pthread_cancel(id);
    pthread_join(id, nullptr);
  }
  void start() { pthread_create(&id, nullptr, enter, this); }

private:
  virtual void run() = 0;
  virtual void other() = 0;
  static void *enter(void *self) {
    static_cast<Thread *>(self)->run();
    return nullptr;
  }
  pthread_t id;
};
class Player : public Thread {
  void run() override {
    char block[512];
    pthread_mutex_lock(&mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'mutex' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
    read(0, block, sizeof block);
    pthread_mutex_unlock(&mutex);
  }
  void other() override {
    char block[512];
    pthread_mutex_lock(&mutex); // ok: no thread calls it
    read(0, block, sizeof block);
    pthread_mutex_unlock(&mutex);
  }
  pthread_mutex_t mutex;
};
class Recorder : public Player {
  void run() override {
    char block[512];
    pthread_mutex_lock(&own);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: lock 'own' is acquired here and not released if the thread is cancelled in 'read' [asyncsafe-unprotected-release]
    read(0, block, sizeof block);
    pthread_mutex_unlock(&own);
  }
  pthread_mutex_t own;
};
class Unrelated {
public:
  virtual ~Unrelated() = default;
  virtual void run() {
    char block[512];
    pthread_mutex_lock(&mutex); // ok: another class's
    read(0, block, sizeof block);
    pthread_mutex_unlock(&mutex);
  }
  pthread_mutex_t mutex;
};
void play(Unrelated &u) {
  Player p;
  Recorder r;
  p.start();
  r.start();
  u.run();
}
