/*
 * outage.h - whether the network as a whole is away, by what comes of the fetches.
 *
 * One host that is down says nothing of the others; where for two minutes no server at all was
 * reached, what fails says nothing of its host. The clock is handed in.
 */
#ifndef NEWSWIRED_FETCH_OUTAGE_H
#define NEWSWIRED_FETCH_OUTAGE_H

#include "fetch/fetch.h"

#define OUTAGE_AFTER_MS 120000 /* of failures alone */

struct outage { /* zeroed to begin with */
	bool failing;
	bool away;
	int64_t since_ms; /* of the first failure after the last success; where failing */
};

enum outage_change {
	OUTAGE_SAME,
	OUTAGE_BEGINS,
	OUTAGE_ENDS,
};

/*
 * Takes note of one more outcome. now_ms: monotonic. An answer of any kind ends an outage; want of
 * a name or a connection, and silence, are failures; what was not asked for says nothing.
 */
enum outage_change outage_note(struct outage *outage, enum fetch_outcome outcome, int64_t now_ms);

#endif
