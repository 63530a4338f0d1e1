/*
 * Where a page names its authors: its signals, weighed with the lines a reader sees
 * (byline_line.c).
 */
#include "extract/bylinework.h"

#include <string.h>

#include "extract/agency.h"
#include "extract/line.h"

#define NEAR_NODES         400 /* an author's element so many nodes from the headline is the article's */
#define COMPLETE_MAX       6   /* a line that names more than so many others is a list of staff */
#define SIGN_MAX_BYTES     120 /* of the name of a desk */
#define SIGN_LEAST_BYTES   3
#define SIGN_MAX           4
#define SIGN_MAX_WORDS     16 /* of a line that has one */
#define INITIALS_MAX_BYTES 5  /* "By QT" */

#define COUNT(array)       (sizeof(array) / sizeof((array)[0]))

/* The signals that name authors, the most believed first. */
static const enum signal order[] = { SIGNAL_LD, SIGNAL_META, SIGNAL_ITEM, SIGNAL_WEAK, SIGNAL_REL };

/*
 * Whether a name given beside an element is the article's: not far from its headline, not below its
 * text.
 */
static bool
is_near(const struct fields *fields, uint32_t node)
{
	if (node == 0 || fields->heading == 0)
		return true;
	uint32_t apart = node > fields->heading ? node - fields->heading : fields->heading - node;
	return apart <= NEAR_NODES ||
	       (fields->first != 0 && node > fields->heading && node < fields->first);
}

static void
read_signal_name(const struct fields *fields, const struct signal_name *name, struct byline *out)
{
	const char *agency = name->organization ? agency_of(slice_of(name->text)) : NULL;
	if (agency == NULL)
		byline_split(fields, name->text, name->person, out);
	else if (out->agency == NULL)
		out->agency = agency;
}

/* Names that one kind of signal gives: those below the text only where there are none above it. */
static void
read_signal(const struct fields *fields, enum signal signal, struct byline *out)
{
	const struct signals *signals = &fields->signals;
	for (int below = 0; below < 2 && out->count == 0; below++) {
		for (size_t i = 0; i < signals->name_count; i++) {
			const struct signal_name *name = &signals->names[i];
			bool is_below = fields->last != 0 && name->node > fields->last;
			if (name->signal == signal && is_below == (below == 1) &&
				is_near(fields, name->node) &&
				!fields_is_another(fields, name->node))
				read_signal_name(fields, name, out);
		}
	}
}

/* Whether a text may sign: no account that names no one, no address, no number but a desk's. */
static bool
may_sign(struct slice text)
{
	bool has_number = byline_is_address(text) &&
			  !(byline_is_desk(text) && memchr(text.data, '@', text.length) == NULL);
	return text.length <= SIGN_MAX_BYTES && text.length >= SIGN_LEAST_BYTES && !has_number &&
	       !byline_is_nobody(text);
}

/*
 * Signs with a name that is no person's, or with several that semicolons part; `by` is who says so.
 * False where it is no name at all.
 */
static bool
sign(struct fields *fields, struct slice text, const char *by, struct article *out)
{
	const char **names = arena_alloc(fields->arena, SIGN_MAX * sizeof(*names));
	size_t count = 0;
	/* "Example Times, London": the name without its address. */
	size_t comma = line_find(text, 0, SLICE(", "));
	if (comma != LINE_NONE)
		text.length = comma;
	for (size_t at = 0; at < text.length && count < SIGN_MAX;) {
		size_t mark = line_find(text, at, SLICE(";"));
		size_t end = mark == LINE_NONE ? text.length : mark;
		struct slice name = line_trim(line_part(text, at, end), "");
		if (may_sign(name))
			names[count++] = arena_strndup(fields->arena, name.data, name.length);
		at = end + 1;
	}
	if (count == 0)
		return false;
	out->byline = names;
	out->byline_count = count;
	fields_explain(fields, "byline: nobody named, signed so by %s", by);
	return true;
}

