/* Which functions does this C library really treat as cancellation points?
 *
 * Runs each in a thread of its own that has a cancellation pending, and prints
 * "NAME cancelled" or "NAME returned".  check_cancellation_points.py compares
 * that with models/posix-cancellation.json.  Arguments are chosen so that a call
 * that does not act on the cancellation comes back at once.
 */
#define _GNU_SOURCE
#include <aio.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fmtmsg.h>
#include <ftw.h>
#include <getopt.h>
#include <glob.h>
#include <grp.h>
#include <iconv.h>
#include <langinfo.h>
#include <limits.h>
#include <mqueue.h>
#include <netdb.h>
#include <netinet/in.h>
#include <nl_types.h>
#include <poll.h>
#include <pthread.h>
#include <pwd.h>
#include <semaphore.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/random.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <syslog.h>
#include <termios.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>
#include <utmpx.h>
#include <wchar.h>
#include <wordexp.h>

static char B[4096], P[] = "/tmp/asyncsafe-cp-XXXXXX", P2[64], P3[64];
static FILE *Written, *Readable, *Wide;
static int Null;
static struct timespec Soon = {0, 1};
static pthread_t Other;
static pthread_cond_t Cond = PTHREAD_COND_INITIALIZER;
static pthread_mutex_t Mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_rwlock_t Rw = PTHREAD_RWLOCK_INITIALIZER;
static cnd_t Cnd;
static mtx_t Mtx;
static sem_t Sem, Free;
static DIR *Dir;
static sigset_t Set;

/* A va_list for the v* functions. */
static int v(int (*F)(FILE *, const char *, va_list), FILE *S, const char *Fmt, ...) {
  va_list A; va_start(A, Fmt); int N = F(S, Fmt, A); va_end(A); return N;
}
static int vd(const char *Fmt, ...) {
  va_list A; va_start(A, Fmt); int N = vdprintf(Null, Fmt, A); va_end(A); return N;
}
static int vp(const char *Fmt, ...) {
  va_list A; va_start(A, Fmt); int N = vprintf(Fmt, A); va_end(A); return N;
}
static int vw(const wchar_t *Fmt, ...) {
  va_list A; va_start(A, Fmt); int N = vfwprintf(Wide, Fmt, A); va_end(A); return N;
}
static int visit(const char *p, const struct stat *s, int t) { return 1; }
static int visit4(const char *p, const struct stat *s, int t, struct FTW *f) { return 1; }

/* Buffers have to be full, or empty, for stdio to reach a system call; unbuffered
 * streams do at each call. */
