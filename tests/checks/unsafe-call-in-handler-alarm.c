// RUN: %check_asyncsafe %s %t -checks=asyncsafe-unsafe-call-in-handler -- -std=gnu17 -D_GNU_SOURCE
// The timer runs while the program waits, and at no other time.
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static sigjmp_buf again;
static int timeout;

static void retransmit_ok(int sig) {
  timeout += 5;
  if (timeout > 25)
    exit(1);
  siglongjmp(again, 1);
}
static void give_up_ok(int sig) { exit(0); }

static ssize_t wait_for(int fd, void *to) {
  ssize_t n;
  do
    n = recv(fd, to, 100, 0);
  while (n < 0 && errno == EINTR);
  return n;
}

void send_file(int fd, FILE *from) {
  char ack[100];
  ssize_t n;
  signal(SIGALRM, retransmit_ok);
  while (fgetc(from) != EOF) {
    timeout = 0;
    sigsetjmp(again, 1);
    for (;;) {
      alarm(5);
      n = wait_for(fd, ack);
      alarm(0);
      if (n < 0) {
        perror("recv");
        break;
      }
    }
  }
  fclose(from);
  signal(SIGALRM, give_up_ok);
  alarm(5);
  recv(fd, ack, sizeof ack, 0);
  alarm(0);
}
void daemonize(void) {
  if (fork()) {
    alarm(60);
    pause();
    _exit(0);
  }
}
