/* What does a signal do to each call that waits?  Starts every call in a thread of
   its own, with a handler that does not restart calls and again with one that does,
   and says of each line

     NAME ignores|restarts|fails      or      NAME other WHAT      NAME missing

   Everything that waits here waits for this process, and goes with it. */
#define _GNU_SOURCE
#include <aio.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mqueue.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

struct task {
  const char *name;
  int (*run)(void); /* 0, an errno, or MISSING */
  volatile int about, handled, done, error;
  volatile pid_t tid;
};
enum { MISSING = -1 };
static __thread struct task *Me;
static char Folder[PATH_MAX];
static int LockFile; /* locked by another process */

static void handler(int sig) {
  (void)sig;
  if (Me)
    Me->handled = 1;
}

/* The call that is tried comes next. */
#define GO (Me->about = 1, errno = 0)
#define FAILED_IF(Bad) ((GO), (Bad) ? errno : 0)
#define TRY(Call) FAILED_IF((Call) == -1)
#define NUMBER(Call) ((GO), (Call))
#define CASE(Name) static int do_##Name(void)

static char Buffer[1 << 16];
static struct iovec Vector = {Buffer, sizeof Buffer};

static int empty_pipe(void) {
  int p[2];
  return pipe(p) ? -1 : p[0];
}
static int full(int fd) {
  int flags = fcntl(fd, F_GETFL);
  fcntl(fd, F_SETFL, flags | O_NONBLOCK);
  while (write(fd, Buffer, 4096) > 0 || write(fd, Buffer, 1) > 0) {
  }
  fcntl(fd, F_SETFL, flags);
  return fd;
}
static int full_pipe(void) {
  int p[2];
  return pipe(p) ? -1 : full(p[1]);
}
static int quiet_socket(void) {
  int s[2];
  return socketpair(AF_UNIX, SOCK_STREAM, 0, s) ? -1 : s[0];
}
static int full_socket(void) { return full(quiet_socket()); }
static int listener(struct sockaddr_un *a) {
  static int counter;
  memset(a, 0, sizeof *a);
  a->sun_family = AF_UNIX; /* in the abstract namespace */
  snprintf(a->sun_path + 1, sizeof a->sun_path - 1, "asyncsafe-%d-%d", getpid(), __atomic_add_fetch(&counter, 1, 0));
  int s = socket(AF_UNIX, SOCK_STREAM, 0);
  bind(s, (struct sockaddr *)a, sizeof *a);
  listen(s, 0);
  return s;
}
static pid_t Children[32];
static int NumChildren;
static pid_t child(void) {
  pid_t p = fork();
  if (p == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (;;)
      pause();
  }
  Children[__atomic_fetch_add(&NumChildren, 1, 0)] = p;
  return p;
}
static const char *fifo(void) {
  static int counter;
  char *name = malloc(PATH_MAX + 32);
  snprintf(name, PATH_MAX + 32, "%s/fifo%d", Folder, __atomic_add_fetch(&counter, 1, 0));
  mkfifo(name, 0600);
  return name;
}
static struct timespec in(clockid_t clock, int seconds) {
  struct timespec t = {0};
  clock_gettime(clock, &t);
  t.tv_sec += seconds;
  return t;
}
static const struct timespec Minute = {60, 0};
static void *sleeper(void *p) {
  for (;;)
    sleep(60);
  return p;
}
static pthread_t thread(void) {
  pthread_t t;
  sigset_t all, old;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  pthread_create(&t, NULL, sleeper, NULL);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  return t;
}
static int sleeper11(void *p) { return sleeper(p) != NULL; }

