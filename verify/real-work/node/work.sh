(cd packages && npm pack ./greet)
npm install --no-audit --no-fund
npm run build
npm test
# Again from the lock file and the cache, and a program of one's own.
npm ci --offline --no-audit --no-fund
npm install --global ./packages/greet-1.0.0.tgz
test "$("$npm_config_prefix/bin/greet")" = 'Hello, node'
test -d "$HOME/.npm/_cacache"
