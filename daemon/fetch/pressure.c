/* How long a host wants to be left alone. */
#include "fetch/pressure.h"

#include <stdbool.h>

static bool
is_pressure(struct pressure *pressure, int status)
{
	pressure->forbidden = status == 403 ? pressure->forbidden + 1 : 0;
	pressure->failures = status == 0 || status >= 500 ? pressure->failures + 1 : 0;
	return status == 429 || status == 503 || pressure->forbidden >= PRESSURE_FORBIDDEN ||
	       pressure->failures >= PRESSURE_FAILURES;
}

int64_t
pressure_hold_s(struct pressure *pressure, int status, int64_t retry_after_s, int64_t now_ms)
{
	if (!is_pressure(pressure, status))
		return 0;
	pressure->forbidden = pressure->failures = 0;
	int64_t hold_s = retry_after_s;
	if (hold_s < 0) {
		bool quiet = now_ms - pressure->until_ms >= PRESSURE_FORGIVEN_S * INT64_C(1000);
		hold_s = pressure->hold_s == 0 || quiet ? PRESSURE_FIRST_S : pressure->hold_s * 2;
	}
	if (hold_s > PRESSURE_MAX_S)
		hold_s = PRESSURE_MAX_S;
	if (retry_after_s < 0)
		pressure->hold_s = hold_s;
	pressure->until_ms = now_ms + hold_s * 1000;
	return hold_s;
}
