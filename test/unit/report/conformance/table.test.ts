import { expect } from 'chai';
import { conformanceTable } from '../../../../src/report/conformance/table.ts';
import { createPaint } from '../../../../src/report/paint.ts';
import { steering } from '../reports.ts';
import { cases, hostile, mixed, resultOf } from './results.ts';

const bare = { paint: createPaint(false) };
const coloured = { paint: createPaint(true) };
// oxlint-disable-next-line eslint/no-control-regex -- the escapes that colour is made of
const withoutColour = (text: string): string => text.replace(/\u001b\[\d+m/g, '');

describe('conformanceTable()', () => {
  it('draws the capabilities, what was not enforced and how to see it again, notes and sums', () => {
    expect(conformanceTable(mixed({ leftovers: ['namespace x-1'] }), bare).split('\n')).to.deep.equal([
      '┌────────────────────────────┬──────────────┬────────┬──────────────┬──────────────┬──────────┐',
      '│ feature                    │ result       │  cases │     to block │     to allow │  startup │',
      '│                            │              │        │ median / max │ median / max │ exposure │',
      '├────────────────────────────┼──────────────┼────────┼──────────────┼──────────────┼──────────┤',
      '│ peers by pod               │ enforced     │ 1 of 1 │      12 / 12 │      30 / 30 │          │',
      '│ peers by namespace and pod │  LEAKS       │ 0 of 1 │              │      30 / 30 │          │',
      '│ startup                    │ OVER-BLOCKS  │ 0 of 1 │              │      30 / 30 │        0 │',
      '│ reuse of addresses         │ not testable │ 0 of 1 │              │              │          │',
      '│ families                   │ not testable │ 0 of 1 │              │              │          │',
      '│ SCTP                       │ not testable │        │              │              │          │',
      '└────────────────────────────┴──────────────┴────────┴──────────────┴──────────────┴──────────┘',
      '  cases: enforced, of those that were played; times in milliseconds, since the API server had answered',
      '',
      'Cases that were not enforced',
      '  leaks  peers/namespace-and-pod  namespaceSelector and podSelector in one peer must both match',
      '    apply x/from-y-b: 2 of 68 cells wrong',
      '      y/a -> x/a.1 TCP/8080 IPv4 must be closed; seen: echo (node1 to node2)',
      '      y/c -> x/a.2 UDP/8080 IPv4 must be closed, wrong in 1 of 81 attempts; seen: timed-out (node1 to node1)',
      '    $ netproof conformance --case peers/namespace-and-pod',
      '  over-blocks  startup/burst  fresh pods are protected <from> their first instant & reach what is allowed',
      '    start 5 pods like x/a: 1 of 20 cells wrong',
      '      x/a.1 -> y/b TCP/8080 IPv6 must be open; seen: timed-out (node1 to node2)',
      '    $ netproof conformance --case startup/burst',
      '  not testable  reuse/finished  an address of a finished pod is nobody’s',
      '    another pod gets the address of y/b: the address was not given again in 20 s',
      '    $ netproof conformance --case reuse/finished',
      '  not testable  families/ipv6  IPv6 is restricted as IPv4 is',
      '    apply x/ipv6: this cluster has no IPv6',
      '    $ netproof conformance --case families/ipv6',
      '',
      '  note: startup, where the specification is silent: blocks do not mean pods',
      '  note: SCTP could not be tested: probes do not speak it',
      '  note: could not remove namespace x-1: run netproof cleanup',
      '',
      'This cluster does not enforce NetworkPolicy as it is specified: 1 case leaks and 1 case over-blocks, of 5.',
      '5 cases: 1 enforced, 1 leak, 1 over-block, 2 not testable; 3120 cells, 245000 attempts, 104.3 s (profile standard, 4 sets, 2 nodes)',
      '',
    ]);
  });

  it('breaks the names of features where the terminal is narrow', () => {
    const [top = '', ...lines] = conformanceTable(mixed(), { ...bare, columns: 84 }).split('\n');
    expect(top).to.have.length(84);
    expect(lines.slice(0, 7).filter((line) => line.length !== 84)).to.deep.equal([]);
    expect(lines.join('\n')).to.match(/│ peers by +│  LEAKS .*\n│ namespace and +│ .*\n│ pod +│ /);
  });

  it('has nothing but the capabilities and the sums where all is enforced', () => {
    const text = conformanceTable(resultOf([cases.enforced]), bare);
    expect(text).to.not.match(/not enforced|note:|\$ netproof/);
    expect(text).to.match(/\n1 cases: 1 enforced; 3120 cells, .*\n$/);
  });

  it('counts the ways in which a feature fails, where they are several', () => {
    const feature = 'mixed';
    const text = conformanceTable(resultOf(Object.values(cases).map((each) => ({ ...each, feature }))), bare);
    expect(text).to.include('│ mixed   │  LEAKS  1 leak, 1 over-block, 2 not testable │ 1 of 5 │');
  });

  it('says how long fresh pods were open', () => {
    const steps = [{ does: 'start pods', outcome: 'leaks' as const, cells: 9, wrong: [{ cell: 'x/a -> y/b', expected: 'deny' as const, saw: 'open', fromNode: 'node1', toNode: 'node2' }], exposureMs: 412.4 }];
    const text = conformanceTable(resultOf([{ ...cases.leaking, steps }]), bare);
    expect(text).to.match(/ LEAKS .*│ +412 │/).and.include('    start pods: 1 of 9 cells wrong, fresh pods were open for 412 ms\n');
  });

  it('says why a case was not played at all', () => {
    const text = conformanceTable(resultOf([{ ...cases.owed, steps: [], reason: 'no set of pods was left' }]), bare);
    expect(text).to.include('nobody’s\n    no set of pods was left\n    $ netproof');
  });

  it('shows four cells of a step and twelve cases in full, and says that there are more', () => {
    const [step] = cases.leaking.steps;
    if (step === undefined) throw new Error('there is no step');
    const wrong = Array.from({ length: 9 }, () => step.wrong[0] ?? []).flat();
    const text = conformanceTable(resultOf(Array.from({ length: 14 }, (_, index) => ({ ...cases.leaking, id: `peers/${index}`, steps: [{ ...step, wrong }] }))), bare);
    expect(text.match(/must be closed/g)).to.have.length(12 * 4);
    expect(text.match(/… and 5 more; -o json has them all/g)).to.have.length(12);
    expect(text).to.include('  leaks  peers/13  ');
  });

  it('says with colour what it says without', () => {
    expect(withoutColour(conformanceTable(mixed(), coloured))).to.equal(conformanceTable(mixed(), bare));
    expect(conformanceTable(mixed(), coloured)).to.not.equal(conformanceTable(mixed(), bare));
  });

  it('sends no control character of a name to the terminal', () => {
    expect(conformanceTable(hostile(), bare)).to.not.match(steering);
    expect(withoutColour(conformanceTable(hostile(), coloured))).to.not.match(steering);
  });
});