/* The name in a text before its first number: "Example Times" of "Example Times 12 May". */
static struct slice
before_number(struct slice text)
{
	for (size_t at = 0; at < text.length;) {
		size_t blank = line_find(text, at, SLICE(" "));
		size_t end = blank == LINE_NONE ? text.length : blank;
		if (line_has_digit(line_part(text, at, end)))
			return line_trim(line_part(text, 0, at), "");
		at = end + 1;
	}
	return text;
}

/* Whether what follows "by" names a desk or the outlet: by its words, or by initials alone. */
static bool
is_signature(const struct fields *fields, struct slice text)
{
	return byline_is_desk(text) || byline_ends_as_role(text) ||
	       fields_is_outlet(fields, text, true) ||
	       (line_tokens(text) == 1 && text.length <= INITIALS_MAX_BYTES &&
		       line_is_capitals(text));
}

/* "By Example Times staff" about the headline. */
static void
sign_as_seen(struct fields *fields, struct article *out)
{
	const struct blocks *blocks = fields->blocks;
	for (uint32_t b = fields_line_first(fields); b < blocks->count && out->byline_count == 0;
		b = fields_line_next(fields, b)) {
		const struct block *block = &blocks->all[b];
		struct slice text = block_text(blocks, block);
		if ((block->marks & (BLOCK_HIDDEN | BLOCK_CAPTION | BLOCK_HEADING)) != 0 ||
			block->words > SIGN_MAX_WORDS || !byline_leads(text))
			continue;
		text = before_number(byline_first(byline_bare(text)));
		if (is_signature(fields, text))
			sign(fields, text, signal_name(SIGNAL_TEXT), out);
	}
}

/* The first name that one kind of signal signs with. */
static void
sign_as_signalled(struct fields *fields, enum signal signal, struct article *out)
{
	const struct signals *signals = &fields->signals;
	for (size_t i = 0; i < signals->name_count && out->byline_count == 0; i++)
		if (signals->names[i].signal == signal &&
			!fields_is_another(fields, signals->names[i].node))
			sign(fields, byline_bare(slice_of(signals->names[i].text)),
				signal_name(signal), out);
}

void
byline_sign(struct fields *fields, struct article *out)
{
	if (out->byline_count > 0 || fields->agency_signs)
		return;
	for (size_t i = 0; i < COUNT(order) && out->byline_count == 0; i++)
		if (order[i] != SIGNAL_REL)
			sign_as_signalled(fields, order[i], out);
	if (out->byline_count == 0 && out->agency == NULL)
		sign_as_seen(fields, out);
}

/*
 * Shorthands of names stand beside them in some signals: "Ann Lee (ale)". They go where a name is
 * there, too.
 */
static void
drop_handles(struct byline *out)
{
	size_t kept = 0;
	for (size_t i = 0; i < out->count; i++)
		if (line_tokens(slice_of(out->names[i])) > 1 ||
			line_is_caseless(slice_of(out->names[i])))
			kept++;
	if (kept == 0 || kept == out->count)
		return;
	kept = 0;
	for (size_t i = 0; i < out->count; i++) {
		struct slice name = slice_of(out->names[i]);
		if (!byline_is_handle(name))
			out->names[kept++] = out->names[i];
	}
	out->count = kept;
}

static bool
has_name(struct arena *arena, const struct byline *byline, const char *name)
{
	const char *key = line_key(arena, slice_of(name));
	for (size_t i = 0; i < byline->count; i++)
		if (strcmp(line_key(arena, slice_of(byline->names[i])), key) == 0)
			return true;
	return false;
}

/* Takes the names of `seen` where they are those of `byline` and more. */
static bool
outdo(const struct fields *fields, const struct byline *seen, struct byline *byline)
{
	if (seen->count <= byline->count || seen->count > byline->count + COMPLETE_MAX)
		return false;
	for (size_t i = 0; i < byline->count; i++)
		if (!has_name(fields->arena, seen, byline->names[i]))
			return false;
	memcpy(byline->names, seen->names, seen->count * sizeof(seen->names[0]));
	byline->count = seen->count;
	return true;
}

