/*
 * Selectors from text. Source: w3.org/TR/selectors-4, css-syntax-3 (names, strings, escapes, an+b).
 */
#include "html/select.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/text.h"
#include "html/scan.h"
#include "html/select_parts.h"

/* Ceilings, far above what an outlet's rule needs: they bound the work of a match. */
#define TEXT_MAX      4096
#define COMPOUNDS_MAX 32
#define NESTING_MAX   4
#define NUMBER_MAX    1000000

struct reader {
	struct arena *arena;
	const char *text, *at, *end;
	struct err *err;
	int nesting; /* of :not() */
};

static bool
fail(struct reader *r, const char *what)
{
	return err_set(r->err, ERR_FORMAT, "selector, column %zu: %s",
		(size_t)(r->at - r->text) + 1, what);
}

static char
peek(const struct reader *r)
{
	return r->at < r->end ? *r->at : '\0';
}

static bool
accept(struct reader *r, char c)
{
	if (peek(r) != c || r->at == r->end)
		return false;
	r->at++;
	return true;
}

static bool
skip_space(struct reader *r)
{
	const char *from = r->at;
	r->at = scan_space(r->at, r->end);
	return r->at > from;
}

static bool
is_name(char c)
{
	return scan_is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
	       (c & 0x80) != 0;
}

/*
 * The escape whose backslash was passed: up to six hexadecimal digits and a blank, or any other
 * character.
 */
static size_t
read_escape(struct reader *r, char out[4])
{
	uint32_t point = 0;
	int digits = 0;
	for (; digits < 6 && r->at < r->end; digits++, r->at++) {
		char c = *r->at;
		uint32_t letter = ((uint32_t)(unsigned char)c | 0x20) - 'a';
		if (c >= '0' && c <= '9')
			point = point * 16 + (uint32_t)(c - '0');
		else if (letter < 6)
			point = point * 16 + letter + 10;
		else
			break;
	}
	if (digits == 0) {
		point = text_decode(r->at, r->end, &r->at);
		return text_encode(point, out);
	}
	if (r->at < r->end && scan_is_space(*r->at))
		r->at++;
	return text_encode(point == 0 ? TEXT_REPLACEMENT : point, out);
}

/* A name; an empty one where there is none. */
static struct slice
read_name(struct reader *r)
{
	char *name = arena_alloc(r->arena, (size_t)(r->end - r->at) * 3 + 4);
	size_t length = 0;
	while (r->at < r->end) {
		if (is_name(*r->at))
			name[length++] = *r->at++;
		else if (*r->at == '\\' && r->end - r->at > 1 && r->at[1] != '\n')
			r->at++, length += read_escape(r, name + length);
		else
			break;
	}
	return (struct slice){ name, length };
}

static bool
read_string(struct reader *r, struct slice *out)
{
	char quote = *r->at++;
	char *value = arena_alloc(r->arena, (size_t)(r->end - r->at) * 3 + 4);
	size_t length = 0;
	while (r->at < r->end && *r->at != quote) {
		if (*r->at == '\\' && r->end - r->at > 1)
			r->at++, length += read_escape(r, value + length);
		else
			value[length++] = *r->at++;
	}
	*out = (struct slice){ value, length };
	return accept(r, quote) || fail(r, "a string without its end");
}

static struct test *
add_test(struct reader *r, struct compound *compound, enum test_kind kind)
{
	struct test *test = arena_zalloc(r->arena, 1, sizeof(*test));
	test->kind = kind;
	test->next = compound->tests;
	compound->tests = test;
	return test;
}

static bool
read_named(struct reader *r, struct compound *compound, enum test_kind kind, const char *missing)
{
	struct slice name = read_name(r);
	if (name.length == 0)
		return fail(r, missing);
	struct test *test = add_test(r, compound, kind);
	test->name = name;
	test->tag = tag_find(name.data, name.length);
	return true;
}

