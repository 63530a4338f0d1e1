/* Fuzz target: dates in values and in running text. */
#include "extract/date.h"

#include <stdint.h>

#include "base/clock.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct slice text = { (const char *)bytes, length };
	struct date date;
	date_moment(text, DATE_MONTH_FIRST, NULL);
	while (date_find(text, DATE_DAY_FIRST, DATE_YEARLESS, &date)) {
		size_t behind = date.start + date.length;
		if (behind > text.length || date.length == 0)
			__builtin_trap();
		date_seconds(&date, "Asia/Shanghai");
		text = (struct slice){ text.data + behind, text.length - behind };
	}
	return 0;
}