/*
 * Signals may name one author of several: elements named so, or the line a reader sees, count where
 * they name these and more.
 */
static void
complete(struct fields *fields, struct byline *byline)
{
	const struct blocks *blocks = fields->blocks;
	struct byline *seen = arena_zalloc(fields->arena, 1, sizeof(*seen));
	read_signal(fields, SIGNAL_ITEM, seen);
	if (outdo(fields, seen, byline))
		return;
	seen->count = 0;
	read_signal(fields, SIGNAL_REL, seen);
	if (outdo(fields, seen, byline))
		return;
	const char *first = line_key(fields->arena, slice_of(byline->names[0]));
	for (uint32_t b = fields_line_first(fields); b < blocks->count;
		b = fields_line_next(fields, b)) {
		struct slice text = block_text(blocks, &blocks->all[b]);
		/* Few lines show the name, and no other can name it and more. */
		if (text.length > FIELDS_LINE_MAX_BYTES ||
			strstr(line_key(fields->arena, text), first) == NULL)
			continue;
		seen->count = 0;
		byline_read_line(fields, b, seen);
		if (outdo(fields, seen, byline))
			return;
	}
}

/*
 * Signals may name an account, or who put the page up, by one word: the full name in a line under
 * the headline that is named an author's counts where no line shows that word. Whether it did.
 */
static bool
correct(struct fields *fields, struct byline *byline)
{
	const struct blocks *blocks = fields->blocks;
	if (byline->count != 1 || line_tokens(slice_of(byline->names[0])) != 1 ||
		line_is_caseless(slice_of(byline->names[0])))
		return false;
	struct byline *seen = arena_zalloc(fields->arena, 1, sizeof(*seen));
	for (uint32_t b = fields_line_first(fields); b < blocks->count;
		b = fields_line_next(fields, b)) {
		if (slice_find(block_text(blocks, &blocks->all[b]), slice_of(byline->names[0])) !=
			NULL)
			return false;
		if (b > fields->heading_block && seen->count == 0)
			byline_read_line(fields, b, seen);
	}
	if (seen->count != 1 || line_tokens(slice_of(seen->names[0])) < 2)
		return false;
	byline->names[0] = seen->names[0];
	return true;
}

void
byline_read(struct fields *fields, struct article *out)
{
	const struct extract_rules *rules = fields->request->rules;
	struct byline *byline = arena_zalloc(fields->arena, 1, sizeof(*byline));
	const char *ruled =
		rules == NULL ? NULL : fields_ruled(fields, rules->byline, &fields->byline);
	enum signal by = SIGNAL_RULE;
	if (ruled != NULL)
		byline_split(fields, ruled, true, byline);
	for (size_t i = 0; ruled == NULL && i < COUNT(order) && byline->count == 0; i++) {
		by = order[i];
		read_signal(fields, order[i], byline);
	}
	/* What the signals sign with outweighs an agency that stands about the headline. */
	fields->agency_signs = byline->agency != NULL;
	if (ruled == NULL && byline->count == 0) {
		by = SIGNAL_TEXT;
		byline_read_lines(fields, byline);
	} else if (ruled == NULL) {
		drop_handles(byline);
		complete(fields, byline);
		if (correct(fields, byline))
			by = SIGNAL_TEXT;
	}
	if (out->agency == NULL)
		out->agency = byline->agency;
	out->byline = byline->names;
	out->byline_count = byline->count;
	if (byline->count > 0 && by == SIGNAL_RULE)
		fields_explain(fields, "byline: the outlet's rule %s", rules->byline);
	else if (byline->count > 0)
		fields_explain(fields, "byline: %s", signal_name(by));
}