static bool
read_operator(struct reader *r, enum attribute_operator *out)
{
	static const char signs[] = "=~|^$*";
	const char *sign = peek(r) != '\0' ? strchr(signs, peek(r)) : NULL;
	if (sign == NULL)
		return fail(r, "expected an operator or ']'");
	r->at++;
	*out = (enum attribute_operator)(OPERATOR_EQUALS + (sign - signs));
	return *sign == '=' || accept(r, '=') || fail(r, "expected '='");
}

/* "[name]", "[name=value]", "[name="value" i]": behind the '['. */
static bool
read_attribute(struct reader *r, struct compound *compound)
{
	skip_space(r);
	struct slice name = read_name(r);
	if (name.length == 0)
		return fail(r, "expected an attribute's name");
	struct test *test = add_test(r, compound, TEST_ATTRIBUTE);
	test->name = name;
	test->attribute = attribute_find(name.data, name.length);
	skip_space(r);
	if (accept(r, ']'))
		return true;
	if (!read_operator(r, &test->operator))
		return false;
	skip_space(r);
	if (peek(r) == '"' || peek(r) == '\'') {
		if (!read_string(r, &test->value))
			return false;
	} else {
		test->value = read_name(r);
		if (test->value.length == 0)
			return fail(r, "expected a value");
	}
	skip_space(r);
	test->folds = accept(r, 'i') || accept(r, 'I');
	if (!test->folds && !accept(r, 's'))
		accept(r, 'S');
	skip_space(r);
	return accept(r, ']') || fail(r, "expected ']'");
}

/* Digits; -1 where there are none. */
static long
read_digits(struct reader *r)
{
	long number = -1;
	for (; peek(r) >= '0' && peek(r) <= '9'; r->at++) {
		number = (number < 0 ? 0 : number) * 10 + (peek(r) - '0');
		if (number > NUMBER_MAX)
			number = NUMBER_MAX;
	}
	return number;
}

/* "odd", "even", "3", "2n+1", "-n + 3". */
static bool
read_formula(struct reader *r, struct test *test)
{
	skip_space(r);
	struct slice rest = { r->at, (size_t)(r->end - r->at) };
	bool odd = rest.length >= 3 && strncasecmp(rest.data, "odd", 3) == 0;
	if (odd || (rest.length >= 4 && strncasecmp(rest.data, "even", 4) == 0)) {
		r->at += odd ? 3 : 4;
		test->step = 2;
		test->offset = odd ? 1 : 0;
		skip_space(r);
		return true;
	}
	bool negative = accept(r, '-');
	if (!negative)
		accept(r, '+');
	long number = read_digits(r);
	if (!accept(r, 'n') && !accept(r, 'N')) {
		test->offset = negative ? -number : number;
		skip_space(r);
		return number >= 0 || fail(r, "expected a number, odd, even or an+b");
	}
	test->step = (negative ? -1 : 1) * (number < 0 ? 1 : number);
	skip_space(r);
	if (peek(r) == '+' || peek(r) == '-') {
		negative = *r->at++ == '-';
		skip_space(r);
		number = read_digits(r);
		if (number < 0)
			return fail(r, "expected a number");
		test->offset = negative ? -number : number;
	}
	skip_space(r);
	return true;
}

static bool read_list(struct reader *r, const struct selector **out);

static bool
read_not(struct reader *r, struct compound *compound)
{
	if (++r->nesting > NESTING_MAX)
		return fail(r, "too many :not() inside each other");
	struct test *test = add_test(r, compound, TEST_NOT);
	if (!read_list(r, &test->excluded))
		return false;
	r->nesting--;
	return accept(r, ')') || fail(r, "expected ')'");
}

