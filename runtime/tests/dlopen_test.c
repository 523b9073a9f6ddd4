// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* The shared library is loaded when threads exist already: its thread-local words must be theirs, too. */
#include <asyncsafe/c_api.h>

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
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

enum { readers = 4 };
static atomic_bool loaded;
static _Atomic(asyncsafe_token*) tokens[readers];
static int ends[2];
static ssize_t (*read_interruptibly)(int, void*, size_t);
static asyncsafe_token* (*this_thread)(void);
static int (*interrupt_thread)(const asyncsafe_token*, long);

static void* reader(void* mine) {
  char byte;
  while (!atomic_load(&loaded)) usleep(100);
  atomic_store((_Atomic(asyncsafe_token*)*)mine, this_thread());
  CHECK(read_interruptibly(ends[0], &byte, 1) == -1 && errno == ECANCELED);
  CHECK(read_interruptibly(ends[0], &byte, 1) == 1);
  return NULL;
}

static void* found(void* library, const char* name) {
  void* function = dlsym(library, name);
  CHECK(function != NULL);
  return function;
}

int main(int count, char** arguments) {
  pthread_t threads[readers];
  void* library;
  int i;
  CHECK(count == 2);
  CHECK(pipe(ends) == 0);
  for (i = 0; i < readers; ++i) CHECK(pthread_create(&threads[i], NULL, reader, &tokens[i]) == 0);
  usleep(10000);
  library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) fprintf(stderr, "%s\n", dlerror());
  CHECK(library != NULL);
  *(void**)&read_interruptibly = found(library, "asyncsafe_read");
  *(void**)&this_thread = found(library, "asyncsafe_this_thread");
  *(void**)&interrupt_thread = found(library, "asyncsafe_interrupt");
  atomic_store(&loaded, 1);
  for (i = 0; i < readers; ++i) {
    while (atomic_load(&tokens[i]) == NULL) usleep(100);
    CHECK(interrupt_thread(atomic_load(&tokens[i]), 5000) == 0);
  }
  CHECK(dlclose(library) == 0); /* it stays: threads are in it */
  CHECK(write(ends[1], "abcd", readers) == readers);
  for (i = 0; i < readers; ++i) CHECK(pthread_join(threads[i], NULL) == 0);
  return 0;
}
