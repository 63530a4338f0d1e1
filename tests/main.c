/* Runs all suites, or those named on the command line; prints `N passed, N failed` last. */
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suites.h"

static int
run_suite(Suite *suite, int *failed)
{
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int run = srunner_ntests_run(runner);
	*failed += srunner_ntests_failed(runner);
	srunner_free(runner);
	return run;
}

int
main(int argc, char **argv)
{
	int run = 0, failed = 0;
	for (size_t i = 0; i < sizeof(suites) / sizeof(suites[0]); i++) {
		bool wanted = argc == 1;
		for (int a = 1; a < argc; a++)
			wanted |= strcmp(argv[a], suites[i].name) == 0;
		if (wanted)
			run += run_suite(suites[i].make(), &failed);
	}
	printf("%d passed, %d failed\n", run - failed, failed);
	return run > 0 && failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
