import { expect } from 'chai';
import type { RunReport } from '../../../src/model/report.ts';
import { recordingOf } from '../../support/recording.ts';
import type { Script } from '../../support/recording.ts';
import { createFolder, netproof } from './process.ts';

const held: Script = { cells: [{ seen: [['timed-out', 0, 4000]] }] };
const leaked: Script = { cells: [{ seen: [['echo', 0, 4000]] }] };
const exposed: Script = { cells: [{ seen: [['echo', 0, 500], ['timed-out', 500, 4000]] }] };
const text = (script: Script): string => JSON.stringify(recordingOf(script));
// oxlint-disable-next-line eslint/no-control-regex -- escape sequences are the very thing to find
const escape = /\u001b\[/;

const verdicts: readonly { name: string; script: Script; args?: string[]; code: number; told: RegExp }[] = [
  { name: 'a deny that held', script: held, code: 0, told: /The cluster does what the matrix says/ },
  { name: 'a leak', script: leaked, code: 1, told: /web -> redis TCP\/6379 must be closed, and is open/ },
  { name: 'an overblock', script: { cells: [{ ...held.cells[0], intent: 'allow' }] }, code: 1, told: /must be open, and is closed/ },
  { name: 'a startup exposure', script: exposed, code: 0, told: /was open from 0 ms to 450 ms of the pod's life/ },
  { name: 'a startup exposure where that fails the run', script: exposed, args: ['--strict'], code: 1, told: /was open from 0 ms to 450 ms of the pod's life/ },
  { name: 'a leak that is not to fail it', script: leaked, args: ['--fail-on', 'overblock,policy-mismatch'], code: 0, told: /note: 1 leak finding does not fail this run: --fail-on overblock,policy-mismatch was given/ },
  { name: 'a leak that is hidden', script: leaked, args: ['--min-severity', 'high'], code: 1, told: /web -> redis TCP\/6379 must be closed, and is open/ },
  { name: 'an exposure that is hidden, and fails', script: exposed, args: ['--strict', '--min-severity', 'high'], code: 1, told: /1 below severity high not shown/ },
  { name: 'a probe whose log is not whole, where no finding fails it', script: { ...held, flawed: { web: 'there is no end record' } }, args: ['--fail-on', 'none'], code: 3, told: /could not be judged/ },
  { name: 'a probe whose log is not whole', script: { ...held, flawed: { web: 'there is no end record' } }, code: 3, told: /could not be judged/ },
  { name: 'a run that was interrupted', script: { ...leaked, brokeOff: 'interrupted' }, code: 130, told: /The run broke off \(interrupted\)/ },
];

const bad: readonly { name: string; content: string; expected: RegExp }[] = [
  { name: 'an empty file', content: '', expected: /: it is not JSON$/ },
  { name: 'a file that is not JSON', content: 'version: 1', expected: /: it is not JSON$/ },
  { name: 'null', content: 'null', expected: /: its version is missing, this netproof reads \d+$/ },
  { name: 'another version', content: '{"version":99}', expected: /: its version is 99, this netproof reads \d+$/ },
  { name: 'a matrix in place of a recording', content: '{"apiVersion":"netproof.dev/v1alpha1"}', expected: /: its version is missing/ },
  { name: 'a recording with a hole', content: text(held).replace('"liveness":"stand-in"', '"liveness":"hearsay"'), expected: /: plan\.cells\.0\.destinations\.0\.liveness: / },
  { name: 'half a recording', content: text(held).slice(0, 500), expected: /: it is not JSON$/ },
];

describe('netproof report', function () {
  this.timeout(20_000);
  const folder = createFolder();
  after(folder.remove);

  for (const { name, script, args = [], code, told } of verdicts) {
    it(`exits with ${code} for ${name}, and prints nothing but the result`, async () => {
      const ended = await netproof(['report', '--from', folder.write('run.json', text(script)), ...args]);
      expect(ended).to.include({ code, stderr: '' });
      expect(ended.stdout).to.match(told);
    });
  }

  for (const { name, content, expected } of bad) {
    it(`refuses ${name} and exits with 2`, async () => {
      const ended = await netproof(['report', '--from', folder.write('bad.json', content)]);
      expect(ended).to.include({ code: 2, stdout: '' });
      expect(ended.stderr.trimEnd()).to.match(/^netproof: Cannot read "[^"]*bad\.json"/).and.match(expected);
    });
  }

  it('reads standard input', async () => {
    expect(await netproof(['report', '--from', '-'], { input: text(held) })).to.include({ code: 0, stderr: '' });
  });

  it('prints JSON that says the same as its exit code', async () => {
    const { code, stdout } = await netproof(['report', '--from', '-', '-o', 'json'], { input: text(leaked) });
    const report = JSON.parse(stdout) as RunReport;
    expect(report).to.deep.include({ version: 1, exitCode: 1 });
    expect([code, report.counts.leak, report.findings.map(({ kind }) => kind)]).to.deep.equal([1, 1, ['leak']]);
  });

  it('says the same whenever it is asked', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => netproof(['report', '--from', '-'], { input: text(leaked) })));
    expect(one).to.deep.equal(other);
  });

  for (const { env, coloured } of [
    { env: {}, coloured: false },
    { env: { FORCE_COLOR: '1' }, coloured: true },
    { env: { FORCE_COLOR: '0' }, coloured: false },
    { env: { FORCE_COLOR: 'false' }, coloured: false },
    { env: { NO_COLOR: '1' }, coloured: false },
    { env: { NO_COLOR: '', FORCE_COLOR: '1' }, coloured: true },
  ] as const) {
    it(`is ${coloured ? 'coloured' : 'plain'} in a pipe with ${JSON.stringify(env)}`, async () => {
      const { stdout } = await netproof(['report', '--from', '-'], { env, input: text(leaked) });
      expect(escape.test(stdout)).to.equal(coloured);
    });
  }

  for (const { env, args = [], ascii } of [
    { env: {}, ascii: true },
    { env: { LANG: 'en_GB.UTF-8' }, ascii: false },
    { env: { LC_ALL: 'C', LANG: 'en_GB.UTF-8' }, ascii: true },
    { env: { LANG: 'en_GB.UTF-8' }, args: ['--ascii'], ascii: true },
    { env: { LANG: 'C' }, args: ['--no-ascii'], ascii: false },
  ] as const) {
    it(`draws with ${ascii ? 'ASCII alone' : 'lines'} with ${JSON.stringify(env)} ${args.join(' ')}`, async () => {
      const { stdout } = await netproof(['report', '--from', '-', ...args], { env, input: text(leaked) });
      expect(/^\p{ASCII}*$/u.test(stdout)).to.equal(ascii);
    });
  }

  it('colours what it is told to, in a pipe, too', async () => {
    const { stdout } = await netproof(['report', '--from', '-', '--color', 'always'], { env: { NO_COLOR: '1' }, input: text(leaked) });
    expect(stdout).to.match(escape);
  });

  it('never colours JSON', async () => {
    const { stdout } = await netproof(['report', '--from', '-', '-o', 'json'], { env: { FORCE_COLOR: '1' }, input: text(leaked) });
    expect(stdout).not.to.match(escape);
  });

  it('exits with 3, never with 1, for a defect of its own', async () => {
    const defect = encodeURIComponent('process.stdout.write = () => setImmediate(() => { throw new Error("a defect"); })');
    const ended = await netproof(['report', '--from', '-'], { env: { NODE_OPTIONS: `--import=data:text/javascript,${defect}` }, input: text(held) });
    expect(ended.stderr).to.include('Error: a defect');
    expect(ended.code).to.equal(3);
  });

  it('keeps its verdict where nobody reads the result', async () => {
    const many = { cells: Array.from({ length: 400 }, (_, index) => ({ ...held.cells[0], target: `t${index}` })) };
    expect(await netproof(['report', '--from', folder.write('many.json', text(many)), '-o', 'json'], { deaf: true })).to.deep.equal({ code: 0, stdout: '', stderr: '' });
  });
});
