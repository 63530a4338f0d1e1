/* The normalized title: each step of its rule, language by language. */
#include <check.h>

#include "title/title.h"

START_TEST(is_spelled_by_the_rule)
{
	struct arena *arena = arena_new();
	struct title title;
	title_read(&title, arena, "BREAKING: Ferry runs aground off Norway", NULL);
	ck_assert_str_eq(title.normalized, "ferry runs aground off norway");
	arena_free(arena);
}
END_TEST

Suite *
title_suite(void)
{
	Suite *suite = suite_create("title");
	TCase *tc = tcase_create("title");
	tcase_add_test(tc, is_spelled_by_the_rule);
	suite_add_tcase(suite, tc);
	return suite;
}
