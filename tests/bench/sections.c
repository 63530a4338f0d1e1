/* Entries of section pages, each against that of the same address. */
#include "sections.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "article/source.h"
#include "base/arena.h"
#include "base/clock.h"
#include "extract/extract.h"
#include "pairs.h"

/* Sums over all pages. */
struct section_totals {
	size_t pages, found, ours, truth;
	size_t titles, labels, ranks; /* of those found: right */
};

static const char *
text_of(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));
	return text != NULL ? text : "";
}

static void
add_entry(struct section_totals *totals, const struct source_entry *entry, const json_t *truth)
{
	json_t *wanted;
	size_t i;
	json_array_foreach(truth, i, wanted) {
		if (entry->link == NULL || strcmp(entry->link, text_of(wanted, "link")) != 0)
			continue;
		const char *title = entry->title != NULL ? entry->title : "";
		const char *label = entry->label != NULL ? entry->label : "";
		totals->found++;
		totals->titles += strcmp(title, text_of(wanted, "title")) == 0;
		totals->labels += strcmp(label, text_of(wanted, "label")) == 0;
		totals->ranks += entry->rank == json_integer_value(json_object_get(wanted, "rank"));
		return;
	}
}

static void
add_page(void *context, struct slice bytes, json_t *truth)
{
	struct section_totals *totals = context;
	struct arena *arena = arena_new();
	struct extract_request request = {
		.bytes = bytes,
		.url = text_of(truth, "#url"),
		.crawled = CLOCK_NEVER,
	};
	struct source_document document;
	struct err err = { 0 };
	const json_t *entries = json_object_get(truth, "entries");
	totals->pages++;
	totals->truth += json_array_size(entries);
	if (extract_source(arena, &request, &document, &err)) {
		totals->ours += document.count;
		for (size_t i = 0; i < document.count; i++)
			add_entry(totals, &document.entries[i], entries);
	} else {
		fprintf(stderr, "%s: %s\n", request.url, err.text);
	}
	arena_free(arena);
}

static double
share(size_t part, size_t whole)
{
	return whole > 0 ? (double)part / (double)whole : 0;
}

void
bench_sections(const char *folder)
{
	struct section_totals t = { 0 };
	pairs_read(folder, add_page, &t);
	printf("sections   precision %.4f recall %.4f title %.4f label %.4f rank %.4f "
	       "(%zu stories of %zu pages)\n",
		share(t.found, t.ours), share(t.found, t.truth), share(t.titles, t.found),
		share(t.labels, t.found), share(t.ranks, t.found), t.truth, t.pages);
}