CASE(read) { int fd = empty_pipe(); return TRY(read(fd, Buffer, 1)); }
CASE(readv) { int fd = empty_pipe(); return TRY(readv(fd, &Vector, 1)); }
CASE(write) { int fd = full_pipe(); return TRY(write(fd, Buffer, 1)); }
CASE(writev) { int fd = full_pipe(); return TRY(writev(fd, &Vector, 1)); }
CASE(eventfd_read) { eventfd_t v; int fd = eventfd(0, 0); return TRY(eventfd_read(fd, &v)); }
CASE(eventfd_write) { int fd = eventfd(1, 0); return TRY(eventfd_write(fd, 0xfffffffffffffffe)); }
CASE(recv) { int fd = quiet_socket(); return TRY(recv(fd, Buffer, 1, 0)); }
CASE(recvfrom) { int fd = quiet_socket(); return TRY(recvfrom(fd, Buffer, 1, 0, NULL, NULL)); }
CASE(recvmsg) { int fd = quiet_socket(); struct msghdr m = {.msg_iov = &Vector, .msg_iovlen = 1}; return TRY(recvmsg(fd, &m, 0)); }
CASE(recvmmsg) {
  int fd = quiet_socket();
  struct mmsghdr m = {.msg_hdr = {.msg_iov = &Vector, .msg_iovlen = 1}};
  return TRY(recvmmsg(fd, &m, 1, 0, NULL));
}
CASE(send) { int fd = full_socket(); return TRY(send(fd, Buffer, 1, 0)); }
CASE(sendto) { int fd = full_socket(); return TRY(sendto(fd, Buffer, 1, 0, NULL, 0)); }
CASE(sendmsg) { int fd = full_socket(); struct msghdr m = {.msg_iov = &Vector, .msg_iovlen = 1}; return TRY(sendmsg(fd, &m, 0)); }
CASE(sendmmsg) {
  int fd = full_socket();
  struct mmsghdr m = {.msg_hdr = {.msg_iov = &Vector, .msg_iovlen = 1}};
  return TRY(sendmmsg(fd, &m, 1, 0));
}
CASE(accept) { struct sockaddr_un a; int fd = listener(&a); return TRY(accept(fd, NULL, NULL)); }
CASE(accept4) { struct sockaddr_un a; int fd = listener(&a); return TRY(accept4(fd, NULL, NULL, 0)); }
CASE(connect) {
  struct sockaddr_un a;
  listener(&a);
  for (;;) { /* till nobody fits into the queue */
    int s = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (connect(s, (struct sockaddr *)&a, sizeof a))
      break;
  }
  int fd = socket(AF_UNIX, SOCK_STREAM, 0);
  return TRY(connect(fd, (struct sockaddr *)&a, sizeof a));
}
CASE(splice) { int from = empty_pipe(), p[2]; pipe(p); return TRY(splice(from, NULL, p[1], NULL, 1, 0)); }
CASE(tee) { int from = empty_pipe(), p[2]; pipe(p); return TRY(tee(from, p[1], 1, 0)); }
CASE(vmsplice) { int fd = full_pipe(); return TRY(vmsplice(fd, &Vector, 1, 0)); }
CASE(sendfile) { int fd = full_pipe(); off_t at = 0; return TRY(sendfile(fd, LockFile, &at, 10)); }
CASE(open) { const char *f = fifo(); return TRY(open(f, O_RDONLY)); }
CASE(openat) { const char *f = fifo(); return TRY(openat(AT_FDCWD, f, O_RDONLY)); }
CASE(creat) { const char *f = fifo(); return TRY(creat(f, 0600)); }
CASE(fopen) { const char *f = fifo(); return FAILED_IF(!fopen(f, "r")); }
CASE(wait) { child(); return TRY(wait(NULL)); }
CASE(waitpid) { pid_t p = child(); return TRY(waitpid(p, NULL, 0)); }
CASE(waitid) { siginfo_t i; pid_t p = child(); return TRY(waitid(P_PID, p, &i, WEXITED)); }
CASE(wait3) { child(); return TRY(wait3(NULL, 0, NULL)); }
CASE(wait4) { pid_t p = child(); return TRY(wait4(p, NULL, 0, NULL)); }
CASE(flock) {
  char f[PATH_MAX + 8];
  snprintf(f, sizeof f, "%s/flock", Folder);
  int a = open(f, O_RDWR | O_CREAT, 0600), b = open(f, O_RDWR);
  flock(a, LOCK_EX | LOCK_NB);
  return TRY(flock(b, LOCK_EX));
}
CASE(fcntl) { struct flock l = {.l_type = F_WRLCK, .l_len = 1}; return TRY(fcntl(LockFile, F_SETLKW, &l)); }
CASE(lockf) { int fd = dup(LockFile); return TRY(lockf(fd, F_LOCK, 1)); }
CASE(poll) { struct pollfd p = {empty_pipe(), POLLIN, 0}; return TRY(poll(&p, 1, -1)); }
CASE(ppoll) { struct pollfd p = {empty_pipe(), POLLIN, 0}; return TRY(ppoll(&p, 1, NULL, NULL)); }
CASE(select) { struct timeval t = {60, 0}; return TRY(select(0, NULL, NULL, NULL, &t)); }
CASE(pselect) { return TRY(pselect(0, NULL, NULL, NULL, &Minute, NULL)); }
CASE(epoll_wait) { struct epoll_event e; int fd = epoll_create1(0); return TRY(epoll_wait(fd, &e, 1, -1)); }
CASE(epoll_pwait) { struct epoll_event e; int fd = epoll_create1(0); return TRY(epoll_pwait(fd, &e, 1, 60000, NULL)); }
CASE(epoll_pwait2) {
  struct epoll_event e;
  int fd = epoll_create1(0), error = TRY(epoll_pwait2(fd, &e, 1, NULL, NULL));
  return error == ENOSYS ? MISSING : error;
}
/* What System V has outlives a process. */
static int Sets[8], NumSets, Queues[8], NumQueues;
static int semaphores(void) {
  int s = semget(IPC_PRIVATE, 1, 0600);
  if (s >= 0)
    Sets[__atomic_fetch_add(&NumSets, 1, 0)] = s;
  return s;
}
static int messages(void) {
  int q = msgget(IPC_PRIVATE, 0600);
  if (q >= 0)
    Queues[__atomic_fetch_add(&NumQueues, 1, 0)] = q;
  return q;
}
CASE(semop) {
  int s = semaphores();
  struct sembuf b = {0, -1, 0};
  return s < 0 ? MISSING : TRY(semop(s, &b, 1));
}
CASE(semtimedop) {
  int s = semaphores();
  struct sembuf b = {0, -1, 0};
  return s < 0 ? MISSING : TRY(semtimedop(s, &b, 1, &Minute));
}
struct message { long type; char text[1024]; };
CASE(msgrcv) { int q = messages(); struct message m; return q < 0 ? MISSING : TRY(msgrcv(q, &m, sizeof m.text, 0, 0)); }
CASE(msgsnd) {
  int q = messages();
  struct message m = {.type = 1};
  if (q < 0)
    return MISSING;
  while (!msgsnd(q, &m, sizeof m.text, IPC_NOWAIT)) {
  }
  return TRY(msgsnd(q, &m, sizeof m.text, 0));
}
static mqd_t queue(void) {
  static int counter;
  char name[64];
  struct mq_attr a = {.mq_maxmsg = 1, .mq_msgsize = 8};
  snprintf(name, sizeof name, "/asyncsafe-%d-%d", getpid(), __atomic_add_fetch(&counter, 1, 0));
  mqd_t q = mq_open(name, O_RDWR | O_CREAT, 0600, &a);
  mq_unlink(name);
  return q;
}
static mqd_t full_queue(void) {
  mqd_t q = queue();
  if (q != -1)
    mq_send(q, Buffer, 1, 0);
  return q;
}
CASE(mq_receive) { mqd_t q = queue(); return q == -1 ? MISSING : TRY(mq_receive(q, Buffer, 8, NULL)); }
CASE(mq_timedreceive) {
  mqd_t q = queue();
  struct timespec t = in(CLOCK_REALTIME, 60);
  return q == -1 ? MISSING : TRY(mq_timedreceive(q, Buffer, 8, NULL, &t));
}
CASE(mq_send) { mqd_t q = full_queue(); return q == -1 ? MISSING : TRY(mq_send(q, Buffer, 1, 0)); }
CASE(mq_timedsend) {
  mqd_t q = full_queue();
  struct timespec t = in(CLOCK_REALTIME, 60);
  return q == -1 ? MISSING : TRY(mq_timedsend(q, Buffer, 1, 0, &t));
}
static struct aiocb *pending(void) {
  struct aiocb *c = calloc(1, sizeof *c);
  c->aio_fildes = empty_pipe();
  c->aio_buf = Buffer;
  c->aio_nbytes = 1;
  c->aio_lio_opcode = LIO_READ;
  c->aio_sigevent.sigev_notify = SIGEV_NONE;
  return c;
}
CASE(aio_suspend) {
  struct aiocb *c = pending();
  aio_read(c);
  const struct aiocb *list[] = {c};
  return TRY(aio_suspend(list, 1, NULL));
}
CASE(aio_suspend_limit) {
  struct aiocb *c = pending();
  aio_read(c);
  const struct aiocb *list[] = {c};
  return TRY(aio_suspend(list, 1, &Minute));
}
CASE(lio_listio) { struct aiocb *list[] = {pending()}; return TRY(lio_listio(LIO_WAIT, list, 1, NULL)); }
CASE(pause) { return TRY(pause()); }
CASE(sigsuspend) { sigset_t s; sigemptyset(&s); return TRY(sigsuspend(&s)); }
static sigset_t second(void) {
  sigset_t s;
  sigemptyset(&s);
  sigaddset(&s, SIGUSR2); /* blocked everywhere */
  return s;
}
CASE(sigwait) { sigset_t s = second(); int n; return NUMBER(sigwait(&s, &n)); }
CASE(sigwaitinfo) { sigset_t s = second(); return TRY(sigwaitinfo(&s, NULL)); }
CASE(sigtimedwait) { sigset_t s = second(); return TRY(sigtimedwait(&s, NULL, &Minute)); }
CASE(nanosleep) { return TRY(nanosleep(&Minute, NULL)); }
CASE(clock_nanosleep) { return NUMBER(clock_nanosleep(CLOCK_MONOTONIC, 0, &Minute, NULL)); }
CASE(usleep) { return TRY(usleep(60000000)); }
CASE(sleep) { GO; return sleep(60) ? EINTR : 0; }
CASE(thrd_sleep) { GO; return thrd_sleep(&Minute, NULL) == -1 ? EINTR : 0; }
CASE(sem_wait) { sem_t s; sem_init(&s, 0, 0); return TRY(sem_wait(&s)); }
CASE(sem_timedwait) { sem_t s; struct timespec t = in(CLOCK_REALTIME, 60); sem_init(&s, 0, 0); return TRY(sem_timedwait(&s, &t)); }
CASE(sem_clockwait) {
  sem_t s;
  struct timespec t = in(CLOCK_MONOTONIC, 60);
  sem_init(&s, 0, 0);
  return TRY(sem_clockwait(&s, CLOCK_MONOTONIC, &t));
}
static pthread_mutex_t *locked(void) {
  pthread_mutex_t *m = malloc(sizeof *m);
  pthread_mutex_init(m, NULL);
  pthread_mutex_lock(m);
  return m;
}
CASE(pthread_cond_wait) { pthread_cond_t c = PTHREAD_COND_INITIALIZER; pthread_mutex_t *m = locked(); return NUMBER(pthread_cond_wait(&c, m)); }
CASE(pthread_cond_timedwait) {
  pthread_cond_t c = PTHREAD_COND_INITIALIZER;
  pthread_mutex_t *m = locked();
  struct timespec t = in(CLOCK_REALTIME, 60);
  return NUMBER(pthread_cond_timedwait(&c, m, &t));
}
CASE(pthread_cond_clockwait) {
  pthread_cond_t c = PTHREAD_COND_INITIALIZER;
  pthread_mutex_t *m = locked();
  struct timespec t = in(CLOCK_MONOTONIC, 60);
  return NUMBER(pthread_cond_clockwait(&c, m, CLOCK_MONOTONIC, &t));
}
static pthread_mutex_t Held = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t Written = PTHREAD_RWLOCK_INITIALIZER;
CASE(pthread_mutex_timedlock) { struct timespec t = in(CLOCK_REALTIME, 60); return NUMBER(pthread_mutex_timedlock(&Held, &t)); }
CASE(pthread_mutex_clocklock) { struct timespec t = in(CLOCK_MONOTONIC, 60); return NUMBER(pthread_mutex_clocklock(&Held, CLOCK_MONOTONIC, &t)); }
CASE(pthread_rwlock_timedrdlock) { struct timespec t = in(CLOCK_REALTIME, 60); return NUMBER(pthread_rwlock_timedrdlock(&Written, &t)); }
CASE(pthread_rwlock_timedwrlock) { struct timespec t = in(CLOCK_REALTIME, 60); return NUMBER(pthread_rwlock_timedwrlock(&Written, &t)); }
CASE(pthread_barrier_wait) { pthread_barrier_t b; pthread_barrier_init(&b, NULL, 2); return NUMBER(pthread_barrier_wait(&b)); }
CASE(pthread_join) { pthread_t t = thread(); return NUMBER(pthread_join(t, NULL)); }
CASE(pthread_timedjoin_np) { pthread_t t = thread(); struct timespec u = in(CLOCK_REALTIME, 60); return NUMBER(pthread_timedjoin_np(t, NULL, &u)); }
CASE(pthread_clockjoin_np) { pthread_t t = thread(); struct timespec u = in(CLOCK_MONOTONIC, 60); return NUMBER(pthread_clockjoin_np(t, NULL, CLOCK_MONOTONIC, &u)); }
CASE(thrd_join) { thrd_t t; thrd_create(&t, sleeper11, NULL); GO; return thrd_join(t, NULL) != thrd_success ? EINTR : 0; }
CASE(cnd_wait) {
  cnd_t c;
  mtx_t m;
  cnd_init(&c);
  mtx_init(&m, mtx_plain);
  mtx_lock(&m);
  GO;
  return cnd_wait(&c, &m) != thrd_success ? EINTR : 0;
}
static FILE *in_stream(void) { return fdopen(empty_pipe(), "r"); }
static FILE *out_stream(void) {
  FILE *f = fdopen(full_pipe(), "w");
  setvbuf(f, NULL, _IOLBF, 8);
  return f;
}
CASE(fgetc) { FILE *f = in_stream(); return TRY(fgetc(f)); }
CASE(getc) { FILE *f = in_stream(); return TRY(getc(f)); }
CASE(fgets) { FILE *f = in_stream(); return FAILED_IF(!fgets(Buffer, 8, f)); }
CASE(fread) { FILE *f = in_stream(); return FAILED_IF(!fread(Buffer, 1, 1, f)); }
CASE(getline) { FILE *f = in_stream(); char *l = NULL; size_t n = 0; return TRY(getline(&l, &n, f)); }
CASE(getdelim) { FILE *f = in_stream(); char *l = NULL; size_t n = 0; return TRY(getdelim(&l, &n, 'x', f)); }
CASE(fscanf) { FILE *f = in_stream(); int n; return TRY(fscanf(f, "%d", &n)); }
CASE(fputs) { FILE *f = out_stream(); return TRY(fputs("a line\n", f)); }
CASE(fputc) { FILE *f = out_stream(); return TRY(fputc('\n', f)); }
CASE(fprintf) { FILE *f = out_stream(); return FAILED_IF(fprintf(f, "a line\n") < 0); }
CASE(dprintf) { int fd = full_pipe(); return FAILED_IF(dprintf(fd, "a line\n") < 0); }
CASE(fwrite) { FILE *f = out_stream(); return FAILED_IF(!fwrite("a line\n", 7, 1, f)); }
CASE(fflush) { FILE *f = fdopen(full_pipe(), "w"); fputs("x", f); return TRY(fflush(f)); }
CASE(fclose) { FILE *f = fdopen(full_pipe(), "w"); fputs("x", f); return TRY(fclose(f)); }
/* The shell waits for a pipe whose other end this process has: descriptor 9. */
CASE(system) { return TRY(system("exec cat <&9")); }
CASE(pclose) { FILE *f = popen("exec cat <&9", "r"); return TRY(pclose(f)); }

