ask() { redis-cli -h 127.0.0.1 "$@"; }
ask <commands.txt
test "$(ask GET greeting)" = 'Hello, you'
# Saving is asked for here, and goes to the data's mount.
test "$(ask SAVE)" = OK
test -f /data/dump.rdb