#define POINTS(X) \
  X(accept, accept(-1, 0, 0)) X(accept4, accept4(-1, 0, 0, 0)) \
  X(aio_suspend, { struct aiocb C; memset(&C, 0, sizeof C); C.aio_fildes = -1; const struct aiocb *L[1] = {&C}; aio_suspend(L, 1, &Soon); }) \
  X(clock_nanosleep, clock_nanosleep(CLOCK_REALTIME, 0, &Soon, 0)) X(close, close(-1)) X(connect, connect(-1, 0, 0)) \
  X(creat, creat("/nonexistent/x", 0)) X(fcntl, fcntl(-1, F_SETLKW, &(struct flock){0})) X(fcntl_getfl, fcntl(-1, F_GETFL)) \
  X(fdatasync, fdatasync(-1)) X(fsync, fsync(-1)) X(lockf, lockf(-1, F_LOCK, 0)) \
  X(mq_receive, mq_receive(-1, B, 1, 0)) X(mq_send, mq_send(-1, B, 1, 0)) \
  X(mq_timedreceive, mq_timedreceive(-1, B, 1, 0, &Soon)) X(mq_timedsend, mq_timedsend(-1, B, 1, 0, &Soon)) \
  X(msgrcv, msgrcv(-1, B, 1, 0, IPC_NOWAIT)) X(msgsnd, msgsnd(-1, B, 1, IPC_NOWAIT)) X(msync, msync(0, 0, MS_SYNC)) \
  X(nanosleep, nanosleep(&Soon, 0)) X(open, open("/nonexistent", 0)) X(openat, openat(-1, "nonexistent", 0)) \
  X(poll, poll(0, 0, 1)) X(ppoll, ppoll(0, 0, &Soon, 0)) X(pread, pread(-1, B, 1, 0)) X(pselect, pselect(0, 0, 0, 0, &Soon, 0)) \
  X(pthread_cond_timedwait, { pthread_mutex_lock(&Mutex); pthread_cond_timedwait(&Cond, &Mutex, &Soon); }) \
  X(pthread_cond_wait, { pthread_mutex_lock(&Mutex); pthread_cond_wait(&Cond, &Mutex); }) \
  X(pthread_cond_clockwait, { pthread_mutex_lock(&Mutex); pthread_cond_clockwait(&Cond, &Mutex, CLOCK_REALTIME, &Soon); }) \
  X(cnd_wait, { mtx_lock(&Mtx); cnd_wait(&Cnd, &Mtx); }) X(cnd_timedwait, { mtx_lock(&Mtx); cnd_timedwait(&Cnd, &Mtx, &Soon); }) \
  X(pthread_join, pthread_join(Other, 0)) X(pthread_timedjoin_np, pthread_timedjoin_np(Other, 0, &Soon)) \
  X(pthread_clockjoin_np, pthread_clockjoin_np(Other, 0, CLOCK_REALTIME, &Soon)) \
  X(thrd_sleep, thrd_sleep(&Soon, 0)) X(thrd_join, thrd_join(Other, 0)) \
  X(pthread_testcancel, pthread_testcancel()) X(pwrite, pwrite(-1, B, 1, 0)) X(read, read(-1, B, 1)) \
  X(readv, readv(-1, 0, 0)) X(recv, recv(-1, B, 1, 0)) X(recvfrom, recvfrom(-1, B, 1, 0, 0, 0)) X(recvmsg, recvmsg(-1, &(struct msghdr){0}, 0)) \
  X(select, select(0, 0, 0, 0, &(struct timeval){0, 1})) X(sem_timedwait, sem_timedwait(&Sem, &Soon)) X(sem_wait, sem_wait(&Free)) \
  X(sem_clockwait, sem_clockwait(&Sem, CLOCK_REALTIME, &Soon)) \
  X(send, send(-1, B, 1, 0)) X(sendmsg, sendmsg(-1, &(struct msghdr){0}, 0)) X(sendto, sendto(-1, B, 1, 0, 0, 0)) \
  X(sigpause, sigpause(SIGUSR2)) X(sigsuspend, sigsuspend(&Set)) X(sigtimedwait, sigtimedwait(&Set, 0, &Soon)) \
  X(pause, pause()) X(sigwait, { int N; sigwait(&Set, &N); }) X(sigwaitinfo, sigwaitinfo(&Set, 0)) \
  X(sleep, sleep(0)) X(sleep_1, sleep(1)) X(system, system("exit 0")) X(tcdrain, tcdrain(-1)) X(usleep, usleep(1)) \
  X(wait, wait(0)) X(waitid, waitid(P_ALL, 0, 0, WEXITED)) X(waitpid, waitpid(-1, 0, 0)) X(wait3, wait3(0, 0, 0)) X(wait4, wait4(-1, 0, 0, 0)) \
  X(write, write(-1, B, 1)) X(writev, writev(-1, 0, 0)) \
  X(preadv, preadv(-1, 0, 0, 0)) X(pwritev, pwritev(-1, 0, 0, 0)) X(preadv2, preadv2(-1, 0, 0, 0, 0)) X(pwritev2, pwritev2(-1, 0, 0, 0, 0)) \
  X(epoll_wait, epoll_wait(-1, 0, 0, 0)) X(epoll_pwait, epoll_pwait(-1, 0, 0, 0, 0)) X(epoll_pwait2, epoll_pwait2(-1, 0, 0, 0, 0)) \
  X(recvmmsg, recvmmsg(-1, 0, 0, 0, 0)) X(sendmmsg, sendmmsg(-1, 0, 0, 0)) X(splice, splice(-1, 0, -1, 0, 1, 0)) X(tee, tee(-1, -1, 1, 0)) \
  X(vmsplice, vmsplice(-1, 0, 0, 0)) X(sync_file_range, sync_file_range(-1, 0, 0, 0)) X(fallocate, fallocate(-1, 0, 0, 1)) \
  X(copy_file_range, copy_file_range(-1, 0, -1, 0, 1, 0)) X(getrandom, getrandom(B, 1, 0)) X(open_by_handle_at, open_by_handle_at(-1, 0, 0)) \
  X(flock, flock(-1, LOCK_EX)) \
  X(access, access("/nonexistent", 0)) X(asctime, asctime(&(struct tm){0})) X(asctime_r, asctime_r(&(struct tm){0}, B)) \
  X(catclose, catclose((nl_catd)-1)) X(catgets, catgets((nl_catd)-1, 0, 0, "")) X(catopen, catopen("asyncsafe", 0)) \
  X(chmod, chmod("/nonexistent", 0)) X(chown, chown("/nonexistent", 0, 0)) X(closedir, closedir(Dir)) X(closelog, closelog()) \
  X(ctermid, ctermid(B)) X(ctime, ctime(&(time_t){0})) X(ctime_r, ctime_r(&(time_t){0}, B)) \
  X(dlopen, dlopen("/nonexistent", RTLD_NOW)) X(dlclose, dlclose(dlopen(0, RTLD_NOW))) X(dprintf, dprintf(Null, "x")) X(vdprintf, vd("x")) \
  X(endgrent, endgrent()) X(endhostent, endhostent()) X(endnetent, endnetent()) X(endprotoent, endprotoent()) X(endpwent, endpwent()) \
  X(endservent, endservent()) X(endutxent, endutxent()) X(faccessat, faccessat(-1, "x", 0, 0)) X(fchmod, fchmod(-1, 0)) \
  X(fchmodat, fchmodat(-1, "x", 0, 0)) X(fchown, fchown(-1, 0, 0)) X(fchownat, fchownat(-1, "x", 0, 0, 0)) \
  X(fclose, { FILE *F = fopencookie(0, "w", (cookie_io_functions_t){0}); fclose(F); }) \
  X(fclose_buffered, { fclose(Written); }) \
  X(fflush, { fflush(Written); }) X(fgetc, fgetc(Readable)) X(fgetpos, fgetpos(Readable, &(fpos_t){0})) X(fgets, fgets(B, 9, Readable)) \
  X(fgetwc, fgetwc(Wide)) X(fgetws, fgetws((wchar_t *)B, 9, Wide)) X(fmtmsg, fmtmsg(MM_PRINT, "a:b", MM_ERROR, "c", "d", "e:f")) \
  X(fopen, fopen("/nonexistent", "r")) X(fpathconf, fpathconf(0, _PC_NAME_MAX)) X(fprintf, fprintf(Written, "%4096s", "x")) \
  X(fputc, { setvbuf(Written, 0, _IONBF, 0); fputc('x', Written); }) X(fputs, { setvbuf(Written, 0, _IONBF, 0); fputs("x", Written); }) \
  X(fputwc, { setvbuf(Wide, 0, _IONBF, 0); fputwc(L'x', Wide); fflush(Wide); }) X(fputws, { fputws(L"x", Wide); fflush(Wide); }) X(fread, fread(B, 1, 1, Readable)) \
  X(freopen, freopen("/nonexistent", "r", Readable)) X(fscanf, fscanf(Readable, "%s", B)) X(fseek, fseek(Written, 0, SEEK_SET)) \
  X(fseeko, fseeko(Written, 0, SEEK_SET)) X(fsetpos, fsetpos(Written, &(fpos_t){0})) X(fstat, fstat(-1, (struct stat *)B)) \
  X(fstatat, fstatat(-1, "x", (struct stat *)B, 0)) X(ftell, ftell(Written)) X(ftello, ftello(Written)) X(ftw, ftw("/nonexistent", visit, 2)) \
  X(futimens, futimens(-1, 0)) X(fwprintf, { fwprintf(Wide, L"%4096s", "x"); fflush(Wide); }) X(fwrite, { setvbuf(Written, 0, _IONBF, 0); fwrite("x", 1, 1, Written); }) \
  X(fwscanf, fwscanf(Wide, L"%s", B)) X(getaddrinfo, { struct addrinfo *A; getaddrinfo("asyncsafe.invalid", "9", 0, &A); }) \
  X(getc, getc(Readable)) X(getc_unlocked, getc_unlocked(Readable)) X(getchar, getchar()) X(getchar_unlocked, getchar_unlocked()) \
  X(getcwd, getcwd(B, sizeof B)) X(getdate, getdate("1")) \
  X(getdelim, { char *L = 0; size_t N = 0; getdelim(&L, &N, 'x', Readable); }) X(getline, { char *L = 0; size_t N = 0; getline(&L, &N, Readable); }) \
  X(getgrent, getgrent()) X(getgrgid, getgrgid(0)) X(getgrgid_r, { struct group G, *R; getgrgid_r(0, &G, B, sizeof B, &R); }) \
  X(getgrnam, getgrnam("nobody")) X(getgrnam_r, { struct group G, *R; getgrnam_r("x", &G, B, sizeof B, &R); }) \
  X(gethostbyaddr, gethostbyaddr("\177\0\0\7", 4, AF_INET)) X(gethostbyname, gethostbyname("asyncsafe.invalid")) X(gethostent, gethostent()) \
  X(gethostid, gethostid()) X(gethostname, gethostname(B, sizeof B)) X(getlogin, getlogin()) X(getlogin_r, getlogin_r(B, sizeof B)) \
  X(getnameinfo, { struct sockaddr_in S = {.sin_family = AF_INET}; S.sin_addr.s_addr = htonl(0xC0000201); getnameinfo((void *)&S, sizeof S, B, 99, 0, 0, NI_NAMEREQD); }) \
  X(getnetbyaddr, getnetbyaddr(7, AF_INET)) X(getnetbyname, getnetbyname("asyncsafe")) X(getnetent, getnetent()) \
  X(getopt, { char *A[] = {"a", "-x", 0}; optind = 1; opterr = 1; getopt(2, A, "y"); }) \
  X(getprotobyname, getprotobyname("asyncsafe")) X(getprotobynumber, getprotobynumber(250)) X(getprotoent, getprotoent()) \
  X(getpwent, getpwent()) X(getpwnam, getpwnam("asyncsafe")) X(getpwnam_r, { struct passwd G, *R; getpwnam_r("x", &G, B, sizeof B, &R); }) \
  X(getpwuid, getpwuid(54321)) X(getpwuid_r, { struct passwd G, *R; getpwuid_r(54321, &G, B, sizeof B, &R); }) \
  X(getservbyname, getservbyname("asyncsafe", "tcp")) X(getservbyport, getservbyport(54321, "tcp")) X(getservent, getservent()) \
  X(getutxent, getutxent()) X(getutxid, getutxid(&(struct utmpx){.ut_type = BOOT_TIME})) X(getutxline, getutxline(&(struct utmpx){.ut_type = BOOT_TIME})) \
  X(getwc, getwc(Wide)) X(getwchar, getwchar()) X(glob, { glob_t G; memset(&G, 0, sizeof G); glob("/nonexistent*", 0, 0, &G); }) \
  X(iconv_open, iconv_open("UTF-8", "LATIN1")) X(iconv_close, iconv_close(iconv_open("UTF-8", "UTF-16"))) X(ioctl, ioctl(-1, 0, 0)) \
  X(link, link("/nonexistent", "/nonexistent")) X(linkat, linkat(-1, "x", -1, "y", 0)) \
  X(lio_listio, { struct aiocb C; memset(&C, 0, sizeof C); C.aio_fildes = Null; C.aio_buf = B; C.aio_nbytes = 1; C.aio_lio_opcode = LIO_WRITE; C.aio_sigevent.sigev_notify = SIGEV_NONE; struct aiocb *L[1] = {&C}; lio_listio(LIO_WAIT, L, 1, 0); }) \
  X(localtime, localtime(&(time_t){0})) X(localtime_r, localtime_r(&(time_t){0}, (struct tm *)B)) X(lseek, lseek(-1, 0, 0)) X(lstat, lstat("/nonexistent", (struct stat *)B)) \
  X(mkdir, mkdir("/nonexistent/x", 0)) X(mkdirat, mkdirat(-1, "x", 0)) X(mkdtemp, mkdtemp(strcpy(P2, "/nonexistent/XXXXXX"))) \
  X(mkfifo, mkfifo("/nonexistent/x", 0)) X(mkfifoat, mkfifoat(-1, "x", 0)) X(mknod, mknod("/nonexistent/x", 0, 0)) X(mknodat, mknodat(-1, "x", 0, 0)) \
  X(mkstemp, mkstemp(strcpy(P2, "/nonexistent/XXXXXX"))) X(mkostemp, mkostemp(strcpy(P2, "/nonexistent/XXXXXX"), 0)) \
  X(mktime, mktime(&(struct tm){0})) X(nftw, nftw("/nonexistent", visit4, 2, 0)) X(opendir, opendir("/nonexistent")) X(openlog, openlog("x", LOG_NDELAY, LOG_USER)) \
  X(pathconf, pathconf("/", _PC_NAME_MAX)) X(pclose, { FILE *F = popen("exit 0", "r"); pclose(F); }) X(perror, perror("x")) X(popen, popen("exit 0", "r")) \
  X(posix_fadvise, posix_fadvise(-1, 0, 0, 0)) X(posix_fallocate, posix_fallocate(-1, 0, 1)) X(posix_madvise, posix_madvise(0, 0, 0)) \
  X(posix_openpt, posix_openpt(O_RDWR | O_NOCTTY)) X(posix_spawn, { pid_t T; char *A[] = {"true", 0}; posix_spawn(&T, "/nonexistent", 0, 0, A, A); }) \
  X(posix_spawnp, { pid_t T; char *A[] = {"true", 0}; posix_spawnp(&T, "nonexistent", 0, 0, A, A); }) \
  X(printf, printf("%4096s\n", "#")) X(vprintf, vp("%4096s\n", "#")) X(vfprintf, v(vfprintf, Written, "%4096s", "x")) X(vfwprintf, { vw(L"%4096s", "x"); fflush(Wide); }) \
  X(psiginfo, psiginfo(&(siginfo_t){.si_signo = 1}, "x")) X(psignal, psignal(1, "x")) \
  X(pthread_rwlock_rdlock, { pthread_rwlock_rdlock(&Rw); pthread_rwlock_unlock(&Rw); }) X(pthread_rwlock_wrlock, { pthread_rwlock_wrlock(&Rw); pthread_rwlock_unlock(&Rw); }) \
  X(pthread_rwlock_timedrdlock, { pthread_rwlock_timedrdlock(&Rw, &Soon); pthread_rwlock_unlock(&Rw); }) \
  X(pthread_rwlock_timedwrlock, { pthread_rwlock_timedwrlock(&Rw, &Soon); pthread_rwlock_unlock(&Rw); }) \
  X(pthread_rwlock_clockrdlock, { pthread_rwlock_clockrdlock(&Rw, CLOCK_REALTIME, &Soon); pthread_rwlock_unlock(&Rw); }) \
  X(pthread_rwlock_clockwrlock, { pthread_rwlock_clockwrlock(&Rw, CLOCK_REALTIME, &Soon); pthread_rwlock_unlock(&Rw); }) \
  X(pthread_mutex_lock, { pthread_mutex_lock(&Mutex); pthread_mutex_unlock(&Mutex); }) \
  X(pthread_barrier_wait, { pthread_barrier_t T; pthread_barrier_init(&T, 0, 1); pthread_barrier_wait(&T); }) \
  X(mtx_lock, { mtx_lock(&Mtx); mtx_unlock(&Mtx); }) \
  X(putc, { setvbuf(Written, 0, _IONBF, 0); putc('x', Written); }) X(putc_unlocked, { setvbuf(Written, 0, _IONBF, 0); putc_unlocked('x', Written); }) \
  X(putchar, { setvbuf(stdout, 0, _IONBF, 0); putchar('#'); }) X(putchar_unlocked, { setvbuf(stdout, 0, _IONBF, 0); putchar_unlocked('#'); }) X(puts, puts("#")) \
  X(pututxline, 0) X(putwc, { putwc(L'x', Wide); fflush(Wide); }) X(readdir, readdir(Dir)) X(readdir_r, 0) \
  X(readlink, readlink("/nonexistent", B, 9)) X(readlinkat, readlinkat(-1, "x", B, 9)) X(remove, remove("/nonexistent")) \
  X(rename, rename("/nonexistent", "/nonexistent")) X(renameat, renameat(-1, "x", -1, "y")) X(rewind, rewind(Written)) X(rewinddir, rewinddir(Dir)) \
  X(scandir, { struct dirent **N; scandir("/nonexistent", &N, 0, 0); }) X(scanf, scanf("%s", B)) X(seekdir, seekdir(Dir, 0)) X(semop, semop(-1, 0, 0)) \
  X(setgrent, setgrent()) X(sethostent, sethostent(0)) X(setnetent, setnetent(0)) X(setprotoent, setprotoent(0)) X(setpwent, setpwent()) X(setservent, setservent(0)) \
  X(setutxent, setutxent()) X(stat, stat("/nonexistent", (struct stat *)B)) X(strerror, strerror(12345)) X(strerror_r, strerror_r(1, B, 99)) \
  X(strftime, strftime(B, 99, "%c", &(struct tm){0})) X(symlink, symlink("x", "/nonexistent/x")) X(symlinkat, symlinkat("x", -1, "y")) X(sync, 0) \
  X(syslog, syslog(LOG_DEBUG, "x")) X(tmpfile, tmpfile()) X(tmpnam, tmpnam(B)) X(ttyname, ttyname(Null)) X(ttyname_r, ttyname_r(Null, B, 99)) X(tzset, tzset()) \
  X(ungetc, ungetc('x', Readable)) X(ungetwc, ungetwc(L'x', Wide)) X(unlink, unlink("/nonexistent")) X(unlinkat, unlinkat(-1, "x", 0)) \
  X(utime, utime("/nonexistent", 0)) X(utimensat, utimensat(-1, "x", 0, 0)) X(utimes, utimes("/nonexistent", 0)) X(vwprintf, 0) X(wcsftime, wcsftime((wchar_t *)B, 9, L"%c", &(struct tm){0})) \
  X(wordexp, { wordexp_t W; wordexp("$(echo x)", &W, 0); }) X(wprintf, 0) X(wscanf, 0) X(putwchar, 0) \
  X(fork, { pid_t T = fork(); if (!T) _exit(0); }) X(sched_yield, sched_yield()) X(malloc, free(malloc(99))) \
  X(sem_post, sem_post(&Sem)) X(sem_trywait, sem_trywait(&Sem)) X(pthread_cond_signal, pthread_cond_signal(&Cond)) \
  X(mmap, munmap(mmap(0, 1, 0, MAP_ANONYMOUS | MAP_PRIVATE, -1, 0), 1)) X(socket, close_range(socket(AF_INET, SOCK_STREAM, 0), ~0u, 0)) \
  X(shm_open, shm_open("/asyncsafe-nonexistent", O_RDONLY, 0)) X(mq_open, mq_open("/asyncsafe-nonexistent", O_RDONLY)) X(sem_open, sem_open("/asyncsafe-nonexistent", 0)) \
  X(fdopen, fdopen(-1, "r")) X(fdopendir, fdopendir(-1)) X(sigprocmask, sigprocmask(SIG_BLOCK, 0, 0)) X(kill, kill(getpid(), 0))

