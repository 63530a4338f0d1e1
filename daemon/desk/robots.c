/* What a robots.txt said that an operator may want to know. */
#include "base/log.h"
#include "desk/desk.h"
#include "fetch/robots.h"

void
desk_on_robots(const struct fetch_robots *report, void *arg)
{
	char text[LOG_TEXT_BYTES];
	(void)arg;
	if (report->crawl_delay_cut)
		log_info("robots.delay", "origin=%s asked_s=%.1f kept_s=%d",
			log_text(text, report->origin), report->crawl_delay_s, ROBOTS_DELAY_MAX_S);
	log_debug("robots.read", "origin=%s status=%d delay_s=%.1f sitemaps=%zu",
		log_text(text, report->origin), report->status, report->crawl_delay_s,
		report->sitemap_count);
	for (size_t i = 0; i < report->sitemap_count; i++)
		log_debug("robots.sitemap", "url=%s", log_text(text, report->sitemaps[i]));
}
