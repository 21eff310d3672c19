import { expect } from 'chai';
import { describePlan } from '../../../src/report/plan.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { recordingOf } from '../../support/recording.ts';
import { aSelecting, aSelector, aSnapshot } from '../../support/snapshot.ts';
import { steering } from './reports.ts';

const guests = { allowAutoscaled: false };
const snapshot = aSnapshot({ selecting: [aSelecting('NetworkPolicy', 'default-deny', aSelector({}), { namespace: 'app' })] });
const { plan } = recordingOf({ cells: [{}], skips: [{ source: 'web', target: 'mesh', reason: 'known', origin: { file: 'matrix.yaml', line: 1, column: 1 } }] });
const listening: Plan = {
  ...plan,
  pods: plan.pods.map((pod) => (pod.role === 'stand-in' ? { ...pod, listen: [{ protocol: 'tcp', port: 6379 }, { protocol: 'udp', port: 53 }] } : pod)),
  uncovered: [{ node: 'n9', reason: 'is cordoned' }],
  remarks: ['a remark'],
};

/** The lines about one pod. */
const about = (text: string, pod: string): string[] => text.split('\n\n').find((block) => block.startsWith(`pod ${pod}\n`))?.split('\n') ?? [];

describe('describePlan()', () => {
  const text = describePlan(listening, snapshot, guests);

  it('begins with the sums, and says that nothing exists yet', () => {
    expect(text.split('\n')[0]).to.equal(`1 cells with 1 destinations, ${plan.pods.length} pods; nothing has been created`);
  });

  it('tells of a source what it is, wears and touches', () => {
    const [head, is, wears, gated, ...touches] = about(text, 'app/web');
    expect([head, is, wears, gated]).to.deep.equal([
      'pod app/web',
      '  is       source for web, on node n1',
      '  wears    app=web, netproof.dev/probe=true',
      '  gated    never becomes ready, so no Service sends it traffic',
    ]);
    expect(touches).to.have.length(1);
    expect(touches[0]).to.match(/^ {2}touches {2}NetworkPolicy default-deny, which /);
  });

  it('tells of a stand-in where it listens', () => {
    expect(about(text, 'data/stand-in-redis')[1]).to.equal('  is       stand-in for redis, on node n2, listening on tcp/6379, udp/53');
  });

  it('says of our own controls that they touch nothing, and are not gated', () => {
    expect(about(text, 'netproof-1/control-n1')).to.deep.equal(['pod netproof-1/control-n1', '  is       control-source for n1, on node n1', '  wears    netproof.dev/probe=true']);
  });

  it('names every pod, and ends with skips, uncovered nodes and remarks', () => {
    for (const pod of plan.pods) expect(text).to.include(`pod ${pod.namespace}/${pod.name}\n`);
    expect(text.trimEnd().split('\n').slice(-3)).to.deep.equal(['skipped web -> mesh: known', 'node n9 is not covered: it is cordoned', 'a remark']);
  });

  it('sends no control character to the terminal', () => {
    const nasty = describePlan({ ...plan, remarks: ['\u001b[2J\r\n'] }, snapshot, guests);
    expect(nasty).to.include(String.raw`\u001b[2J\u000d\u000a`);
    expect(nasty).to.not.match(steering);
  });
});
