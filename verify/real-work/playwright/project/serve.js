const fs = require('node:fs');
const http = require('node:http');
http.createServer((_, answer) => answer.end(fs.readFileSync('index.html'))).listen(8098, '127.0.0.1');
