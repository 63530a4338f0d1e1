/* What all commands say in the same way: help, misuse, failure. */
#include "command/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/url.h"

int
command_help(const struct command *command)
{
	printf("usage: newswire %s %s\n\n%s.\n", command->name, command->usage, command->summary);
	if (command->help != NULL)
		printf("\n%s", command->help);
	return EXIT_SUCCESS;
}

__attribute__((format(printf, 2, 0))) static void
complain(const struct command *command, const char *format, va_list ap)
{
	fprintf(stderr, "newswire %s: ", command->name);
	vfprintf(stderr, format, ap);
	fputc('\n', stderr);
}

int
command_misuse(const struct command *command, const char *format, ...)
{
	if (format != NULL) {
		va_list ap;
		va_start(ap, format);
		complain(command, format, ap);
		va_end(ap);
	}
	fprintf(stderr, "Try 'newswire %s --help'.\n", command->name);
	return EXIT_USAGE;
}

int
command_failed(const struct command *command, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	complain(command, format, ap);
	va_end(ap);
	return EXIT_FAILURE;
}

struct config *
command_config(const char *path)
{
	struct config_mistakes mistakes;
	config_mistakes_init(&mistakes);
	struct config *config = config_load(path, &mistakes);
	config_mistakes_print(&mistakes, stderr);
	config_mistakes_release(&mistakes);
	return config;
}

bool
command_is_address(const char *url)
{
	struct arena *arena = arena_new();
	bool is_address = url_resolve(arena, NULL, slice_of(url), false) != NULL;
	arena_free(arena);
	return is_address;
}
