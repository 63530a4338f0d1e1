/*
 * works.h - what the suites of the real daemon share: a stage, and outlets that tell of as many
 * finished works of building as are asked for, each in words of its own.
 */
#ifndef NEWSWIRED_TESTS_WORKS_H
#define NEWSWIRED_TESTS_WORKS_H

#include <check.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "server/stage.h"

static struct stage stage;

static inline void
works_begin(void)
{
	stage_open(&stage);
}

static inline void
works_end(void)
{
	stage_close(&stage);
}

/* Words that differ from story to story, so that no two are taken for one. */
static const char *const things[] = { "bridge", "market", "library", "harbour", "railway",
	"theatre", "orchard", "lighthouse", "reservoir", "museum" };
static const char *const places[] = { "northern", "southern", "eastern", "western", "central",
	"upper", "lower", "inner", "outer", "old" };

static inline void
add_article(const char *host, int number)
{
	const char *thing = things[number % 10], *place = places[number / 10 % 10];
	char *path = mem_printf("/news/%s-%s-%d.html", place, thing, number);
	char *name = mem_printf("%s %s", place, thing);
	char *page = mem_printf(
		"<!doctype html><html lang=en><head><title>Work on the %s number %d is finished</title></head>"
		"<body><h1>Work on the %s number %d is finished</h1><article>"
		"<p>The builders of the %s, number %d in the plans, handed over the keys on Monday.</p>"
		"<p>It had taken them %d weeks longer than they said, because the ground was wet.</p>"
		"<p>The town will open the %s to the public before the end of the month, the mayor said.</p>"
		"</article></body></html>",
		name, number, name, number, name, number, number, name);
	server_put(stage.server, host, path, 200, "Content-Type: text/html; charset=utf-8\n", page);
	mem_free(page);
	mem_free(name);
	mem_free(path);
}

static inline void
add_feed(const char *host, int first, int count)
{
	struct buffer feed;
	buffer_init(&feed, (size_t)1 << 20);
	buffer_add_string(
		&feed, "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>t</title>");
	for (int n = first; n < first + count; n++)
		buffer_addf(&feed,
			"<item><title>Work on the %s %s number %d is finished</title>"
			"<link>http://%s/news/%s-%s-%d.html</link></item>",
			places[n / 10 % 10], things[n % 10], n, host, places[n / 10 % 10],
			things[n % 10], n);
	buffer_add_string(&feed, "</channel></rss>");
	server_put(stage.server, host, "/feed.xml", 200, "Content-Type: application/rss+xml\n",
		feed.data);
	buffer_release(&feed);
}

static inline void
add_outlet(const char *id, int first, int count)
{
	char *host = mem_printf("%s.example", id),
	     *url = mem_printf("http://%s.example/feed.xml", id);
	for (int n = first; n < first + count; n++)
		add_article(host, n);
	add_feed(host, first, count);
	stage_outlet(&stage, id, url);
	mem_free(host);
	mem_free(url);
}

#endif
