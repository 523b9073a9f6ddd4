// wrong: the failure branch restores the saved state, the success branch enables: a disabled caller is cancelled later.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>

int save_settings(const char *path, int volume) {
  int before;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before); // OR
  FILE *out = fopen(path, "w");
  if (!out) {
    pthread_setcancelstate(before, NULL);
    return -1;
  }
  fprintf(out, "volume=%d\n", volume);
  int rc = fclose(out);
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL); // HERE
  return rc;
}
