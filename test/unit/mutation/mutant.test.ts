import { expect } from 'chai';
import { mutant, opening } from '../../mutation/mutant.ts';
import type { MutantOptions } from '../../mutation/mutant.ts';

describe('mutant()', () => {
  const cases: readonly [name: string, options: MutantOptions, key: string][] = [
    ['FM-EXCEPT:a', {}, 'FM-EXCEPT:a'],
    ['FM-EXCEPT:a', { nodes: ['node2'] }, 'FM-EXCEPT:a node2'],
    ['CLOSED', { family: 6, protocol: 'UDP', direction: 'egress' }, 'CLOSED egress IPv6 UDP'],
    ['FM-FLAP:open', { windowMs: 50, periodMs: 10_000 }, 'FM-FLAP:open period=10s window=50ms'],
    ['NULL-REJECT:drop', { delayMs: 0 }, 'NULL-REJECT:drop delay=0ms'],
    ['FM-NODE-DEAD:all', { probability: 0.3 }, 'FM-NODE-DEAD:all share=0.3'],
    ['ENV-NOT-LISTENING', { label: 'pod=a', port: 8080 }, 'ENV-NOT-LISTENING label=pod=a port=8080'],
    ['FM-PORT:e', { count: 24, why: 'x' }, 'FM-PORT:e count=24'],
  ];
  for (const [name, options, key] of cases) it(`is called ${key}`, () => expect(mutant(name, 'standard', 'both', options).key).to.equal(key));

  it('keeps the fault apart from what is said of it', () => {
    expect(mutant('FM-RESTART:a', 'standard', 'closes', { windowMs: 200, why: 'x', restartEveryMs: 5 })).to.deep.equal({ key: 'FM-RESTART:a window=200ms', fault: { model: 'FM-RESTART', variant: 'a', windowMs: 200 }, fate: 'standard', effect: 'closes', why: 'x', restartEveryMs: 5 });
  });

  it('may have a twin', () => expect([opening('FM-V6:a', 'canary', 'FM-V6:b').twin, opening('FM-V6:a', 'canary', undefined)]).to.deep.equal(['FM-V6:b', { key: 'FM-V6:a', fault: { model: 'FM-V6', variant: 'a' }, fate: 'canary', effect: 'opens' }]));
});
