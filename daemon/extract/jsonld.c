/* JSON-LD: parsed, as it is or mended, and the Article in it read. */
#include "extract/jsonld.h"

#include <string.h>

#include "base/text.h"
#include "base/url.h"
#include "extract/ldjson.h"
#include "extract/ldmend.h"
#include "extract/line.h"
#include "html/reference.h"

#define DEPTH_MAX    6   /* objects within objects that are looked into for articles */
#define OBJECTS_MAX  256 /* objects looked at on a page; each costs little, but nothing is endless */
#define AUTHOR_DEPTH 4   /* arrays of objects with arrays of names */
#define SHARED_BYTES 8   /* in a row that two headlines of one article have in common */
#define COMPARE_MAX  400 /* bytes of a headline that are looked at for them */

/* Values found; all are borrowed from the roots. */
struct finds {
	const struct ld_value *articles[32];
	size_t article_count;
	const struct ld_value *pages[8];
	size_t page_count;
	const struct ld_value
		*named[64]; /* objects with @id and name: authors are referred to by it */
	const struct ld_value *ids[64]; /* theirs */
	size_t named_count;
	const struct ld_value *crumbs; /* the first BreadcrumbList */
	size_t objects;
};

static bool
contains(struct slice text, const char *needle)
{
	return line_find(text, 0, slice_of(needle)) != LINE_NONE;
}

void
jsonld_add(struct jsonld *jsonld, struct slice script)
{
	if (jsonld->count == JSONLD_SCRIPTS_MAX || script.length > JSONLD_MAX_BYTES)
		return;
	if (contains(script, "headline") || contains(script, "datePublished") ||
		contains(script, "articleBody") || contains(script, "Article") ||
		contains(script, "author") || contains(script, "BreadcrumbList"))
		jsonld->scripts[jsonld->count++] = script;
}

/* From the first bracket on: comments, CDATA and byte order marks stand before it. */
static struct slice
unwrap(struct slice script)
{
	size_t from = 0, to = script.length;
	while (from < to && script.data[from] != '{') {
		bool opens = script.data[from] == '[';
		bool marks =
			opens && from + 7 < to && memcmp(script.data + from, "[CDATA[", 7) == 0;
		if (opens && !marks)
			break;
		from += marks ? 7 : 1;
	}
	while (to > from && script.data[to - 1] != '}' && script.data[to - 1] != ']')
		to--;
	return line_part(script, from, to);
}

static const struct ld_value *
parse(struct arena *arena, struct slice script)
{
	script = unwrap(script);
	const struct ld_value *root = ld_read(arena, script);
	if (root != NULL)
		return root;
	struct slice mended = ld_mend(arena, script);
	root = ld_read(arena, mended);
	if (root != NULL || !contains(script, "&quot;"))
		return root;
	return ld_read(arena, ld_mend(arena, slice_of(reference_text(arena, script, false))));
}

/* Whether a value is a string that is, or (tail) ends with, one of the names. */
static bool
is_named(const struct ld_value *value, const char *const *names, bool tail)
{
	if (!ld_is(value, LD_STRING))
		return false;
	for (; *names != NULL; names++) {
		struct slice name = slice_of(*names), text = value->text;
		if (tail && text.length > name.length)
			text = line_part(text, text.length - name.length, text.length);
		if (slice_equals(text, name))
			return true;
	}
	return false;
}

/* Whether @type (a string or several) is, or ends with, one of the names. */
static bool
has_type(const struct ld_value *object, const char *const *names, bool tail)
{
	const struct ld_value *type = ld_member(object, "@type");
	ld_items(type, one)
	{
		if (is_named(one, names, tail))
			return true;
	}
	return is_named(type, names, tail);
}

static const char *const article_types[] = { "Article", "BlogPosting", "Report", "Recipe", "Review",
	"SocialMediaPosting", NULL };
static const char *const page_types[] = { "WebPage", "ItemPage", NULL };
static const char *const crumbs_types[] = { "BreadcrumbList", NULL };
static const char *const person_types[] = { "Person", NULL };
static const char *const organization_types[] = { "Organization", "Corporation", NULL };

