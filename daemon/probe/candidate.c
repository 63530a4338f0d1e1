/* Sources that were found: what they bring, how often, and whether they go into the outlet. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/url.h"
#include "probe/internal.h"

#define TOMORROW_S 86400        /* dates after it are not believed */
#define STALE_S    (60 * 86400) /* a source that has brought nothing for so long is a dead one */
#define PACE_DATES 20           /* the pace is that of the latest so many entries */
#define SAME_SHARE 0.8 /* a source with so many links of others is one of those once more */
#define OWN_SHARE  0.5 /* a source with fewer links to the outlet itself is not its own */

/* Paces an operator would write; a source is polled twice as often as it brings something. */
static const int64_t paces_s[] = { 600, 900, 1800, 3600 };

/* Where an undated source starts; the daemon slows down by itself. */
#define PACE_UNKNOWN_S 1800

static const char stale_note[] = "nothing new for two months";

bool
candidate_is_own(const struct probe *probe, const char *url)
{
	struct url parts;
	return url_read(url, &parts) &&
	       strcmp(url_registrable(probe->arena, parts.host), probe->domain) == 0;
}

struct probe_source *
candidate_add(struct probe *probe, enum config_source_kind kind, const char *url, const char *found)
{
	struct probe_report *report = probe->report;
	const char *key = url_key(probe->arena, url);
	if (key == NULL || table_get(probe->asked, key, strlen(key)) != NULL ||
		report->source_count == PROBE_SOURCES_MAX)
		return NULL;
	table_put(probe->asked, key, strlen(key), probe);
	report->sources = arena_grow(probe->arena, report->sources, report->source_count,
		&probe->source_capacity, sizeof(*report->sources));
	probe->candidates = arena_grow(probe->arena, probe->candidates, report->source_count,
		&probe->candidate_capacity, sizeof(*probe->candidates));
	probe->candidates[report->source_count] = (struct candidate){ NULL, 0 };
	struct probe_source *source = &report->sources[report->source_count++];
	*source = (struct probe_source){
		.kind = kind,
		.url = url,
		.found = found,
		.newest = CLOCK_NEVER,
	};
	return source;
}

void
candidate_guess(
	struct probe *probe, const char *const places[], size_t count, candidate_look_fn *look)
{
	struct probe_report *report = probe->report;
	const char *origin = url_origin(probe->arena, report->homepage);
	bool found = false;
	probe->guessing = true;
	for (size_t i = 0; i < count && !found; i++) {
		size_t before = report->source_count;
		const char *url = arena_printf(probe->arena, "%s%s", origin, places[i]);
		found = look(probe, url, "in a usual place");
		if (!found && report->source_count > before &&
			report->sources[before].format == NULL)
			report->source_count = before;
	}
	probe->guessing = false;
}

static int64_t
date_of(const struct probe *probe, const struct source_entry *entry)
{
	int64_t date = entry->published != CLOCK_NEVER ? entry->published : entry->updated;
	return date <= probe->now + TOMORROW_S ? date : CLOCK_NEVER;
}

static int
newest_first(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return x > y ? -1 : x < y;
}

/* How often it deserves a poll. Also notes the newest date. */
static int64_t
pace_of(struct probe *probe, struct probe_source *source, const struct source_document *document)
{
	size_t count = 0;
	int64_t *dates = arena_alloc(probe->arena, (document->count + 1) * sizeof(*dates));
	for (size_t i = 0; i < document->count; i++) {
		dates[count] = date_of(probe, &document->entries[i]);
		count += dates[count] != CLOCK_NEVER;
	}
	qsort(dates, count, sizeof(*dates), newest_first);
	if (count > 0)
		source->newest = dates[0];
	size_t last = count < PACE_DATES ? count : PACE_DATES;
	if (last < 2)
		return PACE_UNKNOWN_S;
	int64_t half_gap_s = (dates[0] - dates[last - 1]) / (int64_t)(last - 1) / 2;
	int64_t pace_s = paces_s[0];
	for (size_t i = 0; i < sizeof(paces_s) / sizeof(paces_s[0]); i++)
		if (paces_s[i] <= half_gap_s)
			pace_s = paces_s[i];
	return pace_s;
}

/* Links of the document: in all, to the outlet itself, and such as other sources bring. */
struct tally {
	size_t links, own, known;
};

static struct tally
tally_of(const struct probe *probe, const struct source_document *document)
{
	struct tally tally = { 0 };
	for (size_t i = 0; i < document->count; i++) {
		const char *link = document->entries[i].link;
		const char *key = link != NULL ? url_key(probe->arena, link) : NULL;
		if (key == NULL)
			continue;
		tally.links++;
		tally.own += candidate_is_own(probe, link);
		tally.known += table_get(probe->links, key, strlen(key)) != NULL;
	}
	return tally;
}

static void
take(struct probe *probe, struct probe_source *source)
{
	const struct candidate *candidate = &probe->candidates[source - probe->report->sources];
	for (size_t i = 0; i < candidate->count; i++) {
		const char *link = candidate->entries[i].link;
		const char *key = link != NULL ? url_key(probe->arena, link) : NULL;
		if (key != NULL)
			table_put(probe->links, key, strlen(key), probe);
	}
	source->taken = true;
	probe->report->taken++;
}

/* The outlet of the configuration that has this source; NULL where none has. */
static const char *
owner_of(const struct probe *probe, const char *url)
{
	const struct config *config = probe->options->config;
	const char *key = url_key(probe->arena, url);
	for (size_t i = 0; i < config->outlet_count; i++)
		for (size_t j = 0; j < config->outlets[i].source_count; j++) {
			const char *other =
				url_key(probe->arena, config->outlets[i].sources[j].url);
			if (key != NULL && other != NULL && strcmp(key, other) == 0)
				return config->outlets[i].id;
		}
	return NULL;
}

void
candidate_judge(
	struct probe *probe, struct probe_source *source, const struct source_document *document)
{
	const struct tally tally = tally_of(probe, document);
	const char *owner = owner_of(probe, source->url);
	probe->candidates[source - probe->report->sources] =
		(struct candidate){ document->entries, document->count };
	source->format = source_kind_name(document->kind);
	source->title = document->title;
	source->language = document->language;
	source->entries = tally.links;
	source->every_s = pace_of(probe, source, document);
	if (owner != NULL)
		source->note = arena_printf(probe->arena, "%s has it already", owner);
	else if (tally.links == 0)
		source->note = "no links";
	else if ((double)tally.own < OWN_SHARE * (double)tally.links)
		source->note = "most of its links lead to other sites";
	else if (source->newest != CLOCK_NEVER && source->newest < probe->now - STALE_S)
		source->note = stale_note;
	else if ((double)tally.known >= SAME_SHARE * (double)tally.links)
		source->note = "others bring the same";
	else
		take(probe, source);
}

void
candidate_take_stale(struct probe *probe)
{
	struct probe_report *report = probe->report;
	struct probe_source *best = NULL;
	for (size_t i = 0; i < report->source_count; i++)
		if (report->sources[i].note == stale_note &&
			(best == NULL || report->sources[i].newest > best->newest))
			best = &report->sources[i];
	if (best != NULL)
		take(probe, best);
}
