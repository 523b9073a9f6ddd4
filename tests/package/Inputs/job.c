#include <signal.h>
#include <stdbool.h> // one of Clang's own headers
#include <stdio.h>
#include <unistd.h>

static void on_term(int number) {
  printf("ended by %d\n", number);
  _exit(1);
}

int main(void) {
  bool installed = signal(SIGTERM, on_term) != SIG_ERR;
  while (installed)
    pause();
}