static void
collect(struct finds *finds, const struct ld_value *value, int depth)
{
	if (depth > DEPTH_MAX || finds->objects > OBJECTS_MAX)
		return;
	ld_items(value, item) collect(finds, item, depth + 1);
	if (!ld_is(value, LD_OBJECT))
		return;
	finds->objects++;
	if (has_type(value, article_types, true)) {
		if (finds->article_count < sizeof(finds->articles) / sizeof(finds->articles[0]))
			finds->articles[finds->article_count++] = value;
	} else if (has_type(value, page_types, true)) {
		if (finds->page_count < sizeof(finds->pages) / sizeof(finds->pages[0]))
			finds->pages[finds->page_count++] = value;
	} else if (finds->crumbs == NULL && has_type(value, crumbs_types, false)) {
		finds->crumbs = value;
	}
	const struct ld_value *id = ld_member(value, "@id");
	if (ld_is(id, LD_STRING) && ld_member(value, "name") != NULL &&
		finds->named_count < sizeof(finds->named) / sizeof(finds->named[0])) {
		finds->ids[finds->named_count] = id;
		finds->named[finds->named_count++] = value;
	}
	collect(finds, ld_member(value, "@graph"), depth + 1);
	collect(finds, ld_member(value, "mainEntity"), depth + 1);
	collect(finds, ld_member(value, "mainEntityOfPage"), depth + 1);
	collect(finds, ld_member(value, "breadcrumb"), depth + 1);
}

/* A text value, folded; templates escape references twice. NULL where it is none. */
static const char *
text_of(struct arena *arena, const struct ld_value *value)
{
	if (ld_is(value, LD_ARRAY))
		value = ld_first(value);
	if (!ld_is(value, LD_STRING))
		return NULL;
	struct slice text = value->text;
	if (memchr(text.data, '&', text.length) != NULL)
		text = slice_of(reference_text(arena, text, false));
	const char *folded = text_fold(arena, text);
	return folded[0] == '\0' ? NULL : folded;
}

static const char *
member(struct arena *arena, const struct ld_value *object, const char *name)
{
	return text_of(arena, ld_member(object, name));
}

/* A member that is a string, or an object with one of its own: image.url, publisher.name. */
static const char *
member_of(struct arena *arena, const struct ld_value *object, const char *name, const char *inner)
{
	const struct ld_value *value = ld_member(object, name);
	if (ld_is(value, LD_ARRAY))
		value = ld_first(value);
	if (ld_is(value, LD_OBJECT))
		return member(arena, value, inner);
	return text_of(arena, value);
}

static const struct ld_value *
by_id(const struct finds *finds, const struct ld_value *object)
{
	const struct ld_value *id = ld_member(object, "@id");
	for (size_t i = 0; ld_is(id, LD_STRING) && i < finds->named_count; i++)
		if (slice_equals(id->text, finds->ids[i]->text))
			return finds->named[i];
	return NULL;
}

static void
add_author(const struct finds *finds, struct arena *arena, const struct ld_value *value,
	const struct ld_value *owner, int depth, struct signals *out)
{
	if (depth > AUTHOR_DEPTH || out->name_count == SIGNAL_NAMES_MAX)
		return;
	if (ld_is(value, LD_ARRAY)) {
		size_t left = SIGNAL_NAMES_MAX;
		ld_items(value, item)
		{
			if (left-- == 0)
				break;
			add_author(finds, arena, item, owner, depth + 1, out);
		}
	} else if (ld_is(value, LD_OBJECT)) {
		const struct ld_value *name = ld_member(value, "name");
		const char *given = member(arena, value, "givenName");
		const char *family = member(arena, value, "familyName");
		if (name == NULL && given != NULL && family != NULL) {
			out->names[out->name_count++] =
				(struct signal_name){ arena_printf(arena, "%s %s", given, family),
					SIGNAL_LD, 0, true, false };
			return;
		}
		if (name == NULL && (owner = by_id(finds, value)) != NULL && owner != value)
			add_author(finds, arena, owner, owner, depth + 1, out);
		else if (name != NULL)
			add_author(finds, arena, name, value, depth + 1, out);
	} else if (ld_is(value, LD_STRING)) {
		const char *text = text_of(arena, value);
		if (text != NULL && strncmp(text, "http", 4) != 0)
			out->names[out->name_count++] = (struct signal_name){ text, SIGNAL_LD, 0,
				owner != NULL && has_type(owner, person_types, false),
				owner != NULL && has_type(owner, organization_types, true) };
	}
}

