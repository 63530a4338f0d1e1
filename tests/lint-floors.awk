# lint-floors.awk - includes that run upwards against the floors of the house, and libraries outside of their folder.
#
#      git ls-files 'daemon/*.[ch]' | xargs awk -f tests/lint-floors.awk
#
# A file may include its own folder and the floors below it, not above and not beside. Prints each fault, and fails if there is one.

BEGIN {
	# title stands above html for the character references alone.
	split("base:0 article:1 html:2 title:3 extract:4 config:5 schedule:6 fetch:6 worker:6 store:6 desk:7 probe:7 command:8 service:8 main:9", rows, " ")
	for (i in rows) {
		split(rows[i], row, ":")
		floor[row[1]] = row[2]
	}
	# A library that is one folder's alone.
	only["sqlite3.h"] = "store"
	only["curl/curl.h"] = "fetch"
	only["libxml/"] = "extract"
	only["seccomp.h"] = "worker"
	only["linux/landlock.h"] = "worker"
	# What opens files or sockets has no place where only bytes are read.
	pure["article"] = pure["html"] = pure["title"] = pure["extract"] = 1
	io["fcntl.h"] = io["unistd.h"] = io["sys/socket.h"] = io["sys/stat.h"] = io["dirent.h"] = io["event2/event.h"] = 1
}

FNR == 1 {
	count = split(FILENAME, part, "/")
	folder = count > 2 ? part[2] : part[2] ~ /^desk/ ? "desk" : "main"
	if (!(folder in floor))
		fault("no floor is known for " folder "/")
}

/^#[ \t]*include[ \t]*"/ {
	split($0, quoted, "\"")
	split(quoted[2], target, "/")
	own = quoted[2] ~ /\// ? target[1] : quoted[2] ~ /^desk/ ? "desk" : ""
	if (own in floor && own != folder && floor[own] >= floor[folder])
		fault(folder "/ must not include " quoted[2])
}

/^#[ \t]*include[ \t]*</ {
	split($0, quoted, /[<>]/)
	for (library in only)
		if (index(quoted[2], library) == 1 && folder != only[library])
			fault("<" quoted[2] "> belongs to " only[library] "/ alone")
	if (folder in pure && quoted[2] in io)
		fault(folder "/ does no I/O: <" quoted[2] ">")
}

function fault(text) {
	print FILENAME ":" FNR ": " text
	faults++
}

END { exit faults > 0 }