#define T(Name) {#Name, do_##Name, 0, 0, 0, 0, 0}
static const struct task All[] = {
    T(read), T(readv), T(write), T(writev), T(eventfd_read), T(eventfd_write), T(recv), T(recvfrom), T(recvmsg), T(recvmmsg),
    T(send), T(sendto), T(sendmsg), T(sendmmsg), T(accept), T(accept4), T(connect), T(splice), T(tee), T(vmsplice), T(sendfile),
    T(open), T(openat), T(creat), T(fopen), T(wait), T(waitpid), T(waitid), T(wait3), T(wait4), T(flock), T(fcntl), T(lockf),
    T(poll), T(ppoll), T(select), T(pselect), T(epoll_wait), T(epoll_pwait), T(epoll_pwait2), T(semop), T(semtimedop),
    T(msgrcv), T(msgsnd), T(mq_receive), T(mq_timedreceive), T(mq_send), T(mq_timedsend), T(aio_suspend), T(aio_suspend_limit), T(lio_listio),
    T(pause), T(sigsuspend), T(sigwait), T(sigwaitinfo), T(sigtimedwait), T(nanosleep), T(clock_nanosleep), T(usleep),
    T(sleep), T(thrd_sleep), T(sem_wait), T(sem_timedwait), T(sem_clockwait), T(pthread_cond_wait),
    T(pthread_cond_timedwait), T(pthread_cond_clockwait), T(pthread_mutex_timedlock), T(pthread_mutex_clocklock),
    T(pthread_rwlock_timedrdlock), T(pthread_rwlock_timedwrlock), T(pthread_barrier_wait), T(pthread_join),
    T(pthread_timedjoin_np), T(pthread_clockjoin_np), T(thrd_join), T(cnd_wait), T(fgetc), T(getc), T(fgets), T(fread),
    T(getline), T(getdelim), T(fscanf), T(fputs), T(fputc), T(fprintf), T(dprintf), T(fwrite), T(fflush), T(fclose),
    T(system), T(pclose),
};
enum { N = sizeof All / sizeof *All };

