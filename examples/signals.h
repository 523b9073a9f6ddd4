#ifndef SIGNALS_H
#define SIGNALS_H

#ifdef __cplusplus
extern "C" {
#endif

/* What the signals ask of the server. */
int signals_start(void);
int signals_stop_requested(void);
/* Reads the wakeups away; does what was asked for. */
void signals_handle(void (*reload)(void), void (*reap)(void));

#ifdef __cplusplus
}
#endif
#endif
