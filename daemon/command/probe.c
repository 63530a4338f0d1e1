/* `newswire probe`: an outlet found from its address alone. */
#include "probe/probe.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "command/command.h"
#include "command/terminal.h"

struct probing {
	struct arena *arena;
	struct terminal terminal;
	const struct probe_report *report;
	int64_t now;
};

/* A line on a terminal's standard error that the next one takes the place of. */
static void
on_progress(const char *url, void *arg)
{
	struct probing *p = arg;
	size_t columns = p->terminal.columns > 100 ? 100 : p->terminal.columns;
	fprintf(stderr, "\r\033[K%s",
		terminal_cut(p->arena, terminal_line(p->arena, url), columns - 1));
}

static void
end_progress(void)
{
	fputs("\r\033[K", stderr);
}

/* "3 h ago"; "no dates" */
static const char *
age(const struct probing *p, int64_t date)
{
	if (date == CLOCK_NEVER)
		return "no dates";
	int64_t minutes = (p->now - date) / 60;
	if (minutes < 1)
		return "now";
	if (minutes < 120)
		return arena_printf(p->arena, "%" PRId64 " min ago", minutes);
	if (minutes < 2 * 24 * 60)
		return arena_printf(p->arena, "%" PRId64 " h ago", minutes / 60);
	return arena_printf(p->arena, "%" PRId64 " d ago", minutes / 60 / 24);
}

static void
print_field(const struct probing *p, const char *name, const char *value, const char *remark)
{
	printf("  %-10s", name);
	terminal_print(&p->terminal, STYLE_PLAIN,
		terminal_line(p->arena, value != NULL ? value : "not found"));
	if (remark != NULL)
		terminal_print(&p->terminal, STYLE_FAINT,
			terminal_line(p->arena, arena_printf(p->arena, " (%s)", remark)));
	putchar('\n');
}

static const char *
zone_remark(const struct probing *p)
{
	const struct probe_report *report = p->report;
	int minutes = abs(report->offset_s) / 60;
	if (report->timezone != NULL)
		return arena_printf(p->arena, "by %s", report->timezone_from);
	if (report->offset_s != 0)
		return arena_printf(p->arena, "its times are written %c%02d:%02d from UTC",
			report->offset_s < 0 ? '-' : '+', minutes / 60, minutes % 60);
	return NULL;
}

static void
print_outlet(const struct probing *p)
{
	const struct probe_report *report = p->report;
	terminal_print(&p->terminal, STYLE_NAME, terminal_line(p->arena, report->name));
	putchar('\n');
	print_field(p, "homepage", report->homepage,
		report->refusal != NULL
			? arena_printf(p->arena, "it shows a %s instead", report->refusal)
			: report->front_error);
	print_field(p, "id", report->id,
		report->configured != NULL
			? arena_printf(p->arena, "%s reads this site already", report->configured)
			: NULL);
	print_field(p, "language", report->language, NULL);
	print_field(p, "time zone", report->timezone, zone_remark(p));
}

static void
print_source(const struct probing *p, const struct probe_source *source)
{
	const char *text = source->found;
	printf("  %c %-8s", source->taken ? '+' : '-', config_source_kind_name(source->kind));
	terminal_print(&p->terminal, source->taken ? STYLE_STRONG : STYLE_PLAIN,
		terminal_line(p->arena, source->url));
	if (source->format != NULL)
		text = arena_printf(p->arena, "%s, %s: %s, newest: %s", source->found,
			source->format,
			terminal_count(p->arena, (int64_t)source->entries, "entry", "entries"),
			age(p, source->newest));
	if (source->title != NULL)
		text = arena_printf(p->arena, "\"%s\", %s", source->title, text);
	if (source->taken)
		text = arena_printf(
			p->arena, "%s; every %" PRId64 " min", text, source->every_s / 60);
	putchar('\n');
	terminal_wrap(&p->terminal, p->arena, STYLE_FAINT, terminal_line(p->arena, text), 12);
	if (source->note != NULL)
		terminal_wrap(&p->terminal, p->arena, STYLE_ALARM,
			terminal_line(p->arena, source->note), 12);
}

static void
print_page(const struct probing *p, const struct probe_page *page)
{
	char time[CLOCK_TEXT_BYTES];
	const char *reason = page->error != NULL ? page->error : article_reason_name(page->reason);
	bool good = reason == NULL && page->headline != NULL && page->published != CLOCK_NEVER &&
		    page->words > 0;
	printf("  %c ", good ? '+' : '-');
	terminal_print(&p->terminal, STYLE_PLAIN, terminal_line(p->arena, page->url));
	putchar('\n');
	if (reason != NULL) {
		terminal_wrap(&p->terminal, p->arena, STYLE_ALARM,
			terminal_line(p->arena,
				page->error != NULL
					? reason
					: arena_printf(p->arena, "no article: %s", reason)),
			4);
		return;
	}
	terminal_wrap(&p->terminal, p->arena, STYLE_STRONG,
		terminal_line(p->arena, page->headline != NULL ? page->headline : "no headline"),
		4);
	terminal_wrap(&p->terminal, p->arena, STYLE_FAINT,
		arena_printf(p->arena, "%s, %s, %s%s",
			page->published != CLOCK_NEVER
				? terminal_time(p->arena, clock_format(page->published, time))
				: "no date",
			terminal_count(p->arena, (int64_t)page->words, "word", "words"),
			terminal_count(
				p->arena, (int64_t)page->lists, "headline list", "headline lists"),
			page->truncated ? ", cut short for those who do not pay" : ""),
		4);
}