static void *body(void *p) {
  Me = p;
  Me->tid = syscall(SYS_gettid);
  int error = Me->run();
  Me->error = error;
  Me->done = 1;
  for (;;) /* an aio request and a child's parent-death signal are the thread's */
    sleep(60);
  return NULL;
}

/* Is the thread asleep? */
static int asleep(pid_t tid) {
  char path[64], line[256];
  snprintf(path, sizeof path, "/proc/self/task/%d/stat", tid);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t n = fd < 0 ? -1 : read(fd, line, sizeof line - 1);
  close(fd);
  if (n <= 0)
    return 0;
  line[n] = 0;
  char *end = strrchr(line, ')');
  return end && end[1] && (end[2] == 'S' || end[2] == 'D');
}

static void settle(struct task *tasks, int signalled) {
  for (int round = 0, quiet = 0; round < 500 && quiet < 5; ++round) {
    int busy = 0;
    for (int i = 0; i < N; ++i)
      busy |= !tasks[i].done && !(tasks[i].about && (!signalled || tasks[i].handled) && asleep(tasks[i].tid));
    quiet = busy ? 0 : quiet + 1;
    usleep(10000);
  }
}

static struct task *phase(int flags) {
  struct sigaction a = {.sa_handler = handler, .sa_flags = flags};
  sigaction(SIGUSR1, &a, NULL);
  struct task *tasks = malloc(sizeof All);
  pthread_t threads[N];
  memcpy(tasks, All, sizeof All);
  for (int i = 0; i < N; ++i)
    if (pthread_create(&threads[i], NULL, body, &tasks[i]))
      tasks[i].done = 1, tasks[i].error = MISSING;
  settle(tasks, 0);
  for (int i = 0; i < N; ++i)
    if (!tasks[i].done)
      pthread_kill(threads[i], SIGUSR1);
  settle(tasks, 1);
  return tasks;
}

