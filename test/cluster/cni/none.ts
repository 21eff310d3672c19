import { join } from 'node:path';
import type { Cni } from './cni.ts';
import { hostLocal } from './ipam.ts';

/** Wires pods and ignores every policy, silently: what netproof exists to catch. */
export const none: Cni = {
  build: async () => '',
  plugins: () => ({ 'no-dad': join(import.meta.dirname, 'no-dad.sh') }),
  conflist: ({ podPrefix }, node) => ({
    cniVersion: '0.4.0',
    name: 'netproof-test',
    plugins: [
      { type: 'no-dad' },
      { type: 'ptp', ipMasq: false, ipam: hostLocal(node, podPrefix) },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  }),
  prepare: async () => {},
  enforcer: () => undefined,
  isEnforcing: async () => false,
};
