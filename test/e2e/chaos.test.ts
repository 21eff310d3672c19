import { expect } from 'chai';
import { forEachBounded } from '../../src/run/bounded.ts';
import type { Judge } from '../chaos/ended.ts';
import { judgeBattery, judgeCanary } from '../chaos/enforces.ts';
import { playKills, signals } from '../chaos/kills.ts';
import { play } from '../chaos/play.ts';
import type { Played } from '../chaos/play.ts';
import type { Line } from '../chaos/proxy/script.ts';
import { scripted } from '../chaos/proxy/script.ts';
import type { Upstream } from '../chaos/proxy/upstream.ts';
import { upstreamOf } from '../chaos/proxy/upstream.ts';
import { playSeeds } from '../chaos/seeds.ts';
import { prepareTruth, removeTruth } from '../chaos/truth.ts';
import { waitUntilClean } from './support/leftovers.ts';
import { localImage } from './support/netproof.ts';
import type { Stage } from './support/stage.ts';
import { stageFor, tell } from './support/stages.ts';

/** Runs at the same time. */
const lanes = 4;

/** More of both: `npm run chaos`. Of the kills, as many lanes for each signal. */
const runs = 20;
const kills = 12;

/** @param met by what the answer must have come about: a fault that nobody meets shows nothing */
const scripts: readonly { readonly name: string; readonly lines: readonly Line[]; readonly met: string; readonly reason?: RegExp }[] = [
  { name: 'the answers to all creations are lost', lines: creations({ kind: 'drop', when: 'after' }), met: 'drop after' },
  { name: 'all creations fail, though they are done', lines: creations({ kind: 'answer', status: 504, executed: true }), met: '504 though done' },
  { name: 'others write to the quota at the same time', lines: creations({ kind: 'answer', status: 409, executed: false }), met: '409' },
  { name: 'the answers to all deletions are lost', lines: [{ method: 'DELETE', path: /./, times: 6, fault: { kind: 'drop', when: 'after' } }], met: 'drop after' },
  { name: 'the API server is busy at first', lines: [{ method: 'GET', path: /limit=/, times: 6, fault: { kind: 'answer', status: 429, executed: false } }], met: '429' },
  { name: 'lists expire', lines: [{ method: 'GET', path: /networkpolicies\?.*limit=/, times: 2, fault: { kind: 'answer', status: 410, executed: false } }], met: '410' },
  { name: 'lists always expire', lines: [{ method: 'GET', path: /networkpolicies\?.*limit=/, fault: { kind: 'answer', status: 410, executed: false } }], met: '410', reason: /Cannot list network policies: .*too old/ },
  // To this run the hearts of those beside it stand still.
  { name: 'lists of Leases are for ever as they were', lines: [{ method: 'GET', path: /leases\?.*limit=/, fault: { kind: 'stale' } }], met: 'stale list' },
  { name: 'watches tell nothing', lines: [{ method: 'GET', path: /watch=true/, fault: { kind: 'cut', bytes: 0, clean: true } }], met: 'stream ends early' },
  { name: 'logs break off', lines: [{ method: 'GET', path: /\/log\?/, times: 8, fault: { kind: 'cut', bytes: 700, clean: false } }], met: 'stream breaks' },
  { name: 'logs end as if they were whole', lines: [{ method: 'GET', path: /\/log\?/, times: 8, fault: { kind: 'cut', bytes: 700, clean: true } }], met: 'stream ends early' },
  { name: 'logs never come whole', lines: [{ method: 'GET', path: /\/log\?/, fault: { kind: 'cut', bytes: 700, clean: true } }], met: 'stream ends early', reason: /log|evidence|end record/i },
  { name: 'policies can never be read', lines: [{ method: 'GET', path: /networkpolicies/, fault: { kind: 'answer', status: 500, executed: false } }], met: '500', reason: /Cannot list network policies.*leader changed/ },
  { name: 'no pod can ever be created', lines: [{ method: 'POST', path: /\/pods$/, fault: { kind: 'answer', status: 503, executed: false } }], met: '503', reason: /Cannot create pod/ },
];

function creations(fault: Line['fault']): Line[] {
  return ['namespaces', 'leases', 'pods'].map((kind) => ({ method: 'POST', path: new RegExp(`/${kind}$`), times: 2, fault }));
}

