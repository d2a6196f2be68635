// Two servers, and so two origins: this folder, and the package.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

function serve(folder, port, headers) {
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const file = path.join(folder, pathname === '/' ? 'index.html' : pathname);
    try {
      const content = await readFile(file);
      const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
      response.writeHead(200, { 'content-type': type, ...headers }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(port, 'localhost');
}

serve(import.meta.dirname, 5180, {});
serve(path.join(import.meta.dirname, 'node_modules/facecurve'), 5181, {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
});
console.log('The page: http://localhost:5180/');
