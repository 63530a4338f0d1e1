/*
 * Stories by the key of their address, once a page; what is said of each by any list that has it.
 */
#include "lists.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/url.h"

/* One place of one story. */
struct place {
	const char *key, *headline, *label, *kind;
};

struct places {
	struct place *all;
	size_t count, room;
};

/* Letters and digits in lower case. */
static const char *
fold(struct arena *arena, const char *text)
{
	char *out = arena_alloc(arena, strlen(text) * 2 + 1);
	size_t length = 0;
	const char *end = text + strlen(text);
	while (text < end) {
		uint32_t point = text_decode(text, end, &text);
		if (text_is_letter(point) || text_is_digit(point))
			length += text_encode(text_lower(point), out + length);
	}
	out[length] = '\0';
	return out;
}

static void
add_place(struct places *places, struct arena *arena, const char *url, const char *headline,
	const char *label, const char *kind)
{
	const char *key = url != NULL ? url_key(arena, url) : NULL;
	if (key == NULL || headline == NULL)
		return;
	places->all =
		arena_grow(arena, places->all, places->count, &places->room, sizeof(*places->all));
	places->all[places->count++] = (struct place){
		.key = key,
		.headline = fold(arena, text_nfc(arena, slice_of(headline))),
		.label = fold(arena, text_nfc(arena, slice_of(label))),
		.kind = kind,
	};
}

static const char *
text_of(const json_t *object, const char *member)
{
	const char *text = json_string_value(json_object_get(object, member));
	return text != NULL ? text : "";
}

static void
read_truth(struct places *out, struct arena *arena, const json_t *list)
{
	json_t *item;
	size_t i;
	json_array_foreach(json_object_get(list, "items"), i, item)
		add_place(out, arena, text_of(item, "url"), text_of(item, "headline"),
			text_of(list, "label"), text_of(list, "kind"));
}

static void
read_ours(struct places *out, struct arena *arena, const struct article *article)
{
	for (size_t l = 0; l < article->list_count; l++) {
		const struct headline_list *list = &article->lists[l];
		for (size_t i = 0; i < list->count; i++)
			add_place(out, arena, list->items[i].url, list->items[i].headline,
				list->label, list_kind_name(list->kind));
	}
}

/* Whether the story of places[i] stands there earlier. */
static bool
is_repeated(const struct places *places, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (strcmp(places->all[j].key, places->all[i].key) == 0)
			return true;
	return false;
}

static size_t
stories(const struct places *places)
{
	size_t count = 0;
	for (size_t i = 0; i < places->count; i++)
		count += !is_repeated(places, i);
	return count;
}

/* What the places of one story agree on. */
struct agreement {
	bool found, headline, label, kind;
};

/* key: a story's; every one of its places in `truth` against every one in `ours`. */
static struct agreement
compare(const struct places *truth, const struct places *ours, const char *key)
{
	struct agreement out = { 0 };
	for (size_t t = 0; t < truth->count; t++) {
		const struct place *a = &truth->all[t];
		if (strcmp(a->key, key) != 0)
			continue;
		for (size_t o = 0; o < ours->count; o++) {
			const struct place *b = &ours->all[o];
			if (strcmp(b->key, key) != 0)
				continue;
			out.found = true;
			out.headline |= strcmp(a->headline, b->headline) == 0;
			out.label |= strcmp(a->label, b->label) == 0;
			out.kind |= strcmp(a->kind, b->kind) == 0;
		}
	}
	return out;
}

/* A list of the truth whose stories were found, all or some. */
static void
add_list(struct list_totals *totals, const struct places *list, const struct places *ours)
{
	double found = 0, labels = 0, kinds = 0;
	for (size_t i = 0; i < list->count; i++) {
		struct agreement agreement = compare(list, ours, list->all[i].key);
		found += agreement.found;
		labels += agreement.label;
		kinds += agreement.kind;
	}
	if (found == 0)
		return;
	totals->lists++;
	totals->list_labels += labels / found;
	totals->list_kinds += kinds / found;
}

void
lists_add(struct list_totals *totals, struct arena *arena, const struct article *article,
	const struct corpus_page *page)
{
	struct places truth = { 0 }, ours = { 0 };
	json_t *list;
	size_t i;
	if (page->lists == NULL)
		return;
	read_ours(&ours, arena, article);
	json_array_foreach(json_object_get(page->lists, "lists"), i, list) {
		struct places own = { 0 };
		read_truth(&own, arena, list);
		read_truth(&truth, arena, list);
		add_list(totals, &own, &ours);
	}
	double found = 0, all = (double)stories(&truth), mine = (double)stories(&ours);
	for (size_t t = 0; t < truth.count; t++) {
		if (is_repeated(&truth, t))
			continue;
		struct agreement agreement = compare(&truth, &ours, truth.all[t].key);
		found += agreement.found;
		totals->headlines += agreement.headline;
		totals->labels += agreement.label;
		totals->kinds += agreement.kind;
	}
	double precision = mine > 0 ? found / mine : all == 0;
	double recall = all > 0 ? found / all : mine == 0;
	totals->pages++;
	totals->precision += precision;
	totals->recall += recall;
	totals->f1 += precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
	totals->found += found;
	totals->ours += mine;
	totals->truth += all;
}

void
lists_print(const char *name, const struct list_totals *t)
{
	if (t->pages == 0 || t->found == 0 || t->lists == 0)
		return;
	double precision = t->found / t->ours, recall = t->found / t->truth;
	printf("%-10s precision %.4f recall %.4f F1 %.4f (mean of %.0f pages)\n", name,
		t->precision / t->pages, t->recall / t->pages, t->f1 / t->pages, t->pages);
	printf("           precision %.4f recall %.4f F1 %.4f (of %.0f stories)\n", precision,
		recall, 2 * precision * recall / (precision + recall), t->truth);
	printf("           headline %.4f label %.4f kind %.4f by story; "
	       "label %.4f kind %.4f by list\n",
		t->headlines / t->found, t->labels / t->found, t->kinds / t->found,
		t->list_labels / t->lists, t->list_kinds / t->lists);
}
