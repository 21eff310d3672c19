import { expect } from 'chai';
import type { CanaryCell, CanaryReport } from '../../../../src/model/report.ts';
import { canaryGroups, canarySection } from '../../../../src/report/html/canary.ts';
import { canaryDetails } from '../../../../src/report/html/canary-details.ts';
import { renderNode } from '../../../../src/report/html/escape.ts';
import { readPage } from '../../../support/html.ts';
import { foundBy } from '../../../support/canary.ts';
import type { Bend } from '../../../support/canary.ts';

const nodes = ['n1', 'n2'];
const aReport = (bend?: Bend): CanaryReport => ({ nodes, cells: foundBy(nodes, bend), diagnosis: { kind: 'enforces', enforces: true, sentence: 'It does.' } });
const shown = (report: CanaryReport) => readPage(renderNode(canarySection(report, canaryGroups(report), (node) => nodes.indexOf(node))));
/** What one entry looks like, in a row of entries that are all well. */
const entryWith = (bend: Partial<CanaryCell>, verdict: CanaryCell['verdict'] = 'deny'): string => {
  const report = aReport((cell) => (cell.node === 'n2' && cell.direction === 'egress' && cell.verdict === verdict ? bend : {}));
  return /<tr data-node="1">.*<td class="([^"]+)"><b>([^<]*)<\/b><\/td><\/tr>/.exec(renderNode(canarySection(report, canaryGroups(report), () => 1)))?.slice(1).join(': ') ?? '';
};

describe('canarySection()', () => {
  it('has a row for each node, and a column for each direction, placement, transport, family and path', () => {
    const { tags, text } = shown(aReport());
    const columns = tags.filter(({ attributes }) => attributes['class'] === 'way').length;
    expect(columns).to.equal(2 * 2 * 2 * 2 * 2);
    expect(tags.filter(({ name }) => name === 'td').map(({ attributes }) => attributes['class'])).to.deep.equal(Array.from({ length: 2 * columns }, () => 'closed'));
    expect(text).to.include('ingress egress same node other node same node other node TCP IPv4 pod').and.include('✓ ok a deny held').and.not.include('without a policy');
  });

  for (const [name, entry, expected] of [
    ['a deny that did not hold', entryWith({ state: 'open' }), 'leak: ▲ LEAK'],
    ['one that did not now and then', entryWith({ state: 'now-and-then', through: 3, attempts: 40 }), 'leak: ▲ LEAK 3/40'],
    ['one that was open first', entryWith({ openUntilMs: 400 }), 'closed noted: ✓ ok ◔'],
    ['what is allowed and closed', entryWith({ state: 'closed' }, 'allow'), 'overblock: ■ OVER'],
    ['what could not be judged', entryWith({ state: 'unknown' }), 'inconclusive: ? unclear'],
  ] as const) {
    it(`shows ${name}`, () => expect(entry).to.equal(expected));
  }

  it('shows the other questions where something is amiss', () => {
    expect(shown(aReport((cell) => (cell.direction === 'none' ? { state: 'closed' } : {}))).text).to.include('without a policy').and.include('? shut');
  });
});

describe('canaryDetails()', () => {
  it('tells of each connection of an entry', () => {
    const report = aReport((cell) => (cell.verdict === 'deny' ? { openUntilMs: 1400, rejected: true } : { openedAfterMs: 2000 }));
    const { text } = readPage(renderNode(canaryDetails(canaryGroups(report)[0]!)));
    for (const words of ['n1: ingress, same node, TCP IPv4 pod', 'policy says deny Seen closed', '0 of 20 got through; refused with an answer', "open until 1 400 ms of the pod's life", 'policy says allow Seen open', 'after 2 000 ms']) expect(text).to.include(words);
  });
});
