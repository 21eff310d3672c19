/** Tests 34 to 36: blocks of addresses on pods. The suite asks for what the specification leaves open, and so does a table. */
import type { E2eCase } from './case.ts';
import { once } from './case.ts';

/** Lets x/a out to a block. */
const outTo = (ipBlock: string): Record<string, string> => ({
  'x/out': `
    podSelector: {matchLabels: {pod: a}}
    policyTypes: [Egress]
    egress:
      - to: [{ipBlock: ${ipBlock}}]`,
});
/** All around x/b, with bits of its host in it. */
const aroundB = outTo('{cidr: 10.244.1.2/4, except: [10.244.1.2/32]}');
const allButB = ['x/a -> *: allow, undefined: ip-block-on-pod', 'x/a -> x/b: deny by out.egress'] as const;

export const ipBlocks: readonly E2eCase[] = [
  once('34', 'allow egress access to server in CIDR block', outTo('{cidr: 10.244.2.2/32}'), 'x/a -> *: deny', 'x/a -> y/b: allow, undefined: ip-block-on-pod'),
  once('35', 'enforce except clause while egress access to server in CIDR block', aroundB, ...allButB),
  {
    id: '36',
    title: 'ensure an IP overlapping both IPBlock.CIDR and IPBlock.Except is allowed',
    steps: [
      { policies: aroundB, table: allButB },
      { policies: outTo('{cidr: 10.244.1.2/32}'), table: ['x/a -> *: deny', 'x/a -> x/b: allow, undefined: ip-block-on-pod'] },
    ],
  },
];
