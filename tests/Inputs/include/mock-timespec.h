#ifndef MOCK_TIMESPEC_H
#define MOCK_TIMESPEC_H
struct timespec {
  long tv_sec, tv_nsec;
};
#endif
