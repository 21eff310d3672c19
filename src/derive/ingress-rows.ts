import { isolating } from '../policy/admission.ts';
import type { ReadyPolicy, ReadyRule } from '../policy/policy-index.ts';
import { contains } from '../policy/port-set.ts';
import { addBits, bitsOf, noBits } from './bits.ts';
import type { Bits } from './bits.ts';
import { memoised } from './memoised.ts';
import { openedPorts } from './opened-ports.ts';
import type { RowsInput } from './rows.ts';

/** @returns for each column the sources that it hears; columns that are opened to the same ones share a row */
export const ingressRows = ({ sources, ends, columns, index }: RowsInput, senders: (rule: ReadyRule) => Bits): Bits[] => {
  const everybody = bitsOf(sources.keys(), sources.length);

  const rulesOf = memoised(
    (policy: ReadyPolicy) => policy,
    ({ rules }) => rules.map((rule) => ({ portsOn: openedPorts(rule), from: senders(rule) })),
  );
  const guards = ends.map((end) => {
    const policies = isolating('ingress', end, index);
    return policies.length === 0 ? undefined : policies.flatMap(rulesOf).map(({ portsOn, from }) => ({ ports: portsOn(end), from }));
  });

  const numberOf = numbered();
  const anyOf = memoised(
    (sets: readonly Bits[]) => sets.map(numberOf).join(),
    (sets): Bits => {
      const bits = noBits(sources.length);
      for (const set of sets) addBits(bits, set);
      return bits;
    },
  );

  return columns.map(({ end, protocol, port }) => {
    const rules = guards[end];
    return rules === undefined ? everybody : anyOf(rules.filter(({ ports }) => contains(ports, protocol, port)).map(({ from }) => from));
  });
};

/** A number for each thing, the same each time. */
const numbered = (): ((thing: Bits) => number) => {
  let last = 0;
  return memoised((thing: Bits) => thing, () => (last += 1));
};
