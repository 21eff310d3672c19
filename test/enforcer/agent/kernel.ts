import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { familyOf } from '../rules/addresses.ts';
import { puts, removes, successorOf, tableNames, type TableName } from '../ruleset/swap.ts';

const runFile = promisify(execFile);

/** The tables of an agent before us that are in force still; two, if it was killed between them. */
export async function standingTables(): Promise<TableName[]> {
  const { stdout } = await runFile('nft', ['list', 'tables', 'inet']);
  return tableNames.filter((name) => stdout.includes(`table inet ${name}\n`));
}

/** Puts rules in the place of those in `standing`, or of none. What it cannot load leaves those before in force. */
export function createLoader([standing]: readonly TableName[], commit: (transaction: string) => Promise<void> = commitByNft): (rules: string) => Promise<void> {
  let current = standing ?? tableNames[0];
  return async (rules) => {
    const next = successorOf(current);
    await commit(puts(next, rules));
    await commit(removes(current));
    current = next;
  };
}

/** One transaction: all of it or, with an error, nothing. */
async function commitByNft(transaction: string): Promise<void> {
  const nft = spawn('nft', ['-f', '-'], { stdio: ['pipe', 'ignore', 'pipe'] });
  const said = text(nft.stderr);
  nft.stdin.on('error', () => {}).end(transaction);
  const [code] = (await once(nft, 'close')) as [number | null];
  if (code !== 0) throw new Error(`Cannot load rules: ${(await said).trim()}`);
}

/** Ends the standing connections of an address: what comes of them from now on belongs to none. */
export async function forgetConnections(address: string): Promise<void> {
  // Otherwise the next segment of an ended connection would begin it anew, whichever end it is from.
  await writeFile('/proc/sys/net/netfilter/nf_conntrack_tcp_loose', '0');
  const family = familyOf(address) === 4 ? 'ipv4' : 'ipv6';
  // It fails where there are none.
  for (const end of ['-s', '-d', '-r', '-q']) await runFile('conntrack', ['-D', '-f', family, end, address]).catch(() => undefined);
}
