// wrong: begin_abortable() makes the type asynchronous; snprintf() may allocate and localise, syslog() takes a lock.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <syslog.h>

static int begin_abortable(void) {
  int type = PTHREAD_CANCEL_DEFERRED;
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, &type);
  return type;
}
static void end_abortable(int type) { pthread_setcanceltype(type, NULL); }

void *crack(void *arg) {
  const unsigned char *wanted = arg;
  int type = begin_abortable(); // OR
  for (unsigned key = 0; key < 1u << 30; key++) {
    unsigned h = key * 2654435761u;
    if (key % (1u << 24) == 0)
      syslog(LOG_INFO, "at key %u", key); // HERE
    if (h >> 24 == wanted[0] && (h >> 16 & 255) == wanted[1])
      break;
  }
  end_abortable(type);
  return NULL;
}
