/* Two configurations, compared: what a reload brings. */
#include "configured.h"

static const char *
change_text(const struct config_change *changes, size_t count)
{
	static const char *const names[] = {
		[OUTLET_ADDED] = "added",
		[OUTLET_CHANGED] = "changed",
		[OUTLET_REMOVED] = "removed",
		[OUTLET_UNUSABLE] = "unusable",
	};
	const char *text = "";
	for (size_t i = 0; i < count; i++) {
		const struct config_change *c = &changes[i];
		text = arena_printf(arena, "%s%s %s%s%s\n", text, names[c->kind],
			c->before != NULL ? c->before->id : c->after->id,
			c->before != NULL ? "-" : "", c->after != NULL ? "+" : "");
	}
	return text;
}

START_TEST(comparing_tells_what_a_reload_brings)
{
	struct config_change *changes;
	put_file("one/same.json", outlet_text("same", ""));
	put_file("one/comment.json", outlet_text("comment", ""));
	put_file("one/changed.json", outlet_text("changed", ""));
	put_file("one/disabled.json", outlet_text("disabled", ""));
	put_file("one/enabled.json", outlet_text("enabled", ", \"enabled\": false"));
	put_file("one/gone.json", outlet_text("gone", ""));
	put_file("one/off.json", outlet_text("off", ", \"enabled\": false"));
	put_file("one/broken.json", outlet_text("broken", ""));
	put_file("one/wrong.json", outlet_text("wrong", ""));
	put_file("two/same.json", outlet_text("same", ""));
	put_file("two/comment.json",
		outlet_text("comment", ", \"# why\": 1, \"robots\": \"found\""));
	put_file("two/changed.json", outlet_text("changed", ", \"rules\": { \"body\": \"p\" }"));
	put_file("two/disabled.json", outlet_text("disabled", ", \"enabled\": false"));
	put_file("two/enabled.json", outlet_text("enabled", ""));
	put_file("two/new.json", outlet_text("new", ""));
	put_file("two/broken.json", "{");
	put_file("two/wrong.json", outlet_text("wrong", ", \"gap\": []"));
	put_file("one.json", "{ \"outlets\": \"one\" }");
	put_file("two.json", "{ \"outlets\": \"two\" }");
	struct config *one = load_named("one.json"), *two = load_named("two.json");
	size_t count = config_compare(arena, one, two, &changes);
	ck_assert_str_eq(change_text(changes, count), "changed changed-+\n"
						      "removed disabled-+\n"
						      "added enabled+\n"
						      "added new+\n"
						      "unusable broken-\n"
						      "removed gone-\n"
						      "unusable wrong-\n");
	ck_assert_str_eq(config_changed_outlet_keys(arena, changes[0].before, changes[0].after),
		"rules.body");
	ck_assert_uint_eq(config_compare(arena, one, one, &changes), 0);
	config_free(one);
	config_free(two);
}
END_TEST

START_TEST(a_default_that_changes_changes_who_inherits_it)
{
	struct config_change *changes;
	put_file("o/a.json", outlet_text("a", ""));
	put_file("o/b.json", outlet_text("b", ", \"gap\": \"9s\""));
	put_file("one.json", "{ \"outlets\": \"o\" }");
	put_file("two.json", "{ \"outlets\": \"o\", \"fetch\": { \"gap\": \"3s\" } }");
	struct config *one = load_named("one.json"), *two = load_named("two.json");
	size_t count = config_compare(arena, one, two, &changes);
	ck_assert_str_eq(change_text(changes, count), "changed a-+\n");
	ck_assert_str_eq(
		config_changed_outlet_keys(arena, changes[0].before, changes[0].after), "gap");
	config_free(one);
	config_free(two);
}
END_TEST

START_TEST(names_the_keys_that_changed)
{
	struct config_changed_key *keys;
	put_file("o/a.json", outlet_text("a", ""));
	put_file("one.json", "{ \"outlets\": \"o\" }");
	put_file("two.json",
		"{ \"outlets\": \"o\", \"store\": { \"path\": \"x.db\" }, \"log\": { \"level\": \"debug\" },\n"
		"\"extract\": { \"workers\": 3, \"time\": \"20s\" }, \"poll\": { \"every\": \"9m\" } }");
	struct config *one = load_named("one.json"), *two = load_named("two.json");
	static const struct config_changed_key changed[] = { { "store.path", true },
		{ "log.level", false }, { "poll.every", false }, { "extract.workers", true } };
	ck_assert_uint_eq(config_changed_keys(arena, one, two, &keys), 4);
	for (size_t i = 0; i < 4; i++) {
		ck_assert_str_eq(keys[i].name, changed[i].name);
		ck_assert_msg(keys[i].restart == changed[i].restart, "%s", keys[i].name);
	}
	ck_assert_uint_eq(config_changed_keys(arena, two, two, &keys), 0);
	config_free(one);
	config_free(two);
}
END_TEST

Suite *
compare_suite(void)
{
	Suite *suite = suite_create("compare");
	TCase *tc = tcase_create("compare");
	tcase_add_checked_fixture(tc, configured_begin, configured_end);
	tcase_add_test(tc, comparing_tells_what_a_reload_brings);
	tcase_add_test(tc, a_default_that_changes_changes_who_inherits_it);
	tcase_add_test(tc, names_the_keys_that_changed);
	suite_add_tcase(suite, tc);
	return suite;
}
