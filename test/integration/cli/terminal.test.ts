import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import { skipUnlessCi } from '../../support/skip.ts';
import { startApiServer } from './api-server.ts';
import type { FakeApiServer } from './api-server.ts';
import { createFolder } from './process.ts';

const main = join(import.meta.dirname, '../../../src/cli/netproof.js');

/** A terminal by script(1); both streams come out of it together. */
const onTerminal = async (args: readonly string[], env: Readonly<Record<string, string>>): Promise<{ code: number | null; shown: string }> => {
  const command = [process.execPath, main, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', command, '/dev/null'], { env: { PATH: process.env['PATH'], HOME: '/nonexistent', TERM: 'xterm', ...env }, stdio: 'pipe' });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (shown += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, shown };
};

const living = '\r\u001b[2K';

const cases: readonly { name: string; args?: readonly string[]; env?: Readonly<Record<string, string>>; lives: boolean; told: RegExp }[] = [
  { name: 'lets a line live, and takes it away before the error', lives: true, told: /\[2K +\d+\.\d s {2}read\r\nnetproof: / },
  { name: 'writes plain lines in CI', env: { CI: 'true' }, lives: false, told: /^ +\d+\.\d s {2}read\r\nnetproof: / },
  { name: 'writes plain lines beside logs', args: ['-v'], lives: false, told: /^ +\d+\.\d s {2}read\r\n/ },
  { name: 'writes nothing but the error with -q', args: ['-q'], lives: false, told: /^netproof: Cannot / },
];

describe('netproof on a terminal', function () {
  this.timeout(60_000);
  const folder = createFolder();
  let server: FakeApiServer;
  before(async function () {
    // Node makes no terminals; script(1) of util-linux does.
    if (spawnSync('script', ['--version']).status !== 0) skipUnlessCi(this, 'tests on a terminal', 'there is no script(1), which makes one: apt-get install bsdutils');
    server = await startApiServer({}, { refuses: 403 });
    folder.write('config', server.kubeconfig);
  });
  after(async () => {
    folder.remove();
    await server?.close();
  });

  for (const { name, args = [], env = {}, lives, told } of cases) {
    it(name, async () => {
      const { code, shown } = await onTerminal(['canary', '--image', 'i', '--kubeconfig', folder.path('config'), ...args], env);
      expect(code).to.equal(2);
      expect(shown).to.match(told).and.include('netproof: next: docs/safety.md');
      expect(shown.includes(living)).to.equal(lives);
    });
  }
});
