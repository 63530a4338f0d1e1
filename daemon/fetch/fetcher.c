/* Fetches and their fetcher: made, woken, cancelled, freed. */
#include <assert.h>
#include <string.h>

#include <event2/event.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/url.h"
#include "fetch/internal.h"
#include "fetch/settings.h"

#define BODY_MAX_BYTES_DEFAULT ((size_t)4 << 20)

void
fetch_wake(struct fetch *f)
{
	struct fetcher *fetcher = f->fetcher;
	if (f->is_woken)
		return;
	f->is_woken = true;
	TAILQ_INSERT_TAIL(&fetcher->woken, f, next_woken);
	if (fetcher->woken_count++ == 0)
		event_active(fetcher->kick, EV_TIMEOUT, 0);
}

void
fetch_unwake(struct fetch *f)
{
	if (!f->is_woken)
		return;
	f->is_woken = false;
	TAILQ_REMOVE(&f->fetcher->woken, f, next_woken);
	f->fetcher->woken_count--;
}

void
fetch_free(struct fetch *f)
{
	fetch_unwake(f);
	if (f->transfer != NULL)
		transfer_release(f->transfer);
	mem_free(f->transfer);
	turn_give_back(&f->turn, clock_monotonic_ms());
	if (f->waits_for != NULL)
		TAILQ_REMOVE(&f->waits_for->waiting, f, next_waiting);
	if (f->brings != NULL)
		f->brings->asking = NULL;
	TAILQ_REMOVE(&f->fetcher->all, f, next);
	mem_free((char *)f->request.url);
	mem_free((char *)f->request.etag);
	mem_free((char *)f->request.last_modified);
	mem_free((char *)f->request.accept);
	policy_release(&f->policy);
	for (int i = 0; i <= FETCH_REDIRECTS_MAX; i++)
		mem_free(f->urls[i]);
	mem_free(f->host);
	mem_free(f);
}

bool
fetch_set_url(struct fetch *f, int step, const char *base, const char *address)
{
	struct arena *scratch = f->fetcher->scratch;
	struct url parts;
	const char *resolved = url_resolve(scratch, base, slice_of(address), false);
	bool valid = resolved != NULL && url_read(resolved, &parts);
	if (valid) {
		f->urls[step] = mem_strdup(resolved);
		mem_free(f->host);
		f->host = mem_strndup(parts.host.data, parts.host.length);
		f->redirects = step;
	}
	arena_reset(scratch);
	return valid;
}

static void
on_turn(struct turn *turn)
{
	fetch_advance((struct fetch *)((char *)turn - offsetof(struct fetch, turn)));
}

static void
on_kick(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what;
	struct fetcher *fetcher = arg;
	/* Those that are woken meanwhile come next time, so that the loop turns. */
	for (size_t left = fetcher->woken_count; left > 0 && fetcher->woken_count > 0; left--) {
		struct fetch *f = TAILQ_FIRST(&fetcher->woken);
		fetch_unwake(f);
		fetch_advance(f);
	}
	if (fetcher->woken_count > 0)
		event_active(fetcher->kick, EV_TIMEOUT, 0);
}

static char *
copy_or_null(const char *text)
{
	return text != NULL ? mem_strdup(text) : NULL;
}

/* A fetch that waits to be woken for the first time. */
static struct fetch *
fetch_new(struct fetcher *fetcher, const struct fetch_request *request)
{
	struct fetch *f = mem_zalloc(1, sizeof(*f));
	f->fetcher = fetcher;
	f->request = *request;
	f->request.url = mem_strdup(request->url);
	f->request.etag = copy_or_null(request->etag);
	f->request.last_modified = copy_or_null(request->last_modified);
	f->request.accept = copy_or_null(request->accept);
	f->has_policy = request->policy != NULL;
	if (f->has_policy)
		policy_copy(&f->policy, request->policy);
	f->request.policy = NULL;
	if (request->body_max_bytes == 0)
		f->request.body_max_bytes = BODY_MAX_BYTES_DEFAULT;
	f->retry_after_s = f->max_age_s = FETCH_UNKNOWN;
	TAILQ_INSERT_TAIL(&fetcher->all, f, next);
	fetch_set_url(f, 0, NULL, request->url);
	fetch_wake(f);
	return f;
}

struct fetch *
fetch_start(struct fetcher *fetcher, const struct fetch_request *request)
{
	assert(request->done != NULL);
	return fetch_new(fetcher, request);
}

void
fetch_start_robots(struct fetch *f, struct robots_entry *entry)
{
	char *url = mem_printf("%s/robots.txt", entry->origin);
	const struct fetch_request request = {
		.url = url,
		.body_max_bytes = ROBOTS_MAX_BYTES + 1, /* one more, to know that there was more */
		.policy = f->has_policy ? &f->policy : NULL,
	};
	struct fetch *asking = fetch_new(f->fetcher, &request);
	asking->brings = entry;
	entry->asking = asking;
	mem_free(url);
}

void
fetch_cancel(struct fetch *f)
{
	fetch_free(f);
}

bool
fetcher_reconfigure(struct fetcher *fetcher, const struct fetch_options *options, struct err *err)
{
	struct fetch_options settings;
	if (!settings_read(&settings, options, err))
		return false;
	settings_release(&fetcher->settings);
	fetcher->settings = settings;
	turns_configure(fetcher->turns, settings.parallel, settings.hold_wait_max_ms);
	multi_configure(fetcher->multi, settings.parallel);
	return true;
}

struct fetcher *
fetcher_new(struct event_base *base, const struct fetch_options *options, struct err *err)
{
	struct fetcher *fetcher = mem_zalloc(1, sizeof(*fetcher));
	TAILQ_INIT(&fetcher->all);
	TAILQ_INIT(&fetcher->woken);
	fetcher->scratch = arena_new();
	fetcher->turns = turns_new(base, on_turn);
	fetcher->kick = event_new(base, -1, 0, on_kick, fetcher);
	fetcher->multi = multi_new(base);
	if (fetcher->kick == NULL)
		mem_exhausted();
	if (fetcher->multi == NULL)
		err_set(err, ERR_SYSTEM, "libcurl does not start");
	if (fetcher->multi == NULL || !fetcher_reconfigure(fetcher, options, err)) {
		fetcher_free(fetcher);
		return NULL;
	}
	fetcher->robots = robots_cache_new(fetcher->settings.agent_token);
	return fetcher;
}

void
fetcher_free(struct fetcher *fetcher)
{
	if (fetcher == NULL)
		return;
	while (!TAILQ_EMPTY(&fetcher->all))
		fetch_free(TAILQ_FIRST(&fetcher->all));
	robots_cache_free(fetcher->robots);
	multi_free(fetcher->multi);
	turns_free(fetcher->turns);
	event_free(fetcher->kick);
	settings_release(&fetcher->settings);
	arena_free(fetcher->scratch);
	mem_free(fetcher);
}

void
fetcher_pause(struct fetcher *fetcher, bool paused)
{
	turns_pause(fetcher->turns, paused);
}
