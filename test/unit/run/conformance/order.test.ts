import { expect } from 'chai';
import type { BatteryContext } from '../../../../src/run/conformance/context.ts';
import { worldPod } from '../../../../src/run/conformance/members.ts';
import { order } from '../../../../src/run/conformance/order.ts';
import type { Probes } from '../../../../src/run/probes.ts';

const pod = worldPod({ id: 'r', secret: 's', heart: 'h', periodMs: 400 }, { key: 'y/b', label: 'y/b', node: 'n' }, { x: 'x', y: 'y', z: 'z' }, {}, '0');

/** A probe that hears the orders of these numbers; a clock that jumps a second each time it is read. */
const stage = (hears: (number: number) => boolean, failure?: string) => {
  let clockMs = 0;
  const given: number[] = [];
  const api = {
    core: {
      patchNamespacedPod: async ({ body }: { readonly body: { readonly metadata: { readonly annotations: Readonly<Record<string, string>> } } }) =>
        void given.push((JSON.parse(Object.values(body.metadata.annotations)[0] ?? '') as { readonly number: number }).number),
    },
  } as unknown as BatteryContext['api'];
  const probes = {
    log: () => ({ records: given.filter(hears).map((number) => ({ t: 'ordered', number, ms: 0 })) }),
    failureOf: () => failure,
  } as unknown as Probes;
  let number = 0;
  return { given, tell: () => order({ api, now: () => (clockMs += 1000), signal: new AbortController().signal }, probes, pod, [], () => ++number) };
};

describe('order()', () => {
  it('gives an order once to a probe that hears it', async () => {
    const { given, tell } = stage(() => true);
    await tell();
    expect(given).to.deep.equal([1]);
  });

  it('gives another one where the first is not heard', async () => {
    const { given, tell } = stage((number) => number === 3);
    await tell();
    expect(given).to.deep.equal([1, 2, 3]);
  });

  it('lets those find out who look, that a pod has failed', async () => {
    const { given, tell } = stage(() => false, 'it ended before we stopped it');
    await tell();
    expect(given).to.deep.equal([1]);
  });

  it('gives up on a pod that hears nothing', async () => {
    const { tell } = stage(() => false);
    expect(await tell().catch((error: Error) => error.message)).to.equal(`Cannot tell pod y/${pod.name} what to dial: it did not take 10 orders`);
  });
});
