# words.awk - turns a word list (see base/words.h) into gperf's input (-v want=gperf) or its C header (-v want=header).
# -v name=list_labels names the functions.
function slot(a, b, c) {
	return (a * 529 + b * 23 + c) % 4096
}
# Marks how an entry begins: by its first three bytes, shorter ones by what they have.
function mark(text,    a, b, c) {
	a = byte[substr(text, 1, 1)]
	b = length(text) > 1 ? byte[substr(text, 2, 1)] : 0
	c = length(text) > 2 ? byte[substr(text, 3, 1)] : 0
	begun[slot(a, b, c)] = 1
}
# The bitmap of these marks, and the function that asks it; see base/words.h.
function print_begins(    i, bit, sum) {
	printf "static const unsigned char begun[512] = {"
	for (i = 0; i < 512; i++) {
		sum = 0
		for (bit = 7; bit >= 0; bit--)
			sum = sum * 2 + ((i * 8 + bit) in begun ? 1 : 0)
		printf "%s%d,", i % 24 == 0 ? "\n" : "", sum
	}
	printf "\n};\nbool %s_may_begin(const char *bytes, size_t length)\n{\n", name
	printf "\treturn words_may_begin(begun, bytes, length);\n}\n"
}
BEGIN {
	for (i = 1; i < 256; i++)
		byte[sprintf("%c", i)] = i
	prefix = toupper(name) "_"
	group = ""
	groups = 0
	longest = 0
	count = 0
	missing = 0
}
/^#! prefix / { prefix = $3; next }
/^#/ || /^[ \t]*$/ { next }
/^\[[a-z0-9-]+\][ \t]*$/ {
	group = $0
	sub(/^\[/, "", group)
	sub(/\][ \t]*$/, "", group)
	constant = prefix toupper(group)
	gsub(/-/, "_", constant)
	if (!(constant in number)) {
		number[constant] = ++groups
		order[groups] = constant
	}
	next
}
{
	sub(/[ \t\r]+$/, "")
	if (group == "") {
		constant = prefix "ENTRY"
		if (!(constant in number)) {
			number[constant] = ++groups
			order[groups] = constant
		}
	}
	if ($0 in seen) {
		if (seen[$0] != constant) {
			printf "%s: '%s' stands in two groups\n", name, $0 > "/dev/stderr"
			missing = 1
		}
		next
	}
	seen[$0] = constant
	entry[++count] = $0
	if (length($0) > longest)
		longest = length($0)
}
END {
	if (missing)
		exit 1
	if (want == "header") {
		guard = "NEWSWIRED_WORDS_" toupper(name) "_H"
		printf "/* Made from a word list by base/words.awk. */\n#ifndef %s\n#define %s\n\n#include \"base/words.h\"\n\n", guard, guard
		printf "#define %s_LONGEST %d\n\nenum %s_group {\n", toupper(name), longest, name
		for (i = 1; i <= groups; i++)
			printf "\t%s = %d,\n", order[i], i
		printf "};\n\nconst struct word *%s_find(const char *bytes, size_t length);\n", name
		printf "bool %s_may_begin(const char *bytes, size_t length);\n\n#endif\n", name
		exit 0
	}
	printf "%%language=ANSI-C\n%%compare-lengths\n%%compare-strncmp\n%%readonly-tables\n%%enum\n%%struct-type\n"
	printf "%%define hash-function-name %s_hash\n%%define lookup-function-name %s_find\n", name, name
	printf "%%define initializer-suffix ,0\n%%{\n#include <string.h>\n#include \"words/%s.h\"\n%%}\nstruct word;\n%%%%\n", file
	for (i = 1; i <= count; i++) {
		text = entry[i]
		gsub(/\\/, "\\\\", text)
		gsub(/"/, "\\\"", text)
		printf "\"%s\",%d\n", text, number[seen[entry[i]]]
		mark(entry[i])
	}
	print "%%"
	print_begins()
}
