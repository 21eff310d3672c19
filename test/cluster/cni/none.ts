import { join } from 'node:path';
import type { Cni } from './cni.ts';
import { addressesOf } from './ipam.ts';

/** Wires pods and ignores every policy, silently: what netproof exists to catch. */
export const none: Cni = {
  build: async () => '',
  plugins: () => Object.fromEntries(['no-dad', 'late-release'].map((name) => [name, join(import.meta.dirname, `${name}.sh`)])),
  conflist: ({ podPrefix }, node) => ({
    cniVersion: '0.4.0',
    name: 'netproof-test',
    plugins: [
      { type: 'no-dad' },
      { type: 'ptp', ipMasq: false, ipam: addressesOf(node, podPrefix, 'late-release') },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  }),
  prepare: async () => {},
  enforcer: () => undefined,
  isEnforcing: async () => false,
};
