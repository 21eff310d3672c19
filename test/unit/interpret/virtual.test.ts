import { expect } from 'chai';
import { heedEndpoints } from '../../../src/interpret/virtual.ts';
import type { DestinationObservation } from '../../../src/model/observation.ts';
import type { Path } from '../../../src/model/cell.ts';
import { recordingOf } from '../../support/recording.ts';
import type { CellScript } from '../../support/recording.ts';

const strong = { strength: 'strong', by: 'somebody' } as const;
const seen = (state: DestinationObservation['state'], attempts = 10, open = 0, more: Partial<DestinationObservation> = {}): DestinationObservation => ({
  label: 'redis-1',
  address: '10.0.2.1:6379',
  state,
  tally: { attempts, open, last: 'timed-out', firstAttemptMs: 0 },
  ...(state === 'unreachable' ? { evidence: { probe: strong, path: strong, target: strong }, held: { fromMs: 0, toMs: 1 } } : {}),
  ...more,
});
const live: CellScript = { liveness: 'reached-only', address: '10.96.0.1' };

/** What becomes of a virtual address' observation beside those of endpoints. */
const heeded = (virtual: DestinationObservation, endpoints: readonly DestinationObservation[], more: CellScript = {}, endpoint: CellScript = {}): DestinationObservation | undefined => {
  const { plan } = recordingOf({ cells: [{ ...live, path: 'cluster-ip', backends: 2, ...more }, { ...live, path: 'endpoint', destinations: endpoints.map(() => live), ...endpoint }] });
  return heedEndpoints(plan.cells, [[virtual], endpoints])[0]?.[0];
};
const shut = seen('unreachable');

describe('heedEndpoints()', () => {
  it('takes no number of attempts for enough where endpoints are not chosen by chance, unless all are proven closed', () => {
    expect(heeded(seen('unreachable', 100), [], {})?.evidence?.target.strength).to.equal('strong');
    expect(heeded(seen('unreachable', 100), [], { sticky: true })?.evidence?.target.strength).to.equal('weak');
    expect(heeded(seen('unreachable', 100), [shut, shut], { sticky: true })?.evidence?.target.strength).to.equal('strong');
  });

  for (const path of ['cluster-ip', 'node-port'] as const satisfies Path[]) {
    it(`does not believe a closed ${path} beside an open endpoint`, () => {
      for (const state of ['reachable', 'intermittent'] as const) {
        const result = heeded(seen('unreachable', 10, 0), [shut, seen(state, 10, 10)], { path });
        expect(result).to.deep.include({ state: 'inconclusive', doubt: 'endpoint-open', reason: 'its endpoint redis-1 at 10.0.2.1:6379 is open: 10 attempts may all have met other endpoints' });
        expect(result).to.not.have.any.keys('held', 'exposure');
      }
    });
  }

  const strangers: readonly [name: string, more: CellScript][] = [
    ['another source', { source: 'friend' }],
    ['another target', { target: 'mysql' }],
    ['another port', { port: 1 }],
    ['another transport', { transport: 'UDP' }],
    ['another family', { family: 6 }],
    ['another path', { path: 'pod-ip' }],
  ];
  for (const [name, more] of strangers) {
    it(`is not troubled by what is open to ${name}`, () => expect(heeded(shut, [seen('reachable', 10, 10)], {}, more)).to.equal(shut));
  }

  const cases: readonly [name: string, attempts: number, backends: number, endpoints: readonly DestinationObservation[], strength: string][] = [
    ['ten attempts at three endpoints', 10, 3, [], 'strong'],
    ['ten attempts at four', 10, 4, [], 'weak'],
    ['three attempts at two', 3, 2, [], 'weak'],
    ['three attempts at one', 3, 1, [], 'strong'],
    ['three attempts at two that are closed themselves', 3, 2, [shut, shut], 'strong'],
    ['three attempts at two of which one is known to be closed', 3, 2, [shut], 'weak'],
    ['three attempts at two of which one is unknown', 3, 2, [shut, seen('inconclusive')], 'weak'],
  ];
  for (const [name, attempts, backends, endpoints, strength] of cases) {
    it(`is ${strength} by ${name}`, () => expect(heeded(seen('unreachable', attempts), endpoints, { backends })?.evidence?.target.strength).to.equal(strength));
  }

  it('says how likely it is that the open one was missed', () => {
    expect(heeded(seen('unreachable', 10), [], { backends: 20 })?.evidence?.target.by).to.equal('somebody; but 10 attempts at 20 endpoints miss a single open one in 60 of 100 cases');
  });

  it('takes few failures after something got through for other endpoints, not for a closing', () => {
    const exposure = { firstMs: 0, lastMs: 500 };
    expect(heeded(seen('unreachable', 8, 2, { exposure }), [], { backends: 3 })).to.deep.include({ doubt: 'endpoint-open', reason: '2 attempts got through, and the 6 after them may have met others of its 3 endpoints' });
    expect(heeded(seen('unreachable', 8, 2, { exposure }), [shut, shut, shut], { backends: 3 })?.exposure).to.deep.equal(exposure);
  });

  it('takes what gets through now and then for lossy only where no endpoint is closed', () => {
    const lossy = seen('reachable', 10, 7, { lossy: true });
    expect(heeded(lossy, [seen('reachable', 10, 10)])).to.equal(lossy);
    expect(heeded(lossy, [seen('reachable', 10, 10), shut])).to.include({ state: 'intermittent', reason: '7 of 10 attempts got through, and its endpoint redis-1 at 10.0.2.1:6379 is closed' });
    expect(heeded(seen('reachable', 10, 10), [shut])?.state).to.equal('reachable');
  });
});