static void
print_report(const struct probing *p)
{
	const struct probe_report *report = p->report;
	print_outlet(p);
	printf("\nSources (%zu of %zu are of use)\n", report->taken, report->source_count);
	for (size_t i = 0; i < report->source_count; i++)
		print_source(p, &report->sources[i]);
	if (report->page_count > 0)
		printf("\nArticles\n");
	for (size_t i = 0; i < report->page_count; i++)
		print_page(p, &report->pages[i]);
}

/* Writes the outlet; says where. */
static int
write_outlet(const struct command *command, struct probing *p, const char *path, bool json)
{
	struct err err;
	const struct draft draft = probe_draft(p->arena, p->report);
	if (!draft_write(&draft, path, &err))
		return command_failed(command, "%s", err.text);
	if (!json)
		printf("\n%s is written; 'newswire check' looks at it, a reload of newswired "
		       "takes it over.\n",
			path);
	return EXIT_SUCCESS;
}

static int
tell(const struct command *command, struct probing *p, const char *path, bool json)
{
	if (json) {
		json_t *found = probe_to_json(p->arena, p->report);
		json_dumpf(found, stdout, JSON_COMPACT);
		putchar('\n');
		json_decref(found);
	} else {
		print_report(p);
	}
	if (p->report->taken == 0) {
		fflush(stdout);
		return command_failed(command, "%s: no source that newswired could read",
			terminal_line(p->arena, p->report->homepage));
	}
	if (path != NULL)
		return write_outlet(command, p, path, json);
	if (!json)
		printf("\n--write FILE writes an outlet's file of it.\n");
	return EXIT_SUCCESS;
}

static int
probe(const struct command *command, struct config *config, const char *address, const char *proxy,
	const char *path, bool json)
{
	struct probing p = { .arena = arena_new(), .now = clock_now() };
	struct probe_report report;
	struct err err;
	bool watched = isatty(STDERR_FILENO) == 1;
	const struct probe_options options = {
		.config = config,
		.address = address,
		.proxy = proxy,
		.progress = watched ? on_progress : NULL,
		.arg = &p,
	};
	terminal_init(&p.terminal);
	bool found = probe_run(p.arena, &options, &report, &err);
	if (watched)
		end_progress();
	p.report = &report;
	int status = found ? tell(command, &p, path, json)
			   : command_failed(command, "%s", terminal_line(p.arena, err.text));
	arena_free(p.arena);
	return status;
}

/* Whether a file may be written where the path says; else errno tells why not. */
static bool
folder_takes_files(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash != NULL && slash > path ? strndup(path, (size_t)(slash - path))
						     : strdup(slash != NULL ? "/" : ".");
	bool takes = folder != NULL && access(folder, W_OK | X_OK) == 0;
	int error = errno;
	free(folder);
	errno = error;
	return takes;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "write", required_argument, NULL, 'w' },
		{ "proxy", required_argument, NULL, 'p' },
		{ "config", required_argument, NULL, 'c' },
		{ "json", no_argument, NULL, 'j' },
		{ "help", no_argument, NULL, 'h' },
		{ NULL, 0, NULL, 0 },
	};
	const char *path = NULL, *proxy = NULL, *config_path = globals->config;
	bool json = false;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 'w': path = optarg; break;
		case 'p': proxy = optarg; break;
		case 'c': config_path = optarg; break;
		case 'j': json = true; break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (argc - optind != 1)
		return command_misuse(command, "one ADDRESS is needed");
	/* Not after a minute of asking around. */
	if (path != NULL && access(path, F_OK) == 0)
		return command_failed(command, "%s: is there already", path);
	if (path != NULL && !folder_takes_files(path))
		return command_failed(command, "%s: %s", path, strerror(errno));
	struct config *config =
		config_path != NULL ? command_config(config_path) : config_default();
	if (config == NULL)
		return EXIT_FAILURE;
	struct err err;
	log_open(NULL, LOG_LEVEL_ERROR, &err);
	int status = probe(command, config, argv[optind], proxy, path, json);
	config_free(config);
	return status;
}

const struct command command_probe = {
	.name = "probe",
	.usage = "[--write FILE] [--proxy URL] [--config FILE] [--json] ADDRESS",
	.summary = "Find an outlet's sources from its address, and write its file",
	.help = "  --write FILE   write an outlet's file; one that is there is never overwritten\n"
		"  --proxy URL    ask by way of a proxy\n"
		"  --config FILE  how to fetch and read, whom to name as contact, what is an outlet\n"
		"                 already (without it: the defaults)\n"
		"  --json         what was found as one object\n"
		"\n"
		"Fetches, within robots.txt and as slowly as newswired does: the front page, the\n"
		"feeds it names, else the usual places, sitemaps, and three article pages. ADDRESS\n"
		"is a front page or a feed: site.example, https://site.example/rss.xml. The exit\n"
		"status is 1 where no source was found.\n",
	.run = run,
};
