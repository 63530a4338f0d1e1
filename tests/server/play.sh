# Sourced by the demo and the replay: plays outlets until the script ends.
# play FOLDER OPTION...: starts the outlet server, in the place of one that runs; sets $port. FOLDER takes its files.
server=
stop_playing() {
	if [ -n "$server" ]; then
		kill "$server" 2>/dev/null || true
		wait "$server" 2>/dev/null || true
	fi
	server=
}
trap stop_playing EXIT
trap 'exit 130' INT TERM
play() {
	stop_playing
	play_out=$1
	shift
	rm -f "$play_out/port"
	build/outlet-server --port-file "$play_out/port" --log "$play_out/requests.log" "$@" &
	server=$!
	play_tries=0
	while [ ! -s "$play_out/port" ]; do
		play_tries=$((play_tries + 1))
		[ $play_tries -lt 200 ] || { echo "the outlet server does not start" >&2; exit 1; }
		sleep 0.05
	done
	port=$(cat "$play_out/port")
}
