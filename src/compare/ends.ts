/** Where the two ends of a cell are, for whoever looks at one namespace or one node. */
import type { Destination, PlannedCell } from '../model/plan.ts';
import type { Ends, Place } from '../model/report.ts';

/** @param source the pod that dials; absent where the plan has none */
export const endsOf = ({ destinations }: Pick<PlannedCell, 'destinations'>, source?: { readonly namespace: string; readonly node: string }): Ends => ({
  source: source === undefined ? { namespaces: [], nodes: [] } : { namespaces: [source.namespace], nodes: named([source.node]) },
  destinations: destinations.map(placeOf),
});

const placeOf = ({ address, pods, service, node, nodes = [] }: Destination): Place => {
  const own = typeof address === 'string' || 'host' in address ? [] : 'service' in address ? [address.service, address.pod] : [address.pod];
  return {
    namespaces: named([...own, ...(service === undefined ? [] : [service]), ...pods].map(({ namespace }) => namespace)),
    nodes: named([...(node === undefined ? [] : [node]), ...nodes]),
  };
};

/** Each once; the node of a pod that has none is called nothing. */
const named = (names: readonly string[]): string[] => [...new Set(names)].filter((name) => name !== '');
