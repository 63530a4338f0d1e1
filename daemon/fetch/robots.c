/* robots.txt: lines to rules of one agent, and the match of an address against them. */
#include "fetch/robots.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/url.h"

/* Octets that need an escape thrice their size, for the longest line or address. */
#define NORMALIZED_MAX (3 * ROBOTS_MAX_BYTES)

/* Digits of a Crawl-delay that are looked at: a day has five. */
#define DELAY_DIGITS_MAX 9

struct rule {
	uint32_t at;     /* of its pattern, in robots.text */
	uint32_t length; /* bytes of the pattern, "*" among them, a closing "$" not */
	bool allow;
	bool to_end; /* it closed with "$" */
};

struct robots {
	struct rule *rules; /* longest first; of equal ones those that allow first */
	size_t count;
	size_t capacity;
	struct buffer text; /* all patterns, normalized */
	double crawl_delay_s;
	char **sitemaps;
	size_t sitemap_count;
	size_t sitemap_capacity;
	size_t sitemap_bytes;
};

/* What a file says to some agent: to ours, or to "*". */
struct group {
	struct rule *rules;
	size_t count;
	size_t capacity;
	double crawl_delay_s;
	bool named;
};

/* A run of User-agent lines, and whom of ours it names. */
struct run {
	bool ours, all;
	bool open; /* a further User-agent line joins it */
};

/* A file being read. */
struct reading {
	struct slice agent;
	struct buffer text;
	struct group ours, all;
	struct run rules; /* whom a rule is for: only rules end this run (RFC 9309 section 2.2.1) */
	struct run delays; /* whom a Crawl-delay is for: one ends this run as well */
	struct robots *robots;
};

enum key { KEY_NONE, KEY_AGENT, KEY_ALLOW, KEY_DISALLOW, KEY_DELAY, KEY_SITEMAP };

/* The slips of the pen that are frequent enough to be read as what they mean. */
static const struct {
	const char *name;
	enum key key;
} keys[] = {
	{ "user-agent", KEY_AGENT },
	{ "useragent", KEY_AGENT },
	{ "user agent", KEY_AGENT },
	{ "allow", KEY_ALLOW },
	{ "disallow", KEY_DISALLOW },
	{ "disalow", KEY_DISALLOW },
	{ "dissallow", KEY_DISALLOW },
	{ "dissalow", KEY_DISALLOW },
	{ "crawl-delay", KEY_DELAY },
	{ "crawldelay", KEY_DELAY },
	{ "sitemap", KEY_SITEMAP },
	{ "site-map", KEY_SITEMAP },
};

static enum key
key_of(struct slice name)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (slice_equals_fold(name, slice_of(keys[i].name)))
			return keys[i].key;
	return KEY_NONE;
}

