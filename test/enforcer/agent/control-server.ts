import { rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Answer, Request } from '../control/messages.ts';
import { tell, type Enforcer } from './enforcer.ts';

/** Listens for requests on a socket that only files lead to: no network does. */
export async function serveControl(path: string, enforcer: Enforcer, onSet: () => Promise<void>): Promise<void> {
  // A predecessor that was killed has left its own.
  await rm(path, { force: true });
  const server = createServer((socket) => void converse(socket, enforcer, onSet).catch(tell));
  server.listen(path);
  await once(server, 'listening');
}

async function converse(socket: Socket, enforcer: Enforcer, onSet: () => Promise<void>): Promise<void> {
  for await (const line of createInterface({ input: socket })) {
    const answer = await answerTo(JSON.parse(line) as Request, enforcer, onSet);
    socket.end(`${JSON.stringify(answer)}\n`);
    return;
  }
}

async function answerTo(request: Request, enforcer: Enforcer, onSet: () => Promise<void>): Promise<Answer> {
  try {
    if (request.ask === 'set') {
      await enforcer.setFault(request.fault ?? undefined);
      await onSet();
    }
    return { ok: true, enforcing: enforcer.isEnforcing, fault: enforcer.fault ?? null };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}
