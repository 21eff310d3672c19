import { once } from 'node:events';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Answer, Request } from './messages.ts';

const timeoutMs = 10_000;

/** Asks the enforcer that listens on a socket, and waits until it has done what was asked. */
export async function askEnforcer(socketPath: string, request: Request): Promise<Extract<Answer, { ok: true }>> {
  const socket = createConnection(socketPath);
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)));
  await once(socket, 'connect');
  socket.write(`${JSON.stringify(request)}\n`);
  const answer = JSON.parse(await text(socket)) as Answer;
  if (!answer.ok) throw new Error(answer.error);
  return answer;
}
