import { isolating } from '../policy/admission.ts';
import type { ReadyRule } from '../policy/policy-index.ts';
import { contains } from '../policy/port-set.ts';
import type { Audience, Lens } from './audience.ts';
import { bitsOf } from './bits.ts';
import type { Bits } from './bits.ts';
import { itself, memoised } from './memoised.ts';
import { openedPorts } from './opened-ports.ts';
import type { RowsInput } from './rows.ts';
import { unions } from './shared-bits.ts';

/** @returns for each column the sources that it hears; columns that are opened to the same ones share a row */
export const ingressRows = ({ sources, ends, columns, index }: RowsInput, senders: Audience): ((lens: Lens) => Bits[]) => {
  const everybody = bitsOf(sources.keys(), sources.length);
  const unionOf = unions(sources.length);
  const portsOf = memoised(itself<ReadyRule>, openedPorts);

  const rulesAt = ends.map((end) => {
    const policies = isolating('ingress', end, index);
    return policies.length === 0 ? undefined : policies.flatMap(({ rules }) => rules.map((rule) => ({ rule, ports: portsOf(rule)(end) })));
  });
  const opening = columns.map(({ end, protocol, port }) => rulesAt[end]?.filter(({ ports }) => contains(ports, protocol, port)).map(({ rule }) => rule));

  return (lens) => {
    const from = memoised(itself<ReadyRule>, (rule) => senders(rule, lens));
    return opening.map((rules) => (rules === undefined ? everybody : unionOf(rules.map(from))));
  };
};
