import { connect, createServer } from 'node:net';

/** Takes connections from the listening socket that it was born with (file descriptor 3) to a port of this host. */
const port = Number(process.argv[2]);

createServer({ allowHalfOpen: true }, (client) => {
  const server = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  client.pipe(server);
  server.pipe(client);
  client.on('error', () => server.destroy());
  server.on('error', () => client.destroy());
  client.on('close', () => server.destroy());
  server.on('close', () => client.destroy());
}).listen({ fd: 3 });
