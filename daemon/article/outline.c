/* An outline's JSON, both ways. */
#include "article/outline.h"

#include "article/codec.h"
#include "article/limits.h"
#include "base/clock.h"
#include "base/url.h"

json_t *
outline_to_json(const struct outline *outline)
{
	json_t *json = codec_object();
	codec_put(json, "page", json_boolean(outline->page));
	codec_put_text(json, "title", outline->title);
	codec_put_text(json, "site_name", outline->site_name);
	codec_put_texts(json, "feeds", outline->feeds, outline->feed_count);
	codec_put(json, "offset_s", json_integer(outline->offset_s));
	codec_put_time(json, "offset_at", outline->offset_at);
	return json;
}

static int32_t
read_offset(struct codec_reader *reader, const json_t *json)
{
	const json_t *value = codec_member(json, "offset_s");
	json_int_t offset = json_integer_value(value);
	if (value != NULL && (!json_is_integer(value) || offset < -OUTLINE_OFFSET_MAX_S ||
				     offset > OUTLINE_OFFSET_MAX_S)) {
		codec_fail(reader, "offset_s", "offset from UTC");
		return 0;
	}
	return (int32_t)offset;
}

bool
outline_from_json(struct outline *outline, struct arena *arena, const json_t *json, struct err *err)
{
	*outline = (struct outline){ .offset_at = CLOCK_NEVER };
	if (!json_is_object(json))
		return err_set(err, ERR_FORMAT, "an outline is no JSON object");
	struct codec_reader in = { .arena = arena, .err = err };
	outline->page = codec_read_flag(&in, json, "page");
	outline->title = codec_read_text(&in, json, "title", ARTICLE_HEADLINE_MAX_BYTES);
	outline->site_name = codec_read_text(&in, json, "site_name", ARTICLE_HEADLINE_MAX_BYTES);
	outline->feeds = codec_read_texts(&in, json, "feeds", SOURCE_ALTERNATES_MAX, URL_MAX_BYTES,
		(size_t)SOURCE_ALTERNATES_MAX * URL_MAX_BYTES, &outline->feed_count);
	outline->offset_s = read_offset(&in, json);
	outline->offset_at = codec_read_time(&in, json, "offset_at");
	return !in.failed;
}
