/* Site memory: what a page teaches of its outlet's lines, and what is known of them at start. */
#include <string.h>

#include "base/clock.h"
#include "store/page.h"

/* A line not seen for so long is forgotten: the outlet has changed its pages. */
#define LINE_AGE_S (60 * CLOCK_DAY_S)

/* A page's lines in a row of page_lines. */
#define LINE_BYTES 8

/* What the store knows of an outlet's lines; in the scratch arena. */
struct outlet_lines {
	struct memory_page pages[MEMORY_PAGES];
	size_t page_count;
	struct memory_line lines[MEMORY_LINES_MAX];
	int64_t seen[MEMORY_LINES_MAX]; /* when each was last */
	size_t line_count;
};

static const uint64_t *
unpack(struct store *s, struct slice bytes, size_t *count)
{
	*count = bytes.length / LINE_BYTES;
	if (*count > MEMORY_PAGE_LINES_MAX)
		*count = MEMORY_PAGE_LINES_MAX;
	uint64_t *lines = arena_zalloc(s->scratch, *count + 1, sizeof(*lines));
	for (size_t i = 0; i < *count * LINE_BYTES; i++)
		lines[i / LINE_BYTES] |= (uint64_t)(unsigned char)bytes.data[i]
					 << 8 * (i % LINE_BYTES);
	return lines;
}

static struct slice
pack(struct store *s, const uint64_t *lines, size_t count)
{
	char *bytes = arena_alloc(s->scratch, count * LINE_BYTES + 1);
	for (size_t i = 0; i < count * LINE_BYTES; i++)
		bytes[i] = (char)(lines[i / LINE_BYTES] >> 8 * (i % LINE_BYTES));
	return (struct slice){ bytes, count * LINE_BYTES };
}

/* Of a time in a column; of none it is unknown. */
static uint32_t
day_of(struct store *s, enum statement q, int column)
{
	return memory_day(column_time(s, q, column));
}

static void
load_pages(struct store *s, const char *outlet, struct outlet_lines *out)
{
	bind_text(s, PAGE_LINES, ":outlet", outlet);
	bind_int(s, PAGE_LINES, ":limit", MEMORY_PAGES);
	while (out->page_count < MEMORY_PAGES && row(s, PAGE_LINES)) {
		struct memory_page *page = &out->pages[out->page_count++];
		page->number = (uint32_t)column_int(s, PAGE_LINES, 0);
		page->story = column_int(s, PAGE_LINES, 1);
		page->lines = unpack(s, column_bytes(s, PAGE_LINES, 2), &page->count);
		page->day = day_of(s, PAGE_LINES, 3);
	}
	finish(s, PAGE_LINES);
}

/* In the order of memory.h: the numbers are unsigned, SQLite's are not. */
static void
load_known(struct store *s, const char *outlet, struct outlet_lines *out)
{
	static const enum statement halves[] = { KNOWN_LINES_LOW, KNOWN_LINES_HIGH };
	for (int half = 0; half < 2; half++) {
		enum statement q = halves[half];
		bind_text(s, q, ":outlet", outlet);
		while (out->line_count < MEMORY_LINES_MAX && row(s, q)) {
			out->lines[out->line_count] = (struct memory_line){
				.line = (uint64_t)column_int(s, q, 0),
				.pages = (uint32_t)column_int(s, q, 1),
				.first = (uint32_t)column_int(s, q, 2),
				.first_day = day_of(s, q, 4),
				.last_day = day_of(s, q, 3),
			};
			out->seen[out->line_count++] = column_time(s, q, 3);
		}
		finish(s, q);
	}
}

static void
keep_page(struct store *s, const char *outlet, const struct memory_page *page, int64_t now)
{
	bind_text(s, PAGE_LINES_INSERT, ":outlet", outlet);
	bind_int(s, PAGE_LINES_INSERT, ":number", page->number);
	bind_int(s, PAGE_LINES_INSERT, ":story", page->story);
	bind_bytes(s, PAGE_LINES_INSERT, ":lines", pack(s, page->lines, page->count));
	bind_time(s, PAGE_LINES_INSERT, ":now", now);
	run(s, PAGE_LINES_INSERT);
	if (page->number <= MEMORY_PAGES)
		return;
	bind_text(s, PAGE_LINES_DELETE, ":outlet", outlet);
	bind_int(s, PAGE_LINES_DELETE, ":until", page->number - MEMORY_PAGES);
	run(s, PAGE_LINES_DELETE);
}

static void
keep_line(struct store *s, const char *outlet, const struct memory_line *line, int64_t now)
{
	bind_text(s, KNOWN_LINE_SET, ":outlet", outlet);
	bind_int(s, KNOWN_LINE_SET, ":line", (int64_t)line->line);
	bind_int(s, KNOWN_LINE_SET, ":pages", line->pages);
	bind_int(s, KNOWN_LINE_SET, ":first_page", line->first);
	if (line->first_day != 0)
		bind_time(s, KNOWN_LINE_SET, ":first_seen", (int64_t)line->first_day * CLOCK_DAY_S);
	bind_time(s, KNOWN_LINE_SET, ":now", now);
	run(s, KNOWN_LINE_SET);
}

static void
forget_line(struct store *s, const char *outlet, uint64_t line)
{
	bind_text(s, KNOWN_LINE_DELETE, ":outlet", outlet);
	bind_int(s, KNOWN_LINE_DELETE, ":line", (int64_t)line);
	run(s, KNOWN_LINE_DELETE);
}

