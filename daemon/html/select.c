/* Matching selectors, from the right end of each chain to the left. */
#include "html/select.h"

#include "base/buffer.h"
#include "html/reference.h"
#include "html/scan.h"
#include "html/select_parts.h"
#include "html/siblings.h"

/*
 * Steps up and back that all selectors together may take in one page; real pages need thousands.
 * Then nothing matches.
 */
#define STEPS_MAX ((size_t)1 << 25)

/*
 * What a failure says about the elements still to be tried; so a chain costs at most its length
 * times the depth.
 */
enum outcome {
	MATCHED,
	FAILED_HERE,       /* another sibling or ancestor may do */
	FAILED_SIBLINGS,   /* no sibling will, another ancestor may */
	FAILED_EVERYWHERE, /* nothing further up will */
};

static bool
is_element(const struct node *node)
{
	return node->tag != TAG_TEXT && node->tag != TAG_DOCUMENT;
}

static bool
matches_type(const struct test *test, const struct page *page, uint32_t node)
{
	if (test->tag != TAG_UNKNOWN && page->nodes[node].tag == test->tag)
		return true;
	return page->nodes[node].tag == TAG_UNKNOWN &&
	       slice_equals_fold(page_tag_name(page, node), test->name);
}

/* Whether one of the words of `value` is `word`. */
static bool
has_word(struct slice value, struct slice word, bool folds)
{
	if (value.length == 0)
		return false;
	const char *at = value.data, *end = at + value.length;
	while ((at = scan_space(at, end)) < end) {
		const char *start = at;
		while (at < end && !scan_is_space(*at))
			at++;
		struct slice own = { start, (size_t)(at - start) };
		if (folds ? slice_equals_fold(own, word) : slice_equals(own, word))
			return true;
	}
	return false;
}

static bool
equals(const char *a, const char *b, size_t length, bool folds)
{
	return folds ? strncasecmp(a, b, length) == 0 : memcmp(a, b, length) == 0;
}

static bool
contains(struct slice value, struct slice part, bool folds)
{
	if (!folds)
		return memmem(value.data, value.length, part.data, part.length) != NULL;
	for (size_t at = 0; at + part.length <= value.length; at++) {
		if (strncasecmp(value.data + at, part.data, part.length) == 0)
			return true;
	}
	return false;
}

static bool
compare(const struct test *test, struct slice value)
{
	struct slice wanted = test->value;
	bool longer = value.length >= wanted.length, folds = test->folds;
	switch (test->operator) {
	case OPERATOR_EXISTS: return true;
	case OPERATOR_EQUALS:
		return value.length == wanted.length &&
		       equals(value.data, wanted.data, wanted.length, folds);
	case OPERATOR_WORD: return wanted.length > 0 && has_word(value, wanted, folds);
	case OPERATOR_LANGUAGE:
		return longer && equals(value.data, wanted.data, wanted.length, folds) &&
		       (value.length == wanted.length || value.data[wanted.length] == '-');
	case OPERATOR_STARTS:
		return longer && wanted.length > 0 &&
		       equals(value.data, wanted.data, wanted.length, folds);
	case OPERATOR_ENDS:
		return longer && wanted.length > 0 &&
		       equals(value.data + value.length - wanted.length, wanted.data, wanted.length,
			       folds);
	case OPERATOR_CONTAINS: return wanted.length > 0 && contains(value, wanted, folds);
	}
	return false;
}

static bool
matches_attribute(const struct test *test, const struct page *page, uint32_t node)
{
	struct slice raw = test->attribute != ATTRIBUTE_OTHER
				   ? page_attribute_raw(page, node, test->attribute)
				   : page_attribute_named(page, node, test->name);
	if (raw.data == NULL)
		return false;
	if (test->operator== OPERATOR_EXISTS || memchr(raw.data, '&', raw.length) == NULL)
		return compare(test, raw);
	struct buffer decoded;
	buffer_init(&decoded, raw.length * 2);
	reference_decode(raw, true, &decoded);
	bool matches = compare(test, (struct slice){ decoded.data, decoded.length });
	buffer_release(&decoded);
	return matches;
}

/* Whether `position`, from 1, is an+b for some n from 0. */
static bool
is_nth(const struct test *test, long position)
{
	long beyond = position - test->offset;
	if (test->step == 0)
		return beyond == 0;
	return beyond % test->step == 0 && beyond / test->step >= 0;
}

static bool
matches_nth(const struct test *test, const struct page *page, uint32_t node)
{
	const struct sibling *sibling = &page_siblings(page)[node];
	if (test->from_end)
		return test->of_type ? sibling->is_last_of_type : sibling->is_last;
	return is_nth(test, test->of_type ? sibling->place_of_type : sibling->place);
}

static bool
matches_test(const struct test *test, const struct page *page, uint32_t node)
{
	switch (test->kind) {
	case TEST_TYPE: return matches_type(test, page, node);
	case TEST_CLASS:
		return has_word(page_attribute_raw(page, node, ATTRIBUTE_CLASS), test->name, false);
	case TEST_ID: return slice_equals(page_attribute_raw(page, node, ATTRIBUTE_ID), test->name);
	case TEST_ATTRIBUTE: return matches_attribute(test, page, node);
	case TEST_NTH: return matches_nth(test, page, node);
	case TEST_NOT: return !selector_matches(test->excluded, page, node);
	}
	return false;
}

/* The next element to try for what stands left of `combinator`; 0 where none. */
static uint32_t
candidate(enum combinator combinator, const struct page *page, uint32_t node)
{
	if (++page->order->steps > STEPS_MAX)
		return 0;
	if (combinator == COMBINATOR_NEXT || combinator == COMBINATOR_SUBSEQUENT)
		return page_siblings(page)[node].previous;
	return page->nodes[node].parent;
}

static enum outcome
match(const struct compound *compound, const struct page *page, uint32_t node)
{
	for (const struct test *test = compound->tests; test != NULL; test = test->next) {
		if (!matches_test(test, page, node))
			return FAILED_HERE;
	}
	enum combinator combinator = compound->combinator;
	if (combinator == COMBINATOR_NONE)
		return MATCHED;
	while ((node = candidate(combinator, page, node)) != 0) {
		enum outcome outcome = match(compound->left, page, node);
		if (outcome == MATCHED || outcome == FAILED_EVERYWHERE ||
			combinator == COMBINATOR_NEXT)
			return outcome;
		if (combinator == COMBINATOR_CHILD)
			return FAILED_SIBLINGS;
		if (combinator == COMBINATOR_SUBSEQUENT && outcome == FAILED_SIBLINGS)
			return outcome;
	}
	bool among_siblings = combinator == COMBINATOR_NEXT || combinator == COMBINATOR_SUBSEQUENT;
	return among_siblings ? FAILED_SIBLINGS : FAILED_EVERYWHERE;
}

bool
selector_matches(const struct selector *selector, const struct page *page, uint32_t node)
{
	if (!is_element(&page->nodes[node]))
		return false;
	for (const struct chain *chain = selector->chains; chain != NULL; chain = chain->next) {
		if (match(chain->right, page, node) == MATCHED)
			return true;
	}
	return false;
}

uint32_t
selector_next(
	const struct selector *selector, const struct page *page, uint32_t within, uint32_t after)
{
	for (uint32_t node = after + 1; node < page->nodes[within].end; node++) {
		if (selector_matches(selector, page, node))
			return node;
	}
	return 0;
}