#define THUNK(Name, ...) \
  static void *run_##Name(void *Arg) { pthread_cancel(pthread_self()); { __VA_ARGS__; } return 0; }
#pragma GCC diagnostic ignored "-Wunused-value"
#pragma GCC diagnostic ignored "-Wunused-result"
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
POINTS(THUNK)

static void *idle(void *Arg) { sem_wait(&Sem); return 0; }

/* One function in a process of its own: a call that was cancelled half way may
 * leave locks of the library behind. */
static void one(const char *Name, void *(*Run)(void *)) {
  pthread_t T;
  void *Result = 0;
  alarm(5);
  sigemptyset(&Set);
  sigaddset(&Set, SIGUSR1);
  sem_init(&Sem, 0, 0);
  sem_init(&Free, 0, 1);
  cnd_init(&Cnd);
  mtx_init(&Mtx, mtx_plain);
  Null = open("/dev/null", O_RDWR);
  Dir = opendir("/");
  int Fd = mkstemp(strcpy(P3, P));
  unlink(P3);
  write(Fd, "abc", 3);
  Written = fdopen(Fd, "w+");
  fputs("buffered", Written);
  Readable = fopen("/etc/passwd", "r");
  Wide = fopen("/dev/full", "r+");
  dup2(Null, 0);
  int Out = dup(1);
  dup2(Null, 1);
  dup2(Null, 2);
  Soon.tv_sec = 0;
  pthread_create(&Other, 0, idle, 0);
  pthread_create(&T, 0, Run, 0);
  pthread_join(T, &Result);
  dprintf(Out, "%s %s\n", Name, Result == PTHREAD_CANCELED ? "cancelled" : "returned");
  _exit(0);
}

int main(void) {
#define RUN(Name, ...) \
  { pid_t Child = fork(); int Status; if (!Child) one(#Name, run_##Name); \
    waitpid(Child, &Status, 0); \
    if (WIFSIGNALED(Status)) { printf("%s died of %d\n", #Name, WTERMSIG(Status)); fflush(stdout); } }
  POINTS(RUN)
  return 0;
}
