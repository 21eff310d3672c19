/** Results written into the cluster, for whoever looks there. */
import { PatchStrategy, setHeaderOptions, V1MicroTime } from '@kubernetes/client-node';
import type { FindingEvent } from '../report/published/events.ts';
import { reportApis } from '../report/published/policy-reports.ts';
import type { PolicyReport, ReportApi } from '../report/published/policy-reports.ts';
import type { Connection } from './connection.ts';
import { hasStatus, translate } from './errors.ts';
import { managedBy } from './identity.ts';
import { writeEach } from './write-each.ts';

const fieldManager = 'netproof';

/**
 * Creates them, or takes the place of those before; each, whatever comes of the others.
 *
 * @returns false where the cluster does not know this kind of report
 * @throws NetproofError naming those that may not be written
 */
export const publishReports = async (api: Connection, kind: ReportApi, reports: readonly PolicyReport[]): Promise<boolean> => {
  const { group, version, namespaced, cluster } = reportApis[kind];
  if (!(await isServed(api, `/apis/${group}/${version}`))) return false;
  const options = setHeaderOptions('Content-Type', PatchStrategy.ServerSideApply);
  await writeEach(reports, async (body) => {
    const { name, namespace } = body.metadata;
    try {
      if (namespace === undefined) await api.custom.patchClusterCustomObject({ group, version, plural: cluster.plural, name, body, fieldManager, force: true }, options);
      else await api.custom.patchNamespacedCustomObject({ group, version, plural: namespaced.plural, namespace, name, body, fieldManager, force: true }, options);
    } catch (error) {
      throw translate(error, `write the ${body.kind} "${namespace === undefined ? '' : `${namespace}/`}${name}"`);
    }
  });
  return true;
};

const isServed = async (api: Connection, path: string): Promise<boolean> => {
  try {
    await api.get(path, {}, 'application/json');
    return true;
  } catch (error) {
    if (hasStatus(error, 404)) return false;
    throw error;
  }
};

/** Tries each. @throws NetproofError naming where they may not be created */
export const publishEvents = async (api: Connection, events: readonly FindingEvent[], run: string): Promise<void> => {
  await writeEach(events, async ({ name, namespace, type, reason, note, regarding }) => {
    const body = {
      metadata: { name, namespace, labels: { ...managedBy } },
      eventTime: new V1MicroTime(),
      reportingController: 'netproof.dev/netproof',
      reportingInstance: `netproof-${run}`,
      action: 'Probed',
      type,
      reason,
      note,
      regarding,
    };
    try {
      await api.events.createNamespacedEvent({ namespace, body });
    } catch (error) {
      throw translate(error, `create an Event in namespace "${namespace}"`);
    }
  });
};
