query() { mariadb -h 127.0.0.1 -u "$MARIADB_USER" -p"$MARIADB_PASSWORD" -N "$@" "$MARIADB_DATABASE"; }
query <orders.sql
test "$(query -e "SELECT COUNT(*) FROM orders WHERE what LIKE 'order 9%'")" = 111
# A temporary table that does not fit into memory.
query -e "SET tmp_memory_table_size = 16384; SELECT COUNT(*) FROM (SELECT DISTINCT a.what x, b.what y FROM orders a, orders b LIMIT 100000) s"
