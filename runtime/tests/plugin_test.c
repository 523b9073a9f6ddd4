// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* Two plugins, each with its own copy of the runtime, in a program that has none. They are closed while a thread that
 * has used them lives; then it ends, and their signals arrive. */
#include <dlfcn.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#define CHECK(what) \
  do { \
    if (!(what)) { \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #what); \
      _exit(1); \
    } \
  } while (0)

struct plugin {
  void* library;
  int (*interrupts_a_read)(void);
  int (*signal)(void);
};

static struct plugin plugins[2];
static atomic_int used, closed;

static void* user(void* raw) {
  struct plugin* plugin = raw;
  int i;
  for (i = 0; i < 20; ++i) CHECK(plugin->interrupts_a_read() == 0);
  atomic_fetch_add(&used, 1);
  while (!atomic_load(&closed)) usleep(100);
  return NULL;
}

int main(int count, char** arguments) {
  pthread_t users[2];
  int signals[2], i;
  CHECK(count == 3);
  for (i = 0; i < 2; ++i) {
    plugins[i].library = dlopen(arguments[i + 1], RTLD_NOW | RTLD_LOCAL);
    if (plugins[i].library == NULL) fprintf(stderr, "%s\n", dlerror());
    CHECK(plugins[i].library != NULL);
    *(void**)&plugins[i].interrupts_a_read = dlsym(plugins[i].library, "plugin_interrupts_a_read");
    *(void**)&plugins[i].signal = dlsym(plugins[i].library, "plugin_signal");
    CHECK(plugins[i].interrupts_a_read != NULL && plugins[i].signal != NULL);
    CHECK(plugins[i].interrupts_a_read() == 0);
    signals[i] = plugins[i].signal();
  }
  CHECK(signals[0] != signals[1]);
  for (i = 0; i < 2; ++i) CHECK(pthread_create(&users[i], NULL, user, &plugins[i]) == 0);
  while (atomic_load(&used) != 2) usleep(100);
  for (i = 0; i < 2; ++i) CHECK(dlclose(plugins[i].library) == 0);
  for (i = 0; i < 2; ++i) CHECK(raise(signals[i]) == 0); /* the handlers are still there */
  atomic_store(&closed, 1);
  for (i = 0; i < 2; ++i) CHECK(pthread_join(users[i], NULL) == 0); /* and so is what runs at the end of a thread */
  usleep(300000);                                                   /* and the helper threads */
  return 0;
}
