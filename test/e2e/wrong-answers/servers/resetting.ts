/** Accepts every connection on port 8080 and resets it at once. */
import { createServer } from 'node:net';

createServer((socket) => {
  socket.on('error', () => {});
  socket.resetAndDestroy();
}).listen(8080);
