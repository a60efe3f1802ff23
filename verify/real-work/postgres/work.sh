query() { psql -h 127.0.0.1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v ON_ERROR_STOP=1 -At "$@"; }
query -f orders.sql
test "$(query -c "SELECT count(*) FROM orders WHERE what LIKE 'order 9%'")" = 111
# A sort that does not fit into memory, and a checkpoint: both go to files.
query -c "SET work_mem = '64kB'; SELECT count(*) FROM (SELECT a.what FROM orders a, orders b ORDER BY 1 LIMIT 200000) s"
query -c CHECKPOINT
