/* The arena: alignment, growth, reuse after a reset, deferred releases. */
#include "base/arena.h"

#include <check.h>
#include <stdalign.h>
#include <stdint.h>
#include <string.h>

START_TEST(allocations_are_aligned_and_apart)
{
	struct arena *arena = arena_new();
	char *a = arena_strdup(arena, "one");
	char *b = arena_printf(arena, "%d-%s", 2, "two");
	ck_assert_uint_eq((uintptr_t)b % alignof(max_align_t), 0);
	ck_assert_str_eq(a, "one");
	ck_assert_str_eq(b, "2-two");
	arena_free(arena);
}
END_TEST

START_TEST(a_reset_keeps_memory_for_the_next_use)
{
	struct arena *arena = arena_new();
	arena_alloc(arena, 300000);
	size_t held = arena_held(arena);
	for (int i = 0; i < 100; i++) {
		arena_reset(arena);
		memset(arena_alloc(arena, 300000), i, 300000);
	}
	ck_assert_uint_eq(arena_held(arena), held);
	arena_free(arena);
}
END_TEST

static void
count_up(void *object)
{
	++*(int *)object;
}

START_TEST(deferred_releases_run_once)
{
	struct arena *arena = arena_new();
	int released = 0;
	arena_defer(arena, count_up, &released);
	arena_reset(arena);
	ck_assert_int_eq(released, 1);
	arena_defer(arena, count_up, &released);
	arena_free(arena);
	ck_assert_int_eq(released, 2);
}
END_TEST

START_TEST(an_array_grows_and_keeps_its_elements)
{
	struct arena *arena = arena_new();
	int *numbers = NULL;
	size_t capacity = 0;
	for (size_t i = 0; i < 1000; i++) {
		numbers = arena_grow(arena, numbers, i, &capacity, sizeof(*numbers));
		numbers[i] = (int)i;
	}
	for (size_t i = 0; i < 1000; i++)
		ck_assert_int_eq(numbers[i], (int)i);
	arena_free(arena);
}
END_TEST

START_TEST(only_the_newest_allocation_gives_back_its_end)
{
	struct arena *arena = arena_new();
	char *first = arena_alloc(arena, 4000), *second = arena_alloc(arena, 4000);
	memset(first, 1, 4000);
	memset(second, 2, 4000);
	arena_shrink(arena, first, 4000, 10);
	arena_shrink(arena, second, 4000, 10);
	char *third = arena_alloc(arena, 4000);
	ck_assert(third > second && third < second + 4000);
	memset(third, 3, 4000);
	ck_assert_int_eq(first[3999], 1);
	ck_assert_int_eq(second[9], 2);
	arena_shrink(arena, third, 4000, 4000);
	ck_assert_int_eq(third[3999], 3);
	arena_free(arena);
}
END_TEST

Suite *
arena_suite(void)
{
	Suite *suite = suite_create("arena");
	TCase *tc = tcase_create("arena");
	tcase_add_test(tc, allocations_are_aligned_and_apart);
	tcase_add_test(tc, a_reset_keeps_memory_for_the_next_use);
	tcase_add_test(tc, deferred_releases_run_once);
	tcase_add_test(tc, an_array_grows_and_keeps_its_elements);
	tcase_add_test(tc, only_the_newest_allocation_gives_back_its_end);
	suite_add_tcase(suite, tc);
	return suite;
}
