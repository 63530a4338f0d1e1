/* Pages that stand where an article should, and articles that only sound like one. */
#include "extract/refusal.h"

#include <check.h>
#include <string.h>

static const struct {
	const char *html, *title, *heading;
	uint32_t body_words;
	enum article_reason reason;
} pages[] = {
	{ "", NULL, NULL, 0, REASON_EMPTY },
	{ "<script>location='/'</script>", "Harbour Times", NULL, 0, REASON_EMPTY },
	{ "<p>Sorry, that page has moved or never was.</p>", "404 - Page not found | Harbour Times",
		NULL, 8, REASON_ERROR_PAGE },
	{ "<p>Sorry, that page has moved or never was.</p>", "Harbour Times",
		"Seite nicht gefunden", 8, REASON_ERROR_PAGE },
	{ "<p>Please wait while your browser is checked.</p>", "Just a moment...", NULL, 7,
		REASON_BOT_CHECK },
	{ "<p>Please wait while your browser is checked.</p>", "Are you a robot?", NULL, 7,
		REASON_BOT_CHECK },
	{ "<p>We and our partners keep cookies on your device.</p>",
		"Before you continue to Harbour Times", NULL, 9, REASON_CONSENT },
	{ "<p>Name and password are asked for here.</p>", "Sign in | Harbour Times", NULL, 7,
		REASON_LOGIN },
	{ "<p>The town has a lighthouse that nobody can find.</p>",
		"Not found: the lighthouse of the north", NULL, 200, REASON_NONE },
	{ "<p>Two short sentences make up the whole of this flash.</p>",
		"Errors cost town its bridge", "Errors cost town", 10, REASON_NONE },
	{ "<p>Two short sentences make up the whole of this flash.</p>", NULL, NULL, 10,
		REASON_NONE },
};

START_TEST(only_what_is_certain_is_refused)
{
	struct arena *arena = arena_new();
	struct page page;
	struct blocks blocks;
	page_read(&page, arena, pages[_i].html, strlen(pages[_i].html));
	blocks_read(&blocks, arena, &page);
	ck_assert_int_eq(
		refusal_read(&blocks, pages[_i].title, pages[_i].heading, pages[_i].body_words),
		pages[_i].reason);
	arena_free(arena);
}
END_TEST

Suite *
refusal_suite(void)
{
	Suite *suite = suite_create("refusal");
	TCase *tc = tcase_create("refusal");
	tcase_add_loop_test(
		tc, only_what_is_certain_is_refused, 0, sizeof(pages) / sizeof(pages[0]));
	suite_add_tcase(suite, tc);
	return suite;
}
