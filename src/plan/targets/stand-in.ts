import type { MatrixTarget } from '../../matrix/schema.ts';
import { responderStyle } from './style.ts';
import { controlPort } from '../probe-plan.ts';
import { describeLabels } from '../../policy/wording.ts';
import { failed } from './resolution.ts';
import type { Resolution, ResolveContext } from './resolution.ts';

type StandInTarget = Extract<MatrixTarget, { standIn: unknown }>;

/** A responder of ours that wears the target's labels, on every port asked for. Its address is known once it runs. */
export const resolveStandIn = ({ standIn, ports }: StandInTarget, context: ResolveContext): Resolution => {
  if (ports.some(({ protocol, port }) => protocol === 'TCP' && port === controlPort)) return failed(`a stand-in cannot listen on TCP ${controlPort}: every probe needs this port for itself`);
  return {
    cells: ports.flatMap(({ protocol, port, name }) => {
      const pod = context.standIn({ namespace: standIn.namespace, labels: standIn.labels, transport: protocol, port, ...(name === undefined ? {} : { name }) });
      return context.families.map((family) => ({
        transport: protocol,
        port,
        path: 'pod-ip' as const,
        family,
        style: responderStyle(protocol),
        destinations: [
          {
            address: { pod: { namespace: pod.namespace, name: pod.name } },
            port,
            pods: [],
            node: pod.node,
            liveness: 'stand-in' as const,
            label: `stand-in ${standIn.namespace}/${describeLabels(standIn.labels)}`,
          },
        ],
        controlDials: false,
      }));
    }),
  };
};