static bool
names_person(const struct signals *signals)
{
	for (size_t i = 0; i < signals->name_count; i++)
		if (!signals->names[i].organization)
			return true;
	return false;
}

static bool
is_person(const struct ld_value *value)
{
	return ld_is(value, LD_OBJECT) && has_type(value, person_types, false);
}

static void
add_date(struct arena *arena, const struct ld_value *object, const char *name, enum signal signal,
	bool updated, struct signals *out)
{
	const char *text = member(arena, object, name);
	if (text != NULL && out->date_count < SIGNAL_DATES_MAX)
		out->dates[out->date_count++] =
			(struct signal_date){ .text = text, .signal = signal, .updated = updated };
}

static bool
same_key(struct arena *arena, const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return false;
	const char *x = line_key(arena, slice_of(a)), *y = line_key(arena, slice_of(b));
	size_t least = strlen(x) < strlen(y) ? strlen(x) : strlen(y);
	return least > 0 && strncmp(x, y, least) == 0;
}

/* The address that an Article object gives for itself; NULL where it gives none. */
static const char *
address_of(struct arena *arena, const struct ld_value *article)
{
	const char *url = member(arena, article, "url");
	return url != NULL ? url : member_of(arena, article, "mainEntityOfPage", "@id");
}

static const char *
headline_of(struct arena *arena, const struct ld_value *article)
{
	const char *headline = member(arena, article, "headline");
	return headline != NULL ? headline : member(arena, article, "name");
}

/* Whether two headlines have some letters in a row in common. */
static bool
share_letters(struct arena *arena, const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return false;
	struct slice x = slice_of(line_key(arena, slice_of(a)));
	struct slice y = slice_of(line_key(arena, slice_of(b)));
	x = line_part(x, 0, x.length < COMPARE_MAX ? x.length : COMPARE_MAX);
	y = line_part(y, 0, y.length < COMPARE_MAX ? y.length : COMPARE_MAX);
	for (size_t at = 0; at + SHARED_BYTES <= x.length; at++)
		if (line_find(y, 0, line_part(x, at, at + SHARED_BYTES)) != LINE_NONE)
			return true;
	return false;
}

/*
 * Whether an Article object is of another page, left in a template: its address is neither the
 * page's nor the one that the page calls its own, and its headline has nothing of the page's.
 */
static bool
is_foreign(struct arena *arena, const struct ld_value *article, const char *url_wanted,
	const struct signals *signals)
{
	const char *url = address_of(arena, article);
	const char *headline = headline_of(arena, article);
	const char *key = url == NULL || url_wanted == NULL ? NULL : url_key(arena, url);
	const char *own =
		signals->canonical_link == NULL ? NULL : url_key(arena, signals->canonical_link);
	if (key == NULL || strcmp(key, url_wanted) == 0 || (own != NULL && strcmp(key, own) == 0))
		return false;
	return headline != NULL && (signals->title != NULL || signals->headline_og != NULL) &&
	       !share_letters(arena, headline, signals->title) &&
	       !share_letters(arena, headline, signals->headline_og);
}

/* How much an Article object looks like the page's own. */
static int
rate(struct arena *arena, const struct ld_value *article, const char *url_wanted,
	const struct signals *signals)
{
	const char *headline = headline_of(arena, article), *url = address_of(arena, article);
	int score = 0;
	if (same_key(arena, headline, signals->headline_og) ||
		same_key(arena, headline, signals->title))
		score += 4;
	const char *key = url == NULL || url_wanted == NULL ? NULL : url_key(arena, url);
	if (key != NULL && strcmp(key, url_wanted) == 0)
		score += 3;
	score += ld_member(article, "headline") != NULL;
	score += ld_member(article, "datePublished") != NULL;
	return score;
}

