/* A page's lists, flattened to entries. */
#include "extract/section.h"

#include <string.h>

#include "article/limits.h"
#include "base/clock.h"
#include "base/table.h"
#include "base/url.h"
#include "extract/block.h"
#include "extract/date.h"
#include "extract/drop.h"
#include "extract/list.h"
#include "extract/outline.h"
#include "extract/signals.h"
#include "html/charset.h"
#include "html/page.h"
#include "html/select.h"

struct section {
	struct feed *feed;
	const struct extract_request *request;
	struct page page;
	struct blocks blocks;
	struct signals signals;
	struct lists lists;
};

/* The time that stands with an item: of a `time` element, else a date in its text. */
static int64_t
time_of(const struct section *section, uint32_t root)
{
	const struct page *page = &section->page;
	struct feed *feed = section->feed;
	for (uint32_t n = root; n < page->nodes[root].end; n++) {
		if (page->nodes[n].tag != TAG_TIME)
			continue;
		struct slice value = page_attribute_raw(page, n, ATTRIBUTE_DATETIME);
		if (value.data == NULL)
			continue;
		int64_t moment = feed_time(feed, value);
		if (moment != CLOCK_NEVER)
			return moment;
	}
	uint32_t to = blocks_end(&section->blocks, root);
	for (uint32_t b = blocks_at(&section->blocks, root); b < to; b++) {
		struct date date;
		struct slice text = block_text(&section->blocks, &section->blocks.all[b]);
		if (date_find(text, feed->order, 0, &date) && date.precision >= DATE_DAY)
			return feed_judge_time(feed,
				(struct slice){ text.data + date.start, date.length },
				date_seconds(&date, feed->timezone));
	}
	return CLOCK_NEVER;
}

static void
add_list(struct section *section, const struct list_found *found, struct table *seen, int *rank)
{
	struct feed *feed = section->feed;
	for (size_t i = 0; i < found->list.count; i++) {
		const struct listed_headline *item = &found->list.items[i];
		const char *key = url_key(feed->arena, item->url);
		if (key == NULL || table_get(seen, key, strlen(key)) != NULL)
			continue;
		table_put(seen, key, strlen(key), feed);
		struct source_entry *entry = feed_add(feed);
		if (entry == NULL)
			return;
		entry->title = item->headline;
		entry->link = item->url;
		entry->label = found->list.label;
		entry->rank = ++*rank;
		entry->published = time_of(section, found->roots[i]);
	}
}

static void
read_page(struct section *section, struct slice bytes)
{
	struct feed *feed = section->feed;
	struct arena *arena = feed->arena;
	const struct extract_request *request = section->request;
	bytes = charset_html(arena, bytes, request->content_type, NULL);
	page_read(&section->page, arena, bytes.data, bytes.length);
	if (request->rules != NULL && request->rules->drop != NULL) {
		const struct selector *drop = selector_read(arena, request->rules->drop, NULL);
		if (drop != NULL)
			page_drop(&section->page, arena, drop);
	}
	signals_read(&section->signals, arena, &section->page, request);
	if (section->signals.base != NULL) {
		const char *base =
			url_resolve(arena, request->url, slice_of(section->signals.base), false);
		feed->base = base != NULL ? base : feed->base;
	}
	if (section->signals.language_html != NULL)
		feed_set_language(feed, slice_of(section->signals.language_html));
	blocks_read(&section->blocks, arena, &section->page);
}

bool
section_read(struct feed *feed, const struct extract_request *request, struct slice bytes,
	struct err *err)
{
	struct section *section = arena_zalloc(feed->arena, 1, sizeof(*section));
	section->feed = feed;
	section->request = request;
	read_page(section, bytes);
	feed->out->kind = SOURCE_SECTION;
	feed->out->title = section->signals.title;
	feed->out->link = request->url;
	struct list_hints hints = {
		.url = request->url,
		.base = feed->base,
		.rules = request->rules,
		.study = request->study,
	};
	lists_read(&section->lists, feed->arena, &section->blocks, &hints);
	feed->out->alternates =
		arena_alloc(feed->arena, SOURCE_ALTERNATES_MAX * sizeof(*feed->out->alternates));
	feed->out->alternate_count = outline_declared_feeds(
		feed->arena, &section->page, feed->base, feed->out->alternates);
	if (section->lists.count == 0 && feed->out->alternate_count == 0)
		return err_set(err, ERR_FORMAT, "HTML without a list of headlines");
	struct table *seen = table_new();
	int rank = 0;
	for (uint32_t l = 0; l < section->lists.count; l++)
		add_list(section, &section->lists.all[l], seen, &rank);
	table_free(seen, NULL);
	return true;
}
