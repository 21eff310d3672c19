import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { tableName } from '../ruleset/render.ts';
import { familyOf } from '../rules/addresses.ts';

const runFile = promisify(execFile);

/** Loads a ruleset as one transaction: all of it or, with an error, nothing. */
export async function loadRules(ruleset: string): Promise<void> {
  const nft = spawn('nft', ['-f', '-'], { stdio: ['pipe', 'ignore', 'pipe'] });
  const said = text(nft.stderr);
  nft.stdin.on('error', () => {}).end(ruleset);
  const [code] = (await once(nft, 'close')) as [number | null];
  if (code !== 0) throw new Error(`Cannot load rules: ${(await said).trim()}`);
}

/** Whether rules of an agent before us are in force still. */
export async function hasRules(): Promise<boolean> {
  return runFile('nft', ['list', 'table', 'inet', tableName]).then(() => true, () => false);
}

/** Ends the standing connections of an address: what comes of them from now on belongs to none. */
export async function forgetConnections(address: string): Promise<void> {
  // Otherwise the next segment of an ended connection would begin it anew, whichever end it is from.
  await writeFile('/proc/sys/net/netfilter/nf_conntrack_tcp_loose', '0');
  const family = familyOf(address) === 4 ? 'ipv4' : 'ipv6';
  // It fails where there are none.
  for (const end of ['-s', '-d', '-r', '-q']) await runFile('conntrack', ['-D', '-f', family, end, address]).catch(() => undefined);
}
