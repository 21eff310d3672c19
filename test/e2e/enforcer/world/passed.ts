/** Counts what a node forwards to an address, after its enforcer has seen it. */
import type { ClusterNode } from '../../../cluster/index.ts';

const table = 'netproof_test_passed';

export interface Passed {
  readonly packets: () => Promise<number>;
  readonly end: () => Promise<void>;
}

/** UDP by IPv4. */
export const countPassed = async (node: ClusterNode, address: string, port: number): Promise<Passed> => {
  const rule = `ip daddr ${address} udp dport ${port} counter`;
  await node.exec(['nft', '-f', '-'], { input: `table inet ${table} { chain forward { type filter hook forward priority filter + 10; policy accept; ${rule}; }; }\n` });
  return {
    packets: async () => Number(/packets (\d+)/.exec(await node.exec(['nft', 'list', 'table', 'inet', table]))?.[1]),
    end: async () => void (await node.exec(['nft', 'delete', 'table', 'inet', table])),
  };
};
