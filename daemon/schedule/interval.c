/* How often a source deserves a poll. */
#include "schedule/interval.h"

#include "base/clock.h"

/* From this share of new entries on, a document may have lost some before we came: twice as quick.
 */
#define MUCH_NEWS_PER_CENT 50
/* From this share on, the pace fits and is made a little quicker; below it, a little slower. */
#define SOME_NEWS_PER_CENT 10
/* Doubling stops here: six hours are reached from a minute by then. */
#define DOUBLINGS_MAX 20
/* So many 410s in a row, and the source is taken at its word. */
#define GONE_PROOF 2

static int64_t
at_least(int64_t value, int64_t bound)
{
	return value > bound ? value : bound;
}

static int64_t
at_most(int64_t value, int64_t bound)
{
	return value < bound ? value : bound;
}

/* The pace after a poll that succeeded. */
static int64_t
adapted(const struct interval_limits *limits, int64_t interval_s, const struct interval_poll *poll)
{
	size_t share = poll->entries > 0 ? poll->fresh * 100 / poll->entries : 0;
	if (share >= MUCH_NEWS_PER_CENT)
		interval_s /= 2;
	else if (share >= SOME_NEWS_PER_CENT)
		interval_s -= interval_s / 5;
	else if (poll->fresh == 0)
		interval_s += at_least(interval_s / 4, 1);
	return at_least(at_most(interval_s, limits->slowest_s), limits->every_s);
}

/* `interval_s`, doubled for each failure, up to six hours or the pace itself. */
static int64_t
backed_off(int64_t interval_s, int failures)
{
	int64_t most = at_least(INTERVAL_FAILING_MAX_S, interval_s);
	for (int i = 0; i < failures && i < DOUBLINGS_MAX && interval_s < most; i++)
		interval_s *= 2;
	return at_most(interval_s, most);
}

/* What the outlet asked for. */
static int64_t
lower_bound(const struct interval_poll *poll)
{
	return at_least(at_most(poll->retry_after_s, INTERVAL_RETRY_MAX_S),
		at_most(poll->max_age_s, INTERVAL_HINT_MAX_S));
}

int64_t
interval_next_s(const struct interval_limits *limits, struct interval_pace *pace,
	const struct interval_poll *poll, uint64_t random)
{
	bool first = pace->interval_s <= 0;
	int64_t interval_s = at_least(pace->interval_s, limits->every_s);
	pace->gone = poll->gone ? pace->gone + 1 : 0;
	if (poll->failed) {
		pace->failures++;
		interval_s = backed_off(interval_s, pace->failures);
		if (pace->gone >= GONE_PROOF)
			interval_s = INTERVAL_GONE_S;
	} else {
		pace->failures = 0;
		/* The first poll finds everything new: that says nothing of the pace. */
		if (!first)
			interval_s = adapted(limits, interval_s, poll);
		pace->interval_s = interval_s;
	}
	int64_t bound = lower_bound(poll);
	int64_t spread = interval_s * INTERVAL_JITTER / 100;
	if (bound >= interval_s - spread) {
		/* The jitter may only lengthen what the outlet asked for. */
		interval_s = at_least(interval_s, bound);
		return interval_s + (int64_t)(random % (uint64_t)(spread + 1));
	}
	return at_least(interval_s - spread + (int64_t)(random % (uint64_t)(2 * spread + 1)), 1);
}

int64_t
interval_first_s(int64_t spread_s, uint64_t random)
{
	return spread_s > 0 ? (int64_t)(random % (uint64_t)spread_s) : 0;
}

bool
interval_wants_whole(int64_t last_whole, int64_t now)
{
	/* A time in the future comes from a clock that was wrong. */
	return last_whole == CLOCK_NEVER || last_whole > now ||
	       now - last_whole >= INTERVAL_WHOLE_S;
}
