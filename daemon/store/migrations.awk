# migrations.awk - turns the files of schema/ (see store/migrations.h) into a C table.
BEGIN {
	print "/* Made from schema/ by store/migrations.awk. */\n#include \"store/migrations.h\"\n\nconst struct migration migrations[] = {"
}
FNR == 1 {
	if (NR > 1)
		print "\t},"
	name = FILENAME
	sub(/.*\//, "", name)
	sub(/\.sql$/, "", name)
	printf "\t{ %d, \"%s\",\n", substr(name, 1, index(name, "-") - 1) + 0, name
	count++
}
{
	gsub(/\\/, "&&")
	gsub(/"/, "\\\"")
	printf "\t\t\"%s\\n\"\n", $0
}
END {
	printf "\t},\n};\nconst size_t migration_count = %d;\n", count
}
