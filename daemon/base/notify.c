/* sd_notify, or nothing. */
#include "base/notify.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/clock.h"

#ifdef HAVE_SYSTEMD
#include <systemd/sd-daemon.h>
#else
static int
sd_notify(int unset_environment, const char *state)
{
	(void)unset_environment;
	(void)state;
	return 0;
}

static int
sd_watchdog_enabled(int unset_environment, uint64_t *usec)
{
	(void)unset_environment;
	(void)usec;
	return 0;
}
#endif

void
notify_ready(void)
{
	sd_notify(0, "READY=1");
}

void
notify_reloading(void)
{
	char state[80];
	snprintf(state, sizeof(state), "RELOADING=1\nMONOTONIC_USEC=%" PRId64,
		clock_monotonic_ms() * 1000);
	sd_notify(0, state);
}

void
notify_stopping(void)
{
	sd_notify(0, "STOPPING=1");
}

void
notify_status(const char *format, ...)
{
	char state[300] = "STATUS=";
	va_list ap;
	va_start(ap, format);
	vsnprintf(state + 7, sizeof(state) - 7, format, ap);
	va_end(ap);
	sd_notify(0, state);
}

int64_t
notify_watchdog_ms(void)
{
	uint64_t usec = 0;
	return sd_watchdog_enabled(0, &usec) > 0 ? (int64_t)(usec / 2000) : 0;
}

void
notify_alive(void)
{
	sd_notify(0, "WATCHDOG=1");
}
