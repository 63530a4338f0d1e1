/*
 * notify.h - what the service manager is told: readiness, a status line, the watchdog's ping.
 *
 * By sd_notify(3); all of it does nothing where newswired was not started by systemd, or was built
 * without libsystemd.
 */
#ifndef NEWSWIRED_BASE_NOTIFY_H
#define NEWSWIRED_BASE_NOTIFY_H

#include <stdint.h>

/* Ready: the configuration is valid and the store open. Also ends a reload. */
void notify_ready(void);

/* A reload has begun (with MONOTONIC_USEC, which managers from 253 on want). */
void notify_reloading(void);

/* The end has begun. */
void notify_stopping(void);

/* The one line that `systemctl status` shows. */
void notify_status(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* How often the watchdog is to be pinged: half its interval. 0 where there is none. */
int64_t notify_watchdog_ms(void);

/* The ping: only from the loop, so that it tells of the loop. */
void notify_alive(void);

#endif
