// RUN: %check_asyncsafe -checks=asyncsafe-unprotected-release %s %t -- %mock -std=c++20
// A function that is called by a pointer declared for C does not throw as a rule; any other one may.
#include <functional>
#include <stdlib.h>

extern "C" {
typedef void (*InitCallback)(void *of);
struct Driver {
  int (*open)(struct Driver *);
};
}
using Init = InitCallback;

void by_type_ok(InitCallback init) {
  try {
    void *memory = malloc(10);
    init(memory);
    free(memory);
  } catch (...) {
  }
}
void by_alias_ok(Init init) {
  try {
    void *memory = malloc(10);
    (*init)(memory);
    free(memory);
  } catch (...) {
  }
}
struct Client {
  InitCallback fInit;
  void run(void *of) {
    if (fInit)
      fInit(of);
  }
};
void by_member_ok(Client &client) {
  try {
    void *memory = malloc(10);
    client.run(memory);
    free(memory);
  } catch (...) {
  }
}
int by_struct_ok(Driver *driver) {
  try {
    void *memory = malloc(10);
    int rc = driver->open(driver);
    free(memory);
    return rc;
  } catch (...) {
    return -1;
  }
}

void by_plain_pointer_bad(void (*init)(void *)) {
  try {
    void *memory = malloc(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: memory 'memory' is acquired here and not released if 'init'
    // throws [asyncsafe-unprotected-release]
    init(memory);
    free(memory);
  } catch (...) {
  }
}
struct Listener {
  std::function<void(void *)> call;
};
void by_function_object_bad(Listener &listener) {
  try {
    void *memory = malloc(10);
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: memory 'memory' is acquired here and not released if
    // 'listener.call' throws [asyncsafe-unprotected-release]
    listener.call(memory);
    free(memory);
  } catch (...) {
  }
}
