/** Report files that are something else already: what a run reads, what others read meanwhile, or no file at all. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { renderJson } from '../../../src/report/json.ts';
import { matrixText } from '../../support/matrix.ts';
import { recordingOf } from '../../support/recording.ts';
import { mixed } from '../../unit/report/reports.ts';
import { closedPort, createFolder, netproof } from './process.ts';

const kubeconfig = (port: number): string => JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [{ name: 'c', cluster: { server: `https://127.0.0.1:${port}` } }], users: [{ name: 'u', user: {} }], contexts: [{ name: 'x', context: { cluster: 'c', user: 'u' } }], 'current-context': 'x' });

const kept: readonly { name: string; args: string; file: string; told: RegExp; exits?: number }[] = [
  { name: 'a baseline that the report is to replace', args: '--baseline FOLDER/last.json -o json=FOLDER/last.json', file: 'last.json', told: /the API server did not answer/, exits: 3 },
  { name: 'metrics of the run before', args: '-o prometheus=FOLDER/netproof.prom', file: 'netproof.prom', told: /the API server did not answer/, exits: 3 },
  { name: 'a recording of the run before', args: '--record FOLDER/run.json', file: 'run.json', told: /the API server did not answer/, exits: 3 },
  { name: 'the matrix, to which a report is to go', args: '-o json=FOLDER/m.yaml', file: 'm.yaml', told: /^netproof: Cannot write ".*m\.yaml": it is the matrix\n$/ },
  { name: 'the matrix, to which the recording is to go', args: '--record FOLDER/m.yaml', file: 'm.yaml', told: /^netproof: Cannot write ".*m\.yaml": it is the matrix\n$/ },
];

describe('netproof -o FORMAT=FILE', function () {
  this.timeout(20_000);
  const folder = createFolder();
  const at = (text: string): string => text.replaceAll('FOLDER', folder.path('.').replace(/\/$/, ''));
  const texts: Readonly<Record<string, string>> = { 'last.json': renderJson(mixed()), 'netproof.prom': 'netproof_cells 1\n', 'run.json': '{}', 'm.yaml': matrixText() };
  before(async () => {
    for (const [name, text] of Object.entries(texts)) folder.write(name, text);
    folder.write('gone', kubeconfig(await closedPort()));
  });
  after(folder.remove);

  for (const { name, args, file, told, exits = 2 } of kept) {
    it(`keeps ${name}, where nothing is probed`, async () => {
      folder.write(file, texts[file] ?? '');
      const { code, stderr } = await netproof(['run', '--image', 'i', '-f', 'FOLDER/m.yaml', '--kubeconfig', 'FOLDER/gone', ...args.split(' ')].map(at));
      expect(stderr).to.match(told);
      expect([code, readFileSync(folder.path(file), 'utf8')]).to.deep.equal([exits, texts[file]]);
    });
  }

  it('writes to the standard output that a shell has redirected, and into a named pipe', () => {
    const from = folder.write('held.json', JSON.stringify(recordingOf({ cells: [{}] })));
    const shell = (script: string): string => execFileSync('bash', ['-c', script, 'bash', process.execPath, 'src/cli/netproof.js', 'report', '--from', from], { encoding: 'utf8', cwd: `${import.meta.dirname}/../../..` });
    expect(shell('"$@" -o tap=/dev/stdout | cat')).to.match(/^TAP version 14$/m);
    expect(shell(`mkfifo '${folder.path('pipe')}'; "$@" -o tap='${folder.path('pipe')}' > /dev/null & cat '${folder.path('pipe')}'; wait`)).to.match(/^TAP version 14\n/);
  });
});
