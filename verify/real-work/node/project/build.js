const fs = require('node:fs');
fs.mkdirSync('out', { recursive: true });
fs.writeFileSync('out/app.js', `console.log(require('greet').greet(${JSON.stringify('workspace')}));`);
