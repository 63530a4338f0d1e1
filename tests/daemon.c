/* The real daemon as a process: signals, a configuration or a store that cannot be used, a second one. */
#include "works.h"

START_TEST(a_round_gives_up_a_store_that_stays_locked)
{
	char *config =
		mem_printf("{ \"store\": { \"path\": \"wire.db\", \"patience\": \"1s\" },\n"
			   "\"fetch\": { \"proxy\": \"http://127.0.0.1:%d\", \"gap\": \"0s\", "
			   "\"timeout\": \"2s\" },\n"
			   "\"poll\": { \"first_age\": \"0s\" }, \"outlets\": \"outlets.d\" }\n",
			server_port(stage.server));
	stage_write(&stage, "newswired.json", config);
	mem_free(config);
	add_outlet("one", 0, 1);
	stage_outlet(&stage, "two", "http://two.example/.bad/silent");
	stage_start(&stage, "--once");
	stage_until(&stage, "story.new outlet=one");
	struct sqlite3 *lock = stage_lock(&stage);
	ck_assert_int_eq(stage_wait(&stage), 1);
	sqlite3_close(lock);
	ck_assert_int_eq(stage_logged(&stage, "store.stuck"), 1);
	ck_assert_int_eq(stage_logged(&stage, "not all could be committed"), 1);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 1);
}
END_TEST

START_TEST(a_store_that_is_none_is_left_alone)
{
	char *path = mem_printf("%s/wire.db", stage.folder);
	struct stat before, after;
	add_outlet("one", 0, 1);
	stage_write(&stage, "wire.db", "This file is something else, and somebody needs it.\n");
	ck_assert_int_eq(stat(path, &before), 0);
	ck_assert_int_eq(stage_once(&stage), 78);
	ck_assert_int_eq(stat(path, &after), 0);
	ck_assert_int_eq(before.st_size, after.st_size);
	ck_assert_int_eq(before.st_mtim.tv_nsec, after.st_mtim.tv_nsec);
	ck_assert_int_eq(stage_logged(&stage, "store.open"), 1);
	mem_free(path);
}
END_TEST

START_TEST(a_configuration_with_mistakes_ends_with_78)
{
	stage_write(
		&stage, "newswired.json", "{ \"stor\": {}, \"poll\": { \"every\": \"soon\" } }\n");
	ck_assert_int_eq(stage_once(&stage), 78);
	ck_assert_int_eq(stage_logged(&stage, "config.mistake"), 2);
}
END_TEST

START_TEST(a_second_daemon_on_one_store_is_refused)
{
	stage_configure(&stage, "\"poll\": { \"first_age\": \"0s\", \"spread\": \"0s\" }");
	add_outlet("one", 0, 1);
	stage_start(&stage, NULL);
	stage_until(&stage, "story.new");
	pid_t first = stage.daemon;
	ck_assert_int_eq(stage_once(&stage), 78);
	stage.daemon = first;
	kill(first, SIGTERM);
	ck_assert_int_eq(stage_wait(&stage), 0);
}
END_TEST

START_TEST(signals_stop_and_reload)
{
	stage_configure(&stage, "\"poll\": { \"first_age\": \"0s\", \"spread\": \"0s\" }");
	add_outlet("one", 0, 2);
	stage_start(&stage, NULL);
	stage_until(&stage, "outlet=one story=2");
	add_outlet("two", 20, 2);
	kill(stage.daemon, SIGHUP);
	stage_until(&stage, "config.reloaded");
	ck_assert_int_eq(stage_logged(&stage, "outlet.added outlet=two"), 1);
	stage_until(&stage, "outlet=two story=4");
	/* A configuration with a mistake leaves all as it was. */
	stage_write(&stage, "newswired.json", "{ nonsense");
	kill(stage.daemon, SIGHUP);
	stage_until(&stage, "config.kept");
	kill(stage.daemon, SIGTERM);
	ck_assert_int_eq(stage_wait(&stage), 0);
	ck_assert_int_eq(stage_logged(&stage, "daemon.stop "), 1);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 4);
	/* The feed was asked for once: its next poll lies in the future, and a restart knows it. */
	size_t polls = server_count(stage.server, "one.example", "/feed.xml");
	stage_configure(&stage, NULL);
	stage_start(&stage, NULL);
	stage_play(&stage, 300);
	ck_assert_uint_eq(server_count(stage.server, "one.example", "/feed.xml"), polls);
}
END_TEST

START_TEST(an_outlet_removed_while_it_is_polled_is_not_polled_again)
{
	stage_configure(&stage,
		"\"poll\": { \"first_age\": \"0s\", \"spread\": \"0s\", \"every\": \"1m\" }");
	add_outlet("one", 0, 1);
	stage_outlet(&stage, "slow", "http://slow.example/.bad/silent");
	stage_start(&stage, NULL);
	stage_until(&stage, "story.new outlet=one");
	char *path = mem_printf("%s/outlets.d/slow.json", stage.folder);
	ck_assert_int_eq(unlink(path), 0);
	mem_free(path);
	kill(stage.daemon, SIGHUP);
	stage_until(&stage, "outlet.removed outlet=slow");
	kill(stage.daemon, SIGTERM);
	ck_assert_int_eq(stage_wait(&stage), 0);
}
END_TEST

START_TEST(an_outlet_with_much_to_read_leaves_room_for_others)
{
	const char first[] =
		"\"poll\": { \"first_age\": \"0s\", \"spread\": \"0s\", \"entries\": 3000,"
		" \"first_entries\": 3000 }";
	stage_configure(&stage, first);
	add_feed("slow.example", 0, 2500);
	stage_write(&stage, "outlets.d/slow.json",
		"{ \"id\": \"slow\", \"name\": \"Slow\", \"gap\": \"10s\", \"sources\": [ { \"kind\": \"feed\","
		" \"url\": \"http://slow.example/feed.xml\" } ] }\n");
	stage_start(&stage, NULL);
	stage_until(&stage, "new=2500");
	add_outlet("one", 0, 3);
	kill(stage.daemon, SIGHUP);
	stage_until(&stage, "outlet=one story=");
	kill(stage.daemon, SIGTERM);
	ck_assert_int_eq(stage_wait(&stage), 0);
}
END_TEST

Suite *
daemon_suite(void)
{
	Suite *suite = suite_create("daemon");
	TCase *tc = tcase_create("daemon");
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, works_begin, works_end);
	tcase_add_test(tc, a_round_gives_up_a_store_that_stays_locked);
	tcase_add_test(tc, a_store_that_is_none_is_left_alone);
	tcase_add_test(tc, a_configuration_with_mistakes_ends_with_78);
	tcase_add_test(tc, a_second_daemon_on_one_store_is_refused);
	tcase_add_test(tc, signals_stop_and_reload);
	tcase_add_test(tc, an_outlet_removed_while_it_is_polled_is_not_polled_again);
	tcase_add_test(tc, an_outlet_with_much_to_read_leaves_room_for_others);
	suite_add_tcase(suite, tc);
	return suite;
}
