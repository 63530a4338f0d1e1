/* What a probe found, as an outlet and as JSON. */
#include "article/codec.h"
#include "base/clock.h"
#include "probe/probe.h"

struct draft
probe_draft(struct arena *arena, const struct probe_report *report)
{
	struct draft draft = {
		.id = report->id,
		.name = report->name,
		.homepage = report->homepage,
		.language = report->language,
		.timezone = report->timezone,
		.sources = arena_zalloc(arena, report->taken, sizeof(*draft.sources)),
	};
	for (size_t i = 0; i < report->source_count; i++) {
		const struct probe_source *source = &report->sources[i];
		if (source->taken)
			draft.sources[draft.source_count++] =
				(struct draft_source){ source->kind, source->url, source->every_s };
	}
	return draft;
}

static json_t *
one_source(const struct probe_source *source)
{
	json_t *json = codec_object();
	codec_put_text(json, "kind", config_source_kind_name(source->kind));
	codec_put_text(json, "url", source->url);
	codec_put(json, "taken", json_boolean(source->taken));
	codec_put_text(json, "note", source->note);
	codec_put_text(json, "found", source->found);
	codec_put_text(json, "format", source->format);
	codec_put_text(json, "title", source->title);
	codec_put_text(json, "language", source->language);
	codec_put(json, "entries", json_integer((json_int_t)source->entries));
	codec_put_time(json, "newest", source->newest);
	codec_put(
		json, "every_s", source->every_s > 0 ? json_integer(source->every_s) : json_null());
	return json;
}

static json_t *
one_page(const struct probe_page *page)
{
	json_t *json = codec_object();
	codec_put_text(json, "url", page->url);
	codec_put_text(json, "error", page->error);
	codec_put(
		json, "article", json_boolean(page->error == NULL && page->reason == REASON_NONE));
	codec_put_text(json, "reason", article_reason_name(page->reason));
	codec_put_text(json, "headline", page->headline);
	codec_put_time(json, "published", page->published);
	codec_put_text(json, "language", page->language);
	codec_put(json, "words", json_integer((json_int_t)page->words));
	codec_put(json, "lists", json_integer((json_int_t)page->lists));
	codec_put(json, "truncated", json_boolean(page->truncated));
	return json;
}

json_t *
probe_to_json(struct arena *arena, const struct probe_report *report)
{
	json_t *json = codec_object(), *sources = codec_array(), *pages = codec_array();
	const struct draft draft = probe_draft(arena, report);
	codec_put_text(json, "homepage", report->homepage);
	codec_put_text(json, "refusal", report->refusal);
	codec_put_text(json, "front_error", report->front_error);
	codec_put_text(json, "configured", report->configured);
	codec_put_text(json, "timezone_from", report->timezone_from);
	codec_put(json, "offset_s",
		report->offset_s != 0 ? json_integer(report->offset_s) : json_null());
	codec_put(json, "fetches", json_integer((json_int_t)report->fetches));
	for (size_t i = 0; i < report->source_count; i++)
		codec_append(sources, one_source(&report->sources[i]));
	codec_put(json, "sources", sources);
	for (size_t i = 0; i < report->page_count; i++)
		codec_append(pages, one_page(&report->pages[i]));
	codec_put(json, "articles", pages);
	codec_put(json, "outlet", draft_to_json(&draft));
	return json;
}
