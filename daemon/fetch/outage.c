/* Whether the network as a whole is away. */
#include "fetch/outage.h"

static enum outage_change
note_answer(struct outage *outage)
{
	bool was_away = outage->away;
	*outage = (struct outage){ 0 };
	return was_away ? OUTAGE_ENDS : OUTAGE_SAME;
}

static enum outage_change
note_failure(struct outage *outage, int64_t now_ms)
{
	if (!outage->failing)
		*outage = (struct outage){ .failing = true, .since_ms = now_ms };
	if (outage->away || now_ms - outage->since_ms < OUTAGE_AFTER_MS)
		return OUTAGE_SAME;
	outage->away = true;
	return OUTAGE_BEGINS;
}

enum outage_change
outage_note(struct outage *outage, enum fetch_outcome outcome, int64_t now_ms)
{
	switch (outcome) {
	case FETCH_OK:
	case FETCH_NOT_MODIFIED:
	case FETCH_BROKEN_OFF:
	case FETCH_STATUS:
	case FETCH_BAD_REDIRECT:
	case FETCH_TOO_LARGE: return note_answer(outage);
	case FETCH_NO_NAME:
	case FETCH_NO_CONNECTION:
	case FETCH_TIMED_OUT: return note_failure(outage, now_ms);
	case FETCH_HELD:
	case FETCH_ROBOTS_DENIED:
	case FETCH_ROBOTS_SILENT: /* asked for another time, maybe */
	case FETCH_ADDRESS:
	case FETCH_BAD_URL:
	case FETCH_OUTCOMES: break;
	}
	return OUTAGE_SAME;
}
