# references.awk - turns references.txt into gperf's input, with each reference's UTF-8 spelled out in octal.
function number(hex,    i, n) {
	n = 0
	for (i = 1; i <= length(hex); i++)
		n = n * 16 + index("0123456789ABCDEF", substr(hex, i, 1)) - 1
	return n
}
function octal(byte) {
	return sprintf("\\%03o", byte)
}
function utf8(point) {
	if (point < 128)
		return octal(point)
	if (point < 2048)
		return octal(192 + int(point / 64)) octal(128 + point % 64)
	if (point < 65536)
		return octal(224 + int(point / 4096)) octal(128 + int(point / 64) % 64) octal(128 + point % 64)
	return octal(240 + int(point / 262144)) octal(128 + int(point / 4096) % 64) \
		octal(128 + int(point / 64) % 64) octal(128 + point % 64)
}
BEGIN {
	printf "%%language=ANSI-C\n%%compare-lengths\n%%readonly-tables\n%%enum\n%%struct-type\n"
	printf "%%define hash-function-name reference_hash\n%%define lookup-function-name reference_find\n"
	printf "%%define initializer-suffix ,\"\",0\n%%{\n#include <string.h>\n#include \"html/reference_names.h\"\n%%}\n"
	printf "struct reference_name;\n%%%%\n"
}
/^#/ || /^$/ { next }
{
	text = ""
	legacy = 0
	for (i = 2; i <= NF; i++) {
		if ($i == "legacy")
			legacy = 1
		else
			text = text utf8(number($i))
	}
	printf "%s,\"%s\",%d\n", $1, text, legacy
}
