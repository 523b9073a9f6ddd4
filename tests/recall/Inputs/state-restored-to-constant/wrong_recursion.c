// wrong: the innermost directory enables cancellation while each outer call still holds its DIR under the region.
#define _GNU_SOURCE
#include <dirent.h>
#include <pthread.h>
#include <stdio.h>

long count_files(const char *path, int depth) {
  char sub[512];
  long n = 0;
  struct dirent *e;
  pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, NULL); // OR
  DIR *dir = opendir(path);
  while (dir && (e = readdir(dir))) {
    if (e->d_type == DT_DIR && e->d_name[0] != '.' && depth < 20) {
      snprintf(sub, sizeof sub, "%.200s/%s", path, e->d_name);
      n += count_files(sub, depth + 1);
    } else if (e->d_type == DT_REG)
      n++;
  }
  if (dir)
    closedir(dir);
  pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL); // HERE
  return n;
}