/* The product token at the front: up to the first octet outside of [A-Za-z_-]. */
static struct slice
token_of(struct slice value)
{
	size_t length = 0;
	while (length < value.length &&
		(isalpha((unsigned char)value.data[length]) || value.data[length] == '_' ||
			value.data[length] == '-'))
		length++;
	return (struct slice){ value.data, length };
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The octet that an escape at `at` stands for, or -1 where there is none. */
static int
escaped(struct slice text, size_t at)
{
	if (text.data[at] != '%' || at + 2 >= text.length)
		return -1;
	int high = hex_value(text.data[at + 1]), low = hex_value(text.data[at + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static void
add_escaped(struct buffer *out, unsigned octet)
{
	static const char digits[] = "0123456789ABCDEF";
	char escape[3] = { '%', digits[octet >> 4], digits[octet & 15] };
	buffer_add(out, escape, sizeof(escape));
}

/* An escape of these means the same as the octet itself: unreserved ones, and harmless others. */
static bool
means_itself(unsigned octet, bool in_query)
{
	if (octet == 0 || octet >= 0x80)
		return false;
	return isalnum((int)octet) || strchr("-._~:@!'(),;", (int)octet) != NULL ||
	       (in_query && octet == '/');
}

/* Octets that no URL has unescaped. */
static bool
needs_escape(unsigned octet)
{
	return octet <= ' ' || octet >= 0x7F || strchr("\"<>\\^`{|}", (int)octet) != NULL;
}

/*
 * Brings a pattern or a path into the form they are compared in (RFC 9309 section 2.2.2). In a
 * pattern "*" stays; a literal one is %2A in both, and "$" is %24.
 */
static void
add_normalized(struct buffer *out, struct slice text, bool pattern)
{
	bool in_query = false;
	for (size_t i = 0; i < text.length; i++) {
		unsigned octet = (unsigned char)text.data[i];
		int meant = escaped(text, i);
		if (meant >= 0) {
			if (means_itself((unsigned)meant, in_query))
				buffer_add_char(out, (char)meant);
			else
				add_escaped(out, (unsigned)meant);
			i += 2;
		} else if (octet == '%' || octet == '$' || (octet == '*' && !pattern) ||
			   needs_escape(octet)) {
			add_escaped(out, octet);
		} else {
			in_query |= octet == '?';
			buffer_add_char(out, (char)octet);
		}
	}
}

static void
add_rule(struct group *group, struct rule rule)
{
	if (group->count >= ROBOTS_RULES_MAX)
		return;
	group->rules =
		mem_grow(group->rules, group->count, &group->capacity, sizeof(*group->rules));
	group->rules[group->count++] = rule;
}

static void
read_rule(struct reading *r, struct slice value, bool allow)
{
	r->rules.open = r->delays.open = false;
	if (value.length == 0 || !(r->rules.ours || r->rules.all))
		return;
	struct rule rule = { .at = (uint32_t)r->text.length, .allow = allow };
	if (value.data[value.length - 1] == '$') {
		rule.to_end = true;
		value.length--;
	}
	add_normalized(&r->text, value, true);
	rule.length = (uint32_t)r->text.length - rule.at;
	if (r->rules.ours)
		add_rule(&r->ours, rule);
	if (r->rules.all)
		add_rule(&r->all, rule);
}

static void
join(struct run *run, bool ours, bool all)
{
	if (!run->open)
		*run = (struct run){ .open = true };
	run->ours |= ours;
	run->all |= all;
}

static void
read_agent(struct reading *r, struct slice value)
{
	bool all = value.length > 0 && value.data[0] == '*' &&
		   (value.length == 1 || isspace((unsigned char)value.data[1]));
	bool ours = !all && r->agent.length > 0 && slice_equals_fold(token_of(value), r->agent);
	r->ours.named |= ours;
	r->all.named |= all;
	join(&r->rules, ours, all);
	join(&r->delays, ours, all);
}

/* "10", "0.5": digits, then perhaps a point and more. False where it is something else. */
static bool
read_seconds(struct slice value, double *seconds)
{
	double number = 0, unit = 1;
	size_t digits = 0;
	bool after_point = false;
	for (size_t i = 0; i < value.length; i++) {
		char c = value.data[i];
		if (c == '.' && !after_point) {
			after_point = true;
		} else if (c >= '0' && c <= '9' && digits++ < DELAY_DIGITS_MAX) {
			unit = after_point ? unit / 10 : unit;
			number = after_point ? number + (c - '0') * unit : number * 10 + (c - '0');
		} else {
			return false;
		}
	}
	*seconds = number;
	return digits > 0;
}

static void
read_delay(struct reading *r, struct slice value)
{
	double seconds;
	r->delays.open = false;
	if (!read_seconds(value, &seconds))
		return;
	if (r->delays.ours && seconds > r->ours.crawl_delay_s)
		r->ours.crawl_delay_s = seconds;
	if (r->delays.all && seconds > r->all.crawl_delay_s)
		r->all.crawl_delay_s = seconds;
}

static void
read_sitemap(struct robots *robots, struct slice value)
{
	if (value.length == 0 || value.length > URL_MAX_BYTES ||
		memchr(value.data, '\0', value.length) != NULL ||
		robots->sitemap_count >= ROBOTS_SITEMAPS_MAX)
		return;
	robots->sitemaps = mem_grow(robots->sitemaps, robots->sitemap_count,
		&robots->sitemap_capacity, sizeof(*robots->sitemaps));
	robots->sitemaps[robots->sitemap_count++] = mem_strndup(value.data, value.length);
	robots->sitemap_bytes += value.length + 1;
}

static void
read_line(struct reading *r, struct slice line)
{
	const char *comment = memchr(line.data, '#', line.length);
	if (comment != NULL)
		line.length = (size_t)(comment - line.data);
	const char *colon = memchr(line.data, ':', line.length);
	if (colon == NULL)
		return;
	struct slice name = { line.data, (size_t)(colon - line.data) };
	struct slice value = slice_trim((struct slice){ colon + 1, line.length - name.length - 1 });
	switch (key_of(slice_trim(name))) {
	case KEY_AGENT: read_agent(r, value); break;
	case KEY_ALLOW: read_rule(r, value, true); break;
	case KEY_DISALLOW: read_rule(r, value, false); break;
	case KEY_DELAY: read_delay(r, value); break;
	case KEY_SITEMAP: read_sitemap(r->robots, value); break;
	case KEY_NONE: break;
	}
}

/* No more than the ceiling, and then whole lines: half a rule may forbid more than was meant. */
static struct slice
cut(struct slice bytes)
{
	if (slice_starts(bytes, SLICE("\xEF\xBB\xBF"))) {
		bytes.data += 3;
		bytes.length -= 3;
	}
	if (bytes.length <= ROBOTS_MAX_BYTES)
		return bytes;
	bytes.length = ROBOTS_MAX_BYTES;
	while (bytes.length > 0 && bytes.data[bytes.length - 1] != '\n' &&
		bytes.data[bytes.length - 1] != '\r')
		bytes.length--;
	return bytes;
}

/* Longest first; where two are equal, the one that allows. */
static int
by_weight(const void *left, const void *right)
{
	const struct rule *a = left, *b = right;
	size_t a_length = a->length + a->to_end, b_length = b->length + b->to_end;
	if (a_length != b_length)
		return a_length > b_length ? -1 : 1;
	if (a->allow != b->allow)
		return a->allow ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

/* Keeps one group's rules, and of the text what they point to. */
static void
keep(struct robots *robots, const struct group *group, const struct buffer *text)
{
	robots->crawl_delay_s = group->crawl_delay_s;
	robots->rules = mem_zalloc(group->count, sizeof(*robots->rules));
	robots->count = group->count;
	for (size_t i = 0; i < group->count; i++) {
		struct rule rule = group->rules[i];
		uint32_t at = (uint32_t)robots->text.length;
		if (rule.length > 0)
			buffer_add(&robots->text, text->data + rule.at, rule.length);
		rule.at = at;
		robots->rules[i] = rule;
	}
	if (robots->count > 0)
		qsort(robots->rules, robots->count, sizeof(*robots->rules), by_weight);
}

struct robots *
robots_read(struct slice bytes, const char *agent)
{
	struct robots *robots = mem_zalloc(1, sizeof(*robots));
	struct reading r = { .agent = token_of(slice_of(agent)), .robots = robots };
	buffer_init(&r.text, NORMALIZED_MAX);
	buffer_init(&robots->text, NORMALIZED_MAX);
	bytes = cut(bytes);
	for (size_t at = 0; at < bytes.length;) {
		size_t end = at;
		while (end < bytes.length && bytes.data[end] != '\n' && bytes.data[end] != '\r')
			end++;
		read_line(&r, (struct slice){ bytes.data + at, end - at });
		at = end + 1;
	}
	keep(robots, r.ours.named ? &r.ours : &r.all, &r.text);
	mem_free(r.ours.rules);
	mem_free(r.all.rules);
	buffer_release(&r.text);
	return robots;
}

void
robots_free(struct robots *robots)
{
	if (robots == NULL)
		return;
	for (size_t i = 0; i < robots->sitemap_count; i++)
		mem_free(robots->sitemaps[i]);
	mem_free(robots->sitemaps);
	mem_free(robots->rules);
	buffer_release(&robots->text);
	mem_free(robots);
}

/*
 * Whether the pattern matches from the front of the path on. Each run between two "*" is taken
 * where it first stands: if the rest matches at all, it matches after that. So nothing is tried
 * twice.
 */
static bool
matches(struct slice pattern, bool to_end, struct slice path)
{
	const char *star = memchr(pattern.data, '*', pattern.length);
	struct slice run = { pattern.data,
		star != NULL ? (size_t)(star - pattern.data) : pattern.length };
	if (!slice_starts(path, run))
		return false;
	const char *at = path.data + run.length, *end = path.data + path.length;
	if (star == NULL)
		return !to_end || at == end;
	while (star != NULL) {
		const char *next = star + 1;
		size_t left = (size_t)(pattern.data + pattern.length - next);
		star = left > 0 ? memchr(next, '*', left) : NULL;
		run = (struct slice){ next, star != NULL ? (size_t)(star - next) : left };
		if (star == NULL && to_end)
			return (size_t)(end - at) >= run.length &&
			       memcmp(end - run.length, run.data, run.length) == 0;
		const char *found = memmem(at, (size_t)(end - at), run.data, run.length);
		if (found == NULL)
			return false;
		at = found + run.length;
	}
	return true;
}

/* Path and query of an address: behind the host, before the fragment; "" stands for "/". */
static struct slice
path_of(const char *address)
{
	const char *scheme_end = strstr(address, "://");
	const char *path = address;
	if (address[0] != '/' && scheme_end != NULL)
		path = scheme_end + 3 + strcspn(scheme_end + 3, "/?#");
	struct slice text = { path, strcspn(path, "#") };
	return text.length > 0 ? text : SLICE("/");
}

static struct slice
pattern_of(const struct robots *robots, const struct rule *rule)
{
	if (rule->length == 0)
		return SLICE("");
	return (struct slice){ robots->text.data + rule->at, rule->length };
}

static bool
judge(const struct robots *robots, struct slice path)
{
	size_t work = 0;
	for (size_t i = 0; i < robots->count; i++) {
		const struct rule *rule = &robots->rules[i];
		struct slice pattern = pattern_of(robots, rule);
		if (memchr(pattern.data, '*', pattern.length) != NULL &&
			(work += path.length) > ROBOTS_WORK_MAX)
			return false;
		if (matches(pattern, rule->to_end, path))
			return rule->allow;
	}
	return true;
}

bool
robots_allows(const struct robots *robots, const char *address)
{
	struct slice text = path_of(address);
	if (robots->count == 0 || slice_equals(text, SLICE("/robots.txt")))
		return true;
	struct buffer path;
	buffer_init(&path, NORMALIZED_MAX);
	if (text.data[0] != '/')
		buffer_add_char(&path, '/');
	add_normalized(&path, text, false);
	bool allow = judge(robots, (struct slice){ path.data, path.length });
	buffer_release(&path);
	return allow;
}

double
robots_crawl_delay_s(const struct robots *robots)
{
	return robots->crawl_delay_s;
}

const char *const *
robots_sitemaps(const struct robots *robots, size_t *count)
{
	*count = robots->sitemap_count;
	return (const char *const *)robots->sitemaps;
}

size_t
robots_held_bytes(const struct robots *robots)
{
	return sizeof(*robots) + robots->count * sizeof(*robots->rules) + robots->text.capacity +
	       robots->sitemap_bytes + robots->sitemap_capacity * sizeof(*robots->sitemaps);
}