static bool
read_pseudo(struct reader *r, struct compound *compound)
{
	static const struct {
		struct slice name;
		bool of_type, from_end, has_formula;
	} known[] = {
		{ { "first-child", 11 }, false, false, false },
		{ { "last-child", 10 }, false, true, false },
		{ { "first-of-type", 13 }, true, false, false },
		{ { "last-of-type", 12 }, true, true, false },
		{ { "nth-child", 9 }, false, false, true },
		{ { "nth-of-type", 11 }, true, false, true },
	};
	const char *start = r->at;
	struct slice name = read_name(r);
	if (slice_equals_fold(name, SLICE("not")) && accept(r, '('))
		return read_not(r, compound);
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (!slice_equals_fold(name, known[i].name))
			continue;
		struct test *test = add_test(r, compound, TEST_NTH);
		test->of_type = known[i].of_type;
		test->from_end = known[i].from_end;
		test->offset = 1;
		if (!known[i].has_formula)
			return true;
		test->offset = 0;
		return accept(r, '(') ? read_formula(r, test) &&
						(accept(r, ')') || fail(r, "expected ')'"))
				      : fail(r, "expected '('");
	}
	r->at = start;
	return fail(r, "no pseudo-class that is known here");
}

/* One compound: "div.story[lang]:first-child". */
static bool
read_compound(struct reader *r, struct compound *compound)
{
	const char *start = r->at;
	if (!accept(r, '*') && (is_name(peek(r)) || peek(r) == '\\') &&
		!read_named(r, compound, TEST_TYPE, "expected a type"))
		return false;
	for (bool ok = true; ok;) {
		if (accept(r, '.'))
			ok = read_named(r, compound, TEST_CLASS, "expected a class");
		else if (accept(r, '#'))
			ok = read_named(r, compound, TEST_ID, "expected an id");
		else if (accept(r, '['))
			ok = read_attribute(r, compound);
		else if (accept(r, ':'))
			ok = read_pseudo(r, compound);
		else
			return r->at > start || fail(r, "expected a selector");
	}
	return false;
}

static enum combinator
read_combinator(struct reader *r)
{
	bool spaced = skip_space(r);
	enum combinator combinator = accept(r, '>')   ? COMBINATOR_CHILD
				     : accept(r, '+') ? COMBINATOR_NEXT
				     : accept(r, '~') ? COMBINATOR_SUBSEQUENT
						      : COMBINATOR_NONE;
	if (combinator != COMBINATOR_NONE)
		skip_space(r);
	else if (spaced && r->at < r->end && peek(r) != ',' && peek(r) != ')')
		combinator = COMBINATOR_DESCENDANT;
	return combinator;
}

static const struct compound *
read_chain(struct reader *r)
{
	const struct compound *left = NULL;
	enum combinator combinator = COMBINATOR_NONE;
	skip_space(r);
	for (int count = 0; count < COMPOUNDS_MAX; count++) {
		struct compound *compound = arena_zalloc(r->arena, 1, sizeof(*compound));
		compound->left = left;
		compound->combinator = combinator;
		if (!read_compound(r, compound))
			return NULL;
		left = compound;
		combinator = read_combinator(r);
		if (combinator == COMBINATOR_NONE)
			return compound;
	}
	fail(r, "too many parts");
	return NULL;
}

static bool
read_list(struct reader *r, const struct selector **out)
{
	struct selector *selector = arena_zalloc(r->arena, 1, sizeof(*selector));
	do {
		struct chain *chain = arena_zalloc(r->arena, 1, sizeof(*chain));
		chain->right = read_chain(r);
		if (chain->right == NULL)
			return false;
		chain->next = selector->chains;
		selector->chains = chain;
	} while (accept(r, ','));
	*out = selector;
	return true;
}

const struct selector *
selector_read(struct arena *arena, const char *text, struct err *err)
{
	struct reader r = {
		.arena = arena, .text = text, .at = text, .end = text + strlen(text), .err = err
	};
	const struct selector *selector = NULL;
	if (r.end - r.at > TEXT_MAX) {
		err_set(err, ERR_FORMAT, "selector: over %d bytes", TEXT_MAX);
		return NULL;
	}
	if (!read_list(&r, &selector))
		return NULL;
	if (r.at < r.end) {
		fail(&r, "expected a combinator, ',' or the end");
		return NULL;
	}
	return selector;
}
