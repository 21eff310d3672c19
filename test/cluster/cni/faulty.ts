import { join } from 'node:path';
import { askEnforcer } from '../../enforcer/control/client.ts';
import { ensurePackages } from '../host/packages.ts';
import { hostDir, type ClusterPaths } from '../state/paths.ts';
import type { Cni } from './cni.ts';
import { none } from './none.ts';

/** Wires pods as `none` does, and enforces with a program of ours that is right, or wrong by exactly one named fault. */
export const faulty: Cni = {
  build: async (progress) => {
    await ensurePackages(['nftables'], progress);
    return '';
  },
  plugins: (programs) => none.plugins(programs),
  conflist: (context, node) => none.conflist(context, node),
  prepare: async () => {},
  enforcer: ({ paths }, node) => ({
    name: 'enforcer',
    argv: [
      process.execPath,
      join(import.meta.dirname, '../../enforcer/main.ts'),
      `--node=${node.name}`,
      ...[node.pods.v4, node.pods.v6].map((range) => `--range=${range}`),
      `--kubeconfig=${paths.innerKubeconfig}`,
      `--socket=${controlSocket(paths, node.name)}`,
      `--fault=${join(hostDir(paths, node.name), 'fault.json')}`,
    ],
  }),
  isEnforcing: async ({ paths, name }) => (await askEnforcer(controlSocket(paths, name), { ask: 'status' })).enforcing,
};

/** Where a node's enforcer takes requests; the machine and the node see the same file. */
export function controlSocket(paths: ClusterPaths, node: string): string {
  return join(hostDir(paths, node), 'enforcer.sock');
}
