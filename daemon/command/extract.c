/* `newswire extract`: pages in files to articles in JSON, a line each. */
#include "command/command.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/text.h"
#include "command/input.h"
#include "command/pages.h"
#include "command/sites.h"
#include "config/config.h"
#include "extract/extract.h"
#include "extract/timezone.h"

#define EXPLAIN_MAX_BYTES ((size_t)1 << 20)

/* What holds for all pages of one run. */
struct job {
	const struct command *command;
	const char *url, *timezone, *content_type;
	const char *list; /* of pages; NULL: FILEs are named */
	int64_t crawled;
	bool explain;
	struct config *config;     /* NULL: none */
	struct title_names *names; /* NULL: none */
	struct arena *arena;       /* of one page */
	struct sites *sites;       /* NULL: without memory */
	bool learning;             /* the first of two readings: nothing is printed */
	bool failed;               /* a page could not be read */
};

static void
print_json(json_t *json)
{
	json_dumpf(json, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(json);
}

static void
print_error(struct job *job, const char *file, const char *text)
{
	if (job->learning)
		return;
	json_t *json = json_object();
	/* A name that is no UTF-8 is replaced where it is not. */
	const char *name = file != NULL ? text_nfc(job->arena, slice_of(file)) : NULL;
	json_object_set_new(json, "file", name != NULL ? json_string(name) : json_null());
	json_object_set_new(json, "error", json_string(text_nfc(job->arena, slice_of(text))));
	print_json(json);
	job->failed = true;
}

/* The lines of the explanation on stderr, each behind the file's name. */
static void
print_explanation(const char *file, const struct buffer *explain)
{
	struct buffer line;
	const char *at = explain->length > 0 ? explain->data : "";
	buffer_init(&line, EXPLAIN_MAX_BYTES);
	while (*at != '\0') {
		size_t length = strcspn(at, "\n");
		buffer_clear(&line);
		buffer_addf(&line, "%s: ", file);
		text_escape(&line, (struct slice){ at, length });
		fprintf(stderr, "%s\n", line.data);
		at += length + (at[length] == '\n');
	}
	buffer_release(&line);
}

static struct extract_request
request_of(const struct job *job, const struct page_file *page, const struct buffer *bytes)
{
	struct extract_request request = {
		.bytes = { bytes->length > 0 ? bytes->data : "", bytes->length },
		.content_type = job->content_type,
		.url = page->url,
		.timezone = page->timezone,
		.crawled = page->crawled,
		.names = job->names,
	};
	const struct outlet_config *outlet = job->config != NULL && page->url != NULL
						     ? config_outlet_of(job->config, page->url)
						     : NULL;
	if (outlet != NULL) {
		request.outlet = outlet->id;
		request.outlet_language = outlet->language;
		request.rules = outlet->has_rules ? &outlet->rules : NULL;
		if (request.timezone == NULL)
			request.timezone = outlet->timezone;
	}
	return request;
}

static void
extract_file(struct job *job, const struct page_file *page)
{
	struct buffer bytes, explain;
	struct article article;
	struct err err = { 0 };
	if (!input_read(page->path, &bytes, &err)) {
		print_error(job, page->name, err.text);
		return;
	}
	buffer_init(&explain, EXPLAIN_MAX_BYTES);
	struct extract_request request = request_of(job, page, &bytes);
	struct memory_known known = { 0 };
	if (job->sites != NULL) {
		known = sites_known(job->sites, page->url);
		request.memory = &known;
	}
	request.explain = job->explain && !job->learning ? &explain : NULL;
	bool read = extract_article(job->arena, &request, &article, &err);
	if (read && job->learning)
		sites_add(job->sites, page->url, page->crawled, &article);
	else if (read)
		print_json(article_to_json(&article, text_nfc(job->arena, slice_of(page->name))));
	else
		print_error(job, page->name, err.text);
	print_explanation(page->name, &explain);
	buffer_release(&explain);
	buffer_release(&bytes);
}

/* A page of the list, or what is wrong with its line. */
static void
extract_listed(void *arg, const struct page_file *page, const struct err *err)
{
	struct job *job = arg;
	struct page_file own = *page;
	if (own.timezone == NULL)
		own.timezone = job->timezone;
	if (err == NULL)
		extract_file(job, &own);
	else
		print_error(job, page->name,
			arena_printf(job->arena, "%s:%zu: %s", job->list, page->line, err->text));
	arena_reset(job->arena);
}

static bool
extract_list(struct job *job)
{
	struct err err = { 0 };
	if (pages_read(job->list, job->crawled, extract_listed, job, &err))
		return true;
	command_failed(job->command, "%s: %s", job->list, err.text);
	return false;
}

/* Reads all pages of the list or of FILEs once, in order. */
static bool
extract_each(struct job *job, char **files, int count)
{
	if (job->list != NULL)
		return extract_list(job);
	for (int i = 0; i < count; i++) {
		struct page_file page = {
			.name = files[i],
			.path = files[i],
			.url = job->url,
			.timezone = job->timezone,
			.crawled = job->crawled,
		};
		extract_file(job, &page);
		arena_reset(job->arena);
	}
	return true;
}

static int
extract_all(struct job *job, bool memory, const char *config, char **files, int count)
{
	job->config = config != NULL ? command_config(config) : NULL;
	job->names = job->config != NULL ? config_title_names(job->config) : NULL;
	bool good = config == NULL || job->config != NULL;
	job->arena = arena_new();
	if (good && memory) {
		job->sites = sites_new();
		job->learning = true;
		good = extract_each(job, files, count);
		job->learning = false;
		sites_learn(job->sites);
	}
	good = good && extract_each(job, files, count);
	sites_free(job->sites);
	arena_free(job->arena);
	title_names_free(job->names);
	config_free(job->config);
	return good && !job->failed ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* Whether the options and the `count` FILEs go together; says on stderr what does not. */
static bool
is_usable(const struct job *job, bool memory, char **files, int count)
{
	const char *fault = NULL;
	if (job->list == NULL && count == 0)
		fault = "a FILE or --jsonl is needed";
	else if (job->list != NULL && (count > 0 || job->url != NULL))
		fault = "--jsonl names the pages: no FILE and no --url with it";
	else if (memory && job->list != NULL && strcmp(job->list, "-") == 0)
		fault = "--memory reads the list twice: no stdin with it";
	for (int i = 0; memory && i < count; i++)
		if (strcmp(files[i], "-") == 0)
			fault = "--memory reads pages twice: no stdin with it";
	if (fault != NULL)
		command_misuse(job->command, "%s", fault);
	return fault == NULL;
}

static int
run(const struct command *command, const struct command_globals *globals, int argc, char **argv)
{
	static const struct option options[] = {
		{ "url", required_argument, NULL, 'u' },
		{ "jsonl", required_argument, NULL, 'j' },
		{ "timezone", required_argument, NULL, 'z' },
		{ "crawled", required_argument, NULL, 't' },
		{ "content-type", required_argument, NULL, 'y' },
		{ "config", required_argument, NULL, 'c' },
		{ "memory", no_argument, NULL, 'm' },
		{ "explain", no_argument, NULL, 'e' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	struct job job = { .command = command, .crawled = CLOCK_NEVER };
	const char *config = globals->config;
	bool memory = false;
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 'u': job.url = optarg; break;
		case 'j': job.list = optarg; break;
		case 'z': job.timezone = optarg; break;
		case 't':
			if (!pages_time_read(optarg, &job.crawled))
				return command_misuse(command,
					"--crawled %s: no time, as 2015-09-30T01:20:00Z is",
					optarg);
			break;
		case 'y': job.content_type = optarg; break;
		case 'c': config = optarg; break;
		case 'm': memory = true; break;
		case 'e': job.explain = true; break;
		case 'h': return command_help(command);
		default: return command_misuse(command, NULL);
		}
	}
	if (job.url != NULL && !command_is_address(job.url))
		return command_misuse(command, "--url %s: no http address", job.url);
	if (job.timezone != NULL && !timezone_known(job.timezone))
		return command_misuse(command,
			"--timezone %s: no time zone, as \"Europe/Paris\" is", job.timezone);
	if (!is_usable(&job, memory, argv + optind, argc - optind))
		return EXIT_USAGE;
	return extract_all(&job, memory, config, argv + optind, argc - optind);
}

const struct command command_extract = {
	.name = "extract",
	.usage =
		"[--url URL | --jsonl LIST] [--timezone ZONE] [--crawled TIME]\n"
		"                        [--content-type TYPE] [--config FILE] [--memory] [--explain]\n"
		"                        FILE...",
	.summary = "Read article pages: headline, body, times, photos, headline lists",
	.help = "  --url URL            the page's address\n"
		"  --jsonl LIST         a file with a line a page instead of FILE: an object with\n"
		"                       \"file\" (relative to LIST's folder), \"url\", and optionally\n"
		"                       \"crawled\" and \"timezone\"\n"
		"  --timezone ZONE      what the outlet writes its times in: \"Europe/Paris\"\n"
		"                       (the configuration's, else the country's, by the host or\n"
		"                       by the page's language, else UTC)\n"
		"  --crawled TIME       when the page was fetched: \"2015-09-30T09:20:00Z\"\n"
		"  --content-type TYPE  the HTTP header, for its charset\n"
		"  --config FILE        outlets' names, time zones and rules\n"
		"  --memory             read all pages of a host first, and leave out lines that\n"
		"                       stand on several of them\n"
		"  --explain            tell on stderr which signal gave which field\n"
		"\n"
		"Prints the article's JSON, a line a page, in order. FILE and LIST may be gzipped; - is\n"
		"stdin. A page that cannot be read gives a line with \"error\", and the exit\n"
		"status is 1 at the end.\n",
	.run = run,
};