/*
 * The line seen least recently of the links or of the texts; of: how many of them there are.
 */
static size_t
oldest(const struct memory_line *lines, const int64_t *seen, size_t count, bool links, size_t *of)
{
	size_t found = 0;
	*of = 0;
	for (size_t i = 0; i < count; i++) {
		if (memory_is_link(lines[i].line) != links)
			continue;
		if (*of == 0 || seen[i] < seen[found])
			found = i;
		++*of;
	}
	return found;
}

/*
 * Forgets links or texts that are old or too many; `lines` and `seen` go together. Gives how many
 * are left of both.
 */
static size_t
forget(struct store *s, const char *outlet, struct memory_line *lines, int64_t *seen, size_t count,
	bool links, int64_t now)
{
	const size_t most = links ? MEMORY_LINKS_MAX : MEMORY_TEXTS_MAX;
	for (;;) {
		size_t of, at = oldest(lines, seen, count, links, &of);
		if (of == 0 || (of <= most && seen[at] >= now - LINE_AGE_S))
			return count;
		forget_line(s, outlet, lines[at].line);
		count--;
		memmove(&lines[at], &lines[at + 1], (count - at) * sizeof(*lines));
		memmove(&seen[at], &seen[at + 1], (count - at) * sizeof(*seen));
	}
}

/* Puts what a page taught beside what was known, in `arena`, and writes what is new. */
static struct memory_known
merge(struct store *s, struct arena *arena, const char *outlet, const struct outlet_lines *before,
	const struct memory_line *learned, size_t learned_count, int64_t now)
{
	size_t room = before->line_count + learned_count + 1, l = 0, k = 0;
	struct memory_line *lines = arena_zalloc(arena, room, sizeof(*lines));
	int64_t *seen = arena_zalloc(s->scratch, room, sizeof(*seen));
	size_t count =
		memory_merge(lines, before->lines, before->line_count, learned, learned_count);
	for (size_t i = 0; i < count; i++) {
		bool was_known = k < before->line_count && before->lines[k].line == lines[i].line;
		if (was_known)
			seen[i] = before->seen[k++];
		if (l < learned_count && learned[l].line == lines[i].line) {
			seen[i] = now;
			keep_line(s, outlet, &lines[i], now);
			l++;
		}
	}
	count = forget(s, outlet, lines, seen, count, false, now);
	count = forget(s, outlet, lines, seen, count, true, now);
	return (struct memory_known){ .lines = lines, .count = count };
}

bool
lines_left_alone(const char *former, const struct article *page)
{
	size_t p = 0;
	while (*former != '\0') {
		const char *end = strstr(former, "\n\n");
		struct slice text = { former,
			end != NULL ? (size_t)(end - former) : strlen(former) };
		if (p < page->paragraph_count && slice_equals(text, slice_of(page->paragraphs[p])))
			p++;
		else if (!memory_holds(page->lines, page->line_count, text))
			return false;
		former = text.data + text.length + (end != NULL ? 2 : 0);
	}
	return p == page->paragraph_count;
}

static const char *
outlet_of_link(struct store *s, int64_t link)
{
	bind_int(s, LINK_LOAD, ":id", link);
	const char *outlet = row(s, LINK_LOAD) ? column_copy(s, LINK_LOAD, 0, s->scratch) : NULL;
	finish(s, LINK_LOAD);
	return outlet;
}

void
store_learn(struct store *s, struct arena *arena, const struct store_page *page,
	struct store_page_result *result)
{
	const struct article *a = page->article;
	bool is_fresh = result->outcome == STORE_NEW || result->outcome == STORE_JOINED;
	const char *outlet = is_fresh && a->line_count > 0 ? outlet_of_link(s, page->link) : NULL;
	if (outlet != NULL) {
		struct memory_line learned[MEMORY_PAGE_LINES_MAX];
		struct outlet_lines *before = arena_zalloc(s->scratch, 1, sizeof(*before));
		load_pages(s, outlet, before);
		load_known(s, outlet, before);
		const struct memory_page now = {
			.number = before->page_count > 0 ? before->pages[0].number + 1 : 1,
			.story = result->story,
			.day = memory_day(page->fetched),
			.lines = a->lines,
			.count = a->line_count < MEMORY_PAGE_LINES_MAX ? a->line_count
								       : MEMORY_PAGE_LINES_MAX,
		};
		const struct memory_known known = { before->lines, before->line_count,
			now.number - 1 };
		size_t count =
			memory_learn(&known, before->pages, before->page_count, &now, learned);
		result->memory = merge(s, arena, outlet, before, learned, count, page->fetched);
		result->memory.pages = now.number;
		keep_page(s, outlet, &now, page->fetched);
	}
	arena_reset(s->scratch);
}

bool
store_load_memory(struct store *s, struct arena *arena, const char *outlet,
	struct memory_known *known, struct err *err)
{
	struct outlet_lines *lines = arena_zalloc(s->scratch, 1, sizeof(*lines));
	load_pages(s, outlet, lines);
	load_known(s, outlet, lines);
	struct memory_line *copy = arena_zalloc(arena, lines->line_count + 1, sizeof(*copy));
	memcpy(copy, lines->lines, lines->line_count * sizeof(*copy));
	*known = (struct memory_known){
		.lines = copy,
		.count = lines->line_count,
		.pages = lines->page_count > 0 ? lines->pages[0].number : 0,
	};
	bool ok = s->rc == SQLITE_OK;
	if (!ok)
		*err = s->err;
	arena_reset(s->scratch);
	return ok;
}
