// right: the common exit closes only what was opened; free(NULL) does nothing.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int load_list(const char *path, char **names, size_t max) {
  int n = -1;
  FILE *in = NULL;
  char *line = malloc(512);
  if (!line)
    goto out;
  in = fopen(path, "r");
  if (!in)
    goto out;
  for (n = 0; (size_t)n < max && fgets(line, 512, in); n++) {
    line[strcspn(line, "\n")] = '\0';
    names[n] = strdup(line);
  }
out:
  if (in)
    fclose(in);
  free(line);
  return n;
}
