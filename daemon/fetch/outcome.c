/* The words for outcomes, and whether a page is tried again after one. */
#include "fetch/fetch.h"

#include <assert.h>

/* Tries after the first, and the seconds before each: a restart, a bad hour, a bad night. */
static const int64_t waits_s[] = { 300, 1800, 10800 };
#define RETRIES ((int)(sizeof(waits_s) / sizeof(waits_s[0])))

/* A page that is forbidden is tried once more, when pressure on the host may have gone. */
#define FORBIDDEN_WAIT_S 21600

/* Where a host is held and the answer does not say how long is left. */
#define HELD_WAIT_S 60

const char *
fetch_outcome_name(enum fetch_outcome outcome)
{
	static const char *const names[FETCH_OUTCOMES] = {
		[FETCH_OK] = "ok",
		[FETCH_NOT_MODIFIED] = "not-modified",
		[FETCH_NO_NAME] = "no-name",
		[FETCH_NO_CONNECTION] = "no-connection",
		[FETCH_TIMED_OUT] = "timed-out",
		[FETCH_BROKEN_OFF] = "broken-off",
		[FETCH_STATUS] = "status",
		[FETCH_BAD_REDIRECT] = "bad-redirect",
		[FETCH_HELD] = "held",
		[FETCH_ROBOTS_DENIED] = "robots",
		[FETCH_ROBOTS_SILENT] = "robots-silent",
		[FETCH_ADDRESS] = "address",
		[FETCH_BAD_URL] = "bad-url",
		[FETCH_TOO_LARGE] = "too-large",
	};
	assert(outcome < FETCH_OUTCOMES);
	return names[outcome];
}

static int64_t
wait_of(int failures, int retries)
{
	return failures >= 1 && failures <= retries ? waits_s[failures - 1] : FETCH_UNKNOWN;
}

static int64_t
wait_by_status(int status, int failures)
{
	if (status == 401 || status == 403)
		return failures <= 1 ? FORBIDDEN_WAIT_S : FETCH_UNKNOWN;
	if (status >= 500 || status == 408 || status == 425 || status == 429)
		return wait_of(failures, RETRIES);
	return FETCH_UNKNOWN;
}

static int64_t
wait_by_outcome(enum fetch_outcome outcome, int status, int failures)
{
	switch (outcome) {
	case FETCH_NO_NAME:
	case FETCH_NO_CONNECTION:
	case FETCH_TIMED_OUT:
	case FETCH_BROKEN_OFF:
	case FETCH_ROBOTS_SILENT: return wait_of(failures, RETRIES);
	case FETCH_STATUS: return wait_by_status(status, failures);
	case FETCH_HELD: return HELD_WAIT_S;
	case FETCH_OK:
	case FETCH_NOT_MODIFIED:
	case FETCH_BAD_REDIRECT:
	case FETCH_ROBOTS_DENIED:
	case FETCH_ADDRESS:
	case FETCH_BAD_URL:
	case FETCH_TOO_LARGE:
	case FETCH_OUTCOMES: break;
	}
	return FETCH_UNKNOWN;
}

int64_t
fetch_retry_s(enum fetch_outcome outcome, int status, int failures, int64_t retry_after_s,
	uint64_t random)
{
	int64_t wait_s = wait_by_outcome(outcome, status, failures);
	if (wait_s < 0)
		return FETCH_UNKNOWN;
	if (retry_after_s > FETCH_RETRY_AFTER_MAX_S)
		retry_after_s = FETCH_RETRY_AFTER_MAX_S;
	if (retry_after_s > wait_s)
		wait_s = retry_after_s;
	return wait_s + (int64_t)(random % (uint64_t)(wait_s / 4 + 1));
}