/** They share what a run does with requests; what they ask for besides is theirs: Services, labels, orders to running pods. */
const others: readonly { readonly name: string; readonly words: readonly string[]; readonly judge: Judge }[] = [
  { name: 'netproof canary', words: ['canary'], judge: judgeCanary },
  { name: 'netproof conformance', words: ['conformance', '--sets', '1', ...['isolation/default-deny-ingress', 'policy-changes/updated', 'pod-labels/peer-removed', 'recreated-pods/subject'].flatMap((name) => ['--case', name])], judge: judgeBattery },
];

const troubles: readonly { readonly name: string; readonly lines: readonly Line[]; readonly met: string }[] = [
  { name: 'answers to what changes something are lost', lines: ['POST', 'PATCH', 'PUT', 'DELETE'].map((method) => ({ method, path: /./, after: 2, times: 5, fault: { kind: 'drop', when: 'after' } })), met: 'drop after' },
  {
    name: 'requests fail, and streams break off',
    lines: [
      { method: 'GET', path: /\/log\?/, times: 6, fault: { kind: 'cut', bytes: 700, clean: false } },
      ...['GET', 'POST', 'PATCH', 'DELETE'].map((method): Line => ({ method, path: /^(?!.*(?:watch=|\/log\?))/, after: 3, times: 4, fault: { kind: 'answer', status: 503, executed: false } })),
    ],
    met: 'stream breaks',
  },
];

for (const { name, words, judge } of others) {
  describe(`${name}, behind an API server that fails`, function () {
    this.timeout(300_000);
    let stage: Stage;
    let upstream: Upstream;

    before(async function () {
      stage = await stageFor(this, 'faulty');
      upstream = upstreamOf(stage.cluster.kubeconfig);
    });

    after(() => upstream.close());

    for (const trouble of troubles) {
      it(`is right, and leaves nothing, where ${trouble.name}`, async () => {
        const { outcome, met, stderr } = await play(upstream, scripted(trouble.lines), [...words, '-o', 'json', ...localImage], { judge });
        expect(outcome, stderr).to.equal('right');
        expect(met[trouble.met], trouble.met).to.be.above(0);
        expect(await waitUntilClean(stage.kubectl)).to.deep.equal([]);
      });
    }
  });
}

describe('netproof run, behind an API server that fails', function () {
  this.timeout(300_000);
  let stage: Stage;
  let upstream: Upstream;
  const played = new Map<string, Played>();

  before(async function () {
    stage = await stageFor(this, 'faulty');
    const matrix = await prepareTruth(stage.kubectl);
    upstream = upstreamOf(stage.cluster.kubeconfig);
    // Side by side: each is behind a proxy of its own, and none should mind the others.
    await forEachBounded(scripts, lanes, async ({ name, lines }) => void played.set(name, await play(upstream, scripted(lines), ['run', '-f', matrix, '-o', 'json', '--no-canary', ...localImage])));
  });

  after(async () => {
    upstream.close();
    await removeTruth(stage.kubectl);
  });

  for (const { name, met, reason } of scripts) {
    it(`${reason === undefined ? 'is right' : 'says why it cannot judge'} where ${name}`, () => {
      const run = played.get(name);
      expect(run?.outcome, run?.stderr).to.equal(reason === undefined ? 'right' : 'inconclusive');
      if (reason !== undefined) expect(run?.reason).to.match(reason);
      expect(run?.met[met], met).to.be.above(0);
    });
  }

  it('leaves nothing', async () => {
    expect(await waitUntilClean(stage.kubectl)).to.deep.equal([]);
  });

  it('leaves nothing whenever a signal comes, and after kill -9 nothing that cleanup does not remove', async () => {
    const { line, ...tally } = await playKills(stage, { first: 1, kills, lanes, progress: tell() });
    const { sent, ...counts } = tally;
    expect(counts, line).to.deep.equal({ kills, wrong: 0, leftovers: 0 });
    expect(Object.keys(sent)).to.have.members([...signals]);
  });

  it('is right or says why not, and leaves nothing, where requests fail by chance', async () => {
    const { right, wrong, leftovers, line, ...tally } = await playSeeds(stage, { first: 1, runs, lanes, progress: tell() });
    expect({ runs: tally.runs, wrong, leftovers }, line).to.deep.equal({ runs, wrong: 0, leftovers: 0 });
    expect(right, 'where few requests fail, there is an answer').to.be.at.least(runs / 2);
  }).timeout(900_000);
});
