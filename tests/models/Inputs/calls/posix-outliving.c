// Calls everything that models/posix-outliving.json speaks of.
#define _GNU_SOURCE
#include <fcntl.h>
#include <mqueue.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

void names(int fd, char *path, struct sockaddr *address) {
  open(path, O_CREAT | O_EXCL | O_RDWR, 0600);
  open64(path, O_CREAT | O_EXCL | O_RDWR, 0600);
  openat(fd, path, O_CREAT | O_EXCL | O_RDWR, 0600);
  openat64(fd, path, O_CREAT | O_EXCL | O_RDWR, 0600);
  mkfifo(path, 0600);
  mkdir(path, 0700);
  mknod(path, S_IFIFO, 0);
  mkfifoat(fd, path, 0600);
  mkdirat(fd, path, 0700);
  mknodat(fd, path, S_IFIFO, 0);
  link(path, path);
  symlink(path, path);
  linkat(fd, path, fd, path, 0);
  symlinkat(path, fd, path);
  mkstemp(path);
  mkostemp(path, O_CLOEXEC);
  mkstemps(path, 2);
  mkostemps(path, 2, O_CLOEXEC);
  mkdtemp(path);
  mkstemp64(path);
  strcpy(path, path);
  stpcpy(path, path);
  strncpy(path, path, 1);
  stpncpy(path, path, 1);
  bind(fd, address, sizeof *address);
  unlink(path);
  remove(path);
  rmdir(path);
  unlinkat(fd, path, 0);
}

void objects(int id) {
  sem_open("/a", O_CREAT, 0600, 1);
  shm_open("/a", O_CREAT | O_RDWR, 0600);
  mq_open("/a", O_CREAT | O_RDWR, 0600, (struct mq_attr *)0);
  sem_unlink("/a");
  shm_unlink("/a");
  mq_unlink("/a");
  shmget(IPC_PRIVATE, 1, IPC_CREAT);
  semget(IPC_PRIVATE, 1, IPC_CREAT);
  msgget(IPC_PRIVATE, IPC_CREAT);
  shmctl(id, IPC_RMID, (struct shmid_ds *)0);
  msgctl(id, IPC_RMID, (struct msqid_ds *)0);
  semctl(id, 0, IPC_RMID);
}

void terminal(int fd, const struct termios *mode) { tcsetattr(fd, TCSANOW, mode); }