static void
read_article(const struct finds *finds, struct arena *arena, const struct ld_value *article,
	struct signals *out)
{
	out->headline_ld = headline_of(arena, article);
	out->headline_alternative = member(arena, article, "alternativeHeadline");
	if (out->headline_alternative == NULL)
		out->headline_alternative = member(arena, article, "alternateName");
	out->section_ld = member(arena, article, "articleSection");
	out->language_ld = member_of(arena, article, "inLanguage", "alternateName");
	out->publisher = member_of(arena, article, "publisher", "name");
	if (out->publisher == NULL && ld_is(ld_member(article, "publisher"), LD_OBJECT))
		out->publisher =
			member(arena, by_id(finds, ld_member(article, "publisher")), "name");
	const struct ld_value *body = ld_member(article, "articleBody");
	if (ld_is(body, LD_STRING))
		out->body_ld = reference_text(arena, body->text, false);
	if (out->description == NULL)
		out->description = member(arena, article, "description");
	if (out->image == NULL)
		out->image = member_of(arena, article, "image", "url");
	out->canonical_ld = member(arena, article, "url");
	const struct ld_value *free_access = ld_member(article, "isAccessibleForFree");
	out->paid = ld_is(free_access, LD_FALSE) ||
		    (ld_is(free_access, LD_STRING) &&
			    slice_equals_fold(free_access->text, SLICE("false")));
	add_author(finds, arena, ld_member(article, "author"), NULL, 0, out);
	/* An outlet may be the author, and the person who wrote it the creator. */
	if (out->name_count == 0 ||
		(!names_person(out) && is_person(ld_member(article, "creator"))))
		add_author(finds, arena, ld_member(article, "creator"), NULL, 0, out);
	add_date(arena, article, "datePublished", SIGNAL_LD, false, out);
	add_date(arena, article, "dateModified", SIGNAL_LD, true, out);
	if (ld_member(article, "datePublished") == NULL)
		add_date(arena, article, "dateCreated", SIGNAL_LD, false, out);
}

/* The names in a BreadcrumbList, but the front page's, whose address has no path. */
static void
read_crumbs(struct arena *arena, const struct ld_value *crumbs, struct signals *out)
{
	ld_items(ld_member(crumbs, "itemListElement"), step)
	{
		const char *name = member(arena, step, "name");
		const char *address = member_of(arena, step, "item", "@id");
		const char *key = address == NULL ? NULL : url_key(arena, address);
		if (name == NULL)
			name = member_of(arena, step, "item", "name");
		if (out->crumb_count == SIGNAL_CRUMBS_MAX)
			return;
		if (name != NULL && (key == NULL || strchr(key, '/') != NULL))
			out->crumbs[out->crumb_count++] = name;
	}
}

void
jsonld_read(const struct jsonld *jsonld, struct arena *arena, const char *url, struct signals *out)
{
	struct finds finds = { .objects = 0 };
	for (size_t i = 0; i < jsonld->count; i++) {
		const struct ld_value *root = parse(arena, jsonld->scripts[i]);
		if (root != NULL)
			collect(&finds, root, 0);
	}
	const char *key = url == NULL ? NULL : url_key(arena, url);
	const struct ld_value *best = NULL;
	int best_score = -1;
	for (size_t i = 0; i < finds.article_count; i++) {
		int score = rate(arena, finds.articles[i], key, out);
		if (score > best_score) {
			best_score = score;
			best = finds.articles[i];
		}
	}
	if (best != NULL && !is_foreign(arena, best, key, out))
		read_article(&finds, arena, best, out);
	read_crumbs(arena, finds.crumbs, out);
	for (size_t i = 0; i < finds.page_count; i++) {
		add_date(arena, finds.pages[i], "datePublished", SIGNAL_PAGE, false, out);
		add_date(arena, finds.pages[i], "dateModified", SIGNAL_PAGE, true, out);
		if (out->language_ld == NULL)
			out->language_ld = member(arena, finds.pages[i], "inLanguage");
	}
}
