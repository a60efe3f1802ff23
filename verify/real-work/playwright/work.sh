node serve.js & server=$!
sleep 1
# As Playwright starts it: headless, the sandbox off.
browse() { "$PLAYWRIGHT_BROWSERS_PATH/chromium/chrome" --headless --no-sandbox --disable-gpu --user-data-dir="$(mktemp -d)" "$@" http://127.0.0.1:8098/; }
browse --dump-dom | grep 'rendered 42 yes'
browse --screenshot=page.png
browse --print-to-pdf=page.pdf
kill $server
# A picture is a PNG of more than an empty page's bytes.
node -e 'const b = require("fs").readFileSync("page.png"); if (b.readUInt32BE(0) !== 0x89504e47 || b.length < 500) process.exit(1)'
test "$(head -c 4 page.pdf)" = %PDF
