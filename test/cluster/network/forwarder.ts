import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { startComponent, type Host } from '../host/component.ts';

/**
 * Makes the API server reachable on a free port of the machine's 127.0.0.1, and returns the port. We listen here and
 * hand the socket to a program in the control plane's namespaces: it accepts out here and dials in there, though
 * no packet can pass between the two.
 */
export async function startForwarder(controlPlane: Host): Promise<number> {
  const listener = createServer();
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const argv = [process.execPath, join(import.meta.dirname, 'forwarder-main.ts'), '6443'];
  try {
    await startComponent(controlPlane, { name: 'forwarder', argv }, descriptorOf(listener));
  } finally {
    listener.close();
  }
  return port;
}

/** Node hands a server only to a child that is Node itself; `nsenter` between us and it takes a plain descriptor. */
function descriptorOf(listener: Server): number {
  const { _handle: handle } = listener as unknown as { _handle?: { fd: number } };
  if (handle === undefined) throw new Error('Cannot pass the forwarder its socket: it is closed');
  return handle.fd;
}
