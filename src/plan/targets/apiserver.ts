import type { DialStyle } from '../../model/plan.ts';
import { isApiserver } from '../../model/snapshot.ts';
import { serviceCells } from './service.ts';
import { failed } from './resolution.ts';
import type { Resolution, ResolveContext } from './resolution.ts';

/** Any status is an answer; the certificate says whose. */
const style: DialStyle = { prober: 'http', speak: 'tls', pace: 'gentle', http: { scheme: 'https', path: '/version', trustCluster: true } };

/** The API server as pods know it, and each of its instances. */
export const resolveApiserver = (context: ResolveContext): Resolution => {
  const service = context.snapshot.services.find(isApiserver);
  const port = service?.ports.find((candidate) => candidate.port === 443);
  if (service === undefined || port === undefined) return failed('the Service "default/kubernetes" has no port 443');
  const cells = serviceCells({ service, port, style, controlDials: true }, context);
  return cells.length === 0 ? failed('the Service "default/kubernetes" has no address in the families asked for') : { cells };
};
