/** Accepts every connection on the port given and says nothing, as a sidecar does that waits for its upstream. */
import { createServer } from 'node:net';

createServer((socket) => void socket.on('error', () => {}).resume()).listen(Number(process.argv[2]));
