CREATE TABLE orders (id serial PRIMARY KEY, what text NOT NULL);
INSERT INTO orders (what) SELECT 'order ' || n FROM generate_series(1, 1000) AS n;
CREATE INDEX ON orders (what);