static int remove_all(void) {
  char c[PATH_MAX + 16];
  snprintf(c, sizeof c, "%s/flock", Folder);
  unlink(c);
  snprintf(c, sizeof c, "%s/locked", Folder);
  unlink(c);
  for (int i = 1; i < 100; ++i) {
    snprintf(c, sizeof c, "%s/fifo%d", Folder, i);
    unlink(c);
  }
  return rmdir(Folder);
}

int main(void) {
  sigset_t s = second();
  pthread_sigmask(SIG_BLOCK, &s, NULL);
  signal(SIGPIPE, SIG_IGN);
  struct rlimit files = {4096, 4096};
  setrlimit(RLIMIT_NOFILE, &files);
  snprintf(Folder, sizeof Folder, "%s/asyncsafe-eintr-XXXXXX", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
  if (!mkdtemp(Folder))
    return 1;
  char name[PATH_MAX + 8];
  snprintf(name, sizeof name, "%s/locked", Folder);
  LockFile = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  write(LockFile, Buffer, 100);
  int ready[2];
  char c;
  pipe2(ready, O_CLOEXEC);
  dup2(ready[0], 9);
  pid_t holder = fork();
  if (holder == 0) {
    struct flock l = {.l_type = F_WRLCK, .l_len = 200};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    fcntl(LockFile, F_SETLKW, &l);
    write(ready[1], "", 1);
    for (;;)
      pause();
  }
  read(ready[0], &c, 1);
  lseek(LockFile, 0, SEEK_SET);
  pthread_mutex_lock(&Held);
  pthread_rwlock_wrlock(&Written);
  struct task *plain = phase(0), *restart = phase(SA_RESTART);
  for (int i = 0; i < N; ++i) {
    const struct task *p = &plain[i], *r = &restart[i];
    printf("%s ", All[i].name);
    if ((p->done && p->error == MISSING) || (r->done && r->error == MISSING))
      puts("missing");
    else if ((p->done && p->error != EINTR) || (r->done && r->error != EINTR))
      printf("other %d %d\n", p->done ? p->error : -2, r->done ? r->error : -2);
    else
      puts(p->done ? r->done ? "fails" : "restarts" : r->done ? "odd" : "ignores");
  }
  fflush(stdout);
  for (int i = 0; i < NumSets; ++i)
    semctl(Sets[i], 0, IPC_RMID);
  for (int i = 0; i < NumQueues; ++i)
    msgctl(Queues[i], IPC_RMID, NULL);
  remove_all();
  /* Whatever runs cat sees the end of their pipe. */
  kill(holder, SIGKILL);
  for (int i = 0; i < NumChildren; ++i)
    kill(Children[i], SIGKILL);
  close(ready[1]);
  while (wait(NULL) > 0) {
  }
  _exit(0);
}
