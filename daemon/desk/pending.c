/* Links that wait in the store: each outlet's are asked for when it has room. */
#include "base/log.h"
#include "desk/internal.h"

void
pages_remember(struct desk_outlet *outlet)
{
	outlet->left = true;
	outlet->left_more = outlet->scanning;
	outlet->scanned = 0;
}

static void
on_scanned(void *arg, const struct store_link *links, size_t count, const struct err *err)
{
	struct desk_outlet *outlet = arg;
	struct desk *desk = outlet->desk;
	desk->scans--;
	outlet->scanning = false;
	if (err != NULL) {
		log_error("store.scan", "error=\"%s\"", err->text);
	} else if (!outlet->removed) {
		size_t taken = pages_take_some(outlet, links, count);
		if (taken > 0)
			outlet->scanned = links[taken - 1].id;
		if (taken == count && count < OUTLET_PAGES_MAX)
			outlet->left = false; /* the end: what comes from now on, polls hand over */
		if (outlet->left_more)
			pages_remember(outlet);
	}
	outlet_drop(outlet);
	desk_settle(desk);
}

static bool
wants_scan(const struct desk_outlet *outlet)
{
	return outlet->left && !outlet->scanning && outlet->pages <= OUTLET_PAGES_LOW;
}

void
pages_refill(struct desk *desk)
{
	size_t at = 0;
	void *value;
	while (desk->scans < DESK_SCANS_MAX && desk_has_room(desk) &&
		table_count(desk->pages) < DESK_PAGES_MAX &&
		table_next(desk->outlets, &at, NULL, &value)) {
		struct desk_outlet *outlet = value;
		if (!wants_scan(outlet) ||
			!writer_pending(desk->options.writer, outlet->id, outlet->scanned,
				OUTLET_PAGES_MAX, on_scanned, outlet))
			continue;
		outlet_hold(outlet);
		outlet->scanning = true;
		desk->scans++;
	}
}

bool
pages_left(const struct desk *desk)
{
	size_t at = 0;
	void *value;
	while (table_next(desk->outlets, &at, NULL, &value))
		if (((const struct desk_outlet *)value)->left)
			return true;
	return false;
}
