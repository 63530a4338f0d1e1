# words.awk - turns a word list (see base/words.h) into gperf's input (-v want=gperf) or its C header (-v want=header).
# -v name=list_labels names the functions.
# The bits of a map: a power of two, enough of them that few other words pass.
function bits_for(least,    bits) {
	for (bits = 64; bits < least;)
		bits *= 2
	return bits
}
# Where an entry's bit lies in it.
function sieve_slot(text,    l) {
	l = length(text)
	return (byte[substr(text, 1, 1)] * 4129 + byte[substr(text, l > 1 ? 2 : 1, 1)] * 271 + \
		byte[substr(text, int(l / 2) + 1, 1)] * 1031 + byte[substr(text, l, 1)] * 67 + \
		l * 19) % sieve_bits
}
# Where words_is_begun looks for an entry's first four bytes, 0 for one that is not there. By halves: so products stay exact where
# numbers are doubles.
function front_slot(front,    i, half) {
	for (i = 1; i <= 4; i++)
		half[i > 2] = half[i > 2] * 256 + \
			(i <= length(front) ? byte[substr(front, i, 1)] : 0)
	return int((half[0] * 2654435761 % 65536 * 65536 + half[1] * 2654435761) % 4294967296 * \
		begun_bits / 4294967296)
}
# Marks the fronts of all entries, where words_is_begun looks for them.
function mark_fronts(    i, front) {
	for (i = 1; i <= count; i++) {
		front = substr(entry[i], 1, 4)
		front_count += !(front in fronts)
		fronts[front] = 1
		if (length(entry[i]) < 4)
			lengths[length(entry[i])] = 2 ^ length(entry[i])
	}
	begun_bits = bits_for(16 * front_count)
	for (front in fronts)
		begun[front_slot(front)] = 1
}
function print_bitmap(of, bits, bytes,    i, bit, sum) {
	printf "const unsigned char %s[%d] = {", of, bytes
	for (i = 0; i < bytes; i++) {
		sum = 0
		for (bit = 7; bit >= 0; bit--)
			sum = sum * 2 + ((i * 8 + bit) in bits ? 1 : 0)
		printf "%s%d,", i % 24 == 0 ? "\n" : "", sum
	}
	printf "\n};\n"
}
# The functions of base/words.h, and the bitmaps they ask.
function print_functions() {
	printf "static "
	print_bitmap("begun", begun, begun_bits / 8)
	print_bitmap(name "_sieve", sieve, sieve_bits / 8)
	printf "bool %s_may_begin(const char *bytes, size_t length)\n{\n", name
	printf "\treturn words_may_begin(begun, %d, %d, bytes, length);\n}\n", begun_bits, \
		lengths[1] + lengths[2] + lengths[3]
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
		bits = bits_for(8 * count)
		printf "};\n\nextern const unsigned char %s_sieve[%d];\n", name, bits / 8
		printf "const struct word *%s_lookup(const char *bytes, size_t length);\n\n", name
		printf "static inline const struct word *\n%s_find(const char *bytes, size_t length)\n{\n", name
		printf "\treturn words_may_be(%s_sieve, %d, bytes, length) ? ", name, bits
		printf "%s_lookup(bytes, length) : NULL;\n}\n\n", name
		printf "bool %s_may_begin(const char *bytes, size_t length);\n\n#endif\n", name
		exit 0
	}
	printf "%%language=ANSI-C\n%%compare-lengths\n%%compare-strncmp\n%%readonly-tables\n%%enum\n%%struct-type\n"
	printf "%%define hash-function-name %s_hash\n%%define lookup-function-name %s_lookup\n", name, name
	printf "%%define initializer-suffix ,0\n%%{\n#include <string.h>\n#include \"words/%s.h\"\n%%}\nstruct word;\n%%%%\n", file
	sieve_bits = bits_for(8 * count)
	mark_fronts()
	for (i = 1; i <= count; i++) {
		text = entry[i]
		gsub(/\\/, "\\\\", text)
		gsub(/"/, "\\\"", text)
		printf "\"%s\",%d\n", text, number[seen[entry[i]]]
		sieve[sieve_slot(entry[i])] = 1
	}
	print "%%"
	print_functions()
}
