import { ApiException } from '@kubernetes/client-node';
import { expect } from 'chai';
import { ClusterRequestError } from '../../../src/cluster/errors.ts';
import type { Connection } from '../../../src/cluster/connection.ts';
import { publishEvents, publishReports } from '../../../src/cluster/publish.ts';
import { eventsOf } from '../../../src/report/published/events.ts';
import { policyReportsOf } from '../../../src/report/published/policy-reports.ts';
import { mixed } from '../report/reports.ts';
import { rejection } from '../../support/rejection.ts';

const reports = policyReportsOf(mixed(), 'openreports');

/** @param served whether the cluster knows policy reports; @param refuses the status where it does not let us write; @param refused how that begins, all if empty */
const server = (served: boolean | number, refuses?: number, refused = '') => {
  const written: string[] = [];
  const write = (what: string) => (refuses === undefined || !what.startsWith(refused) ? Promise.resolve(void written.push(what)) : Promise.reject(new ApiException(refuses, 'no', { message: 'forbidden' }, {})));
  const api = {
    get: (path: string) => (served === true ? Promise.resolve({}) : Promise.reject(new ClusterRequestError(`read ${path}`, served === false ? 404 : served, '', '', undefined))),
    custom: {
      patchNamespacedCustomObject: ({ plural, namespace, name, force, fieldManager }: Record<string, unknown>) => write(`${String(plural)} ${String(namespace)}/${String(name)} ${String(fieldManager)} ${String(force)}`),
      patchClusterCustomObject: ({ plural, name }: Record<string, unknown>) => write(`${String(plural)} ${String(name)}`),
    },
    events: { createNamespacedEvent: ({ namespace, body }: { namespace: string; body: { reason: string; reportingController: string } }) => write(`${namespace} ${body.reason} ${body.reportingController}`) },
  } as unknown as Connection;
  return { api, written };
};

describe('publishReports()', () => {
  it('applies one in each namespace, and one for the cluster', async () => {
    const { api, written } = server(true);
    expect(await publishReports(api, 'openreports', reports)).to.equal(true);
    expect(written).to.deep.equal([`reports app/${reports[0]?.metadata.name} netproof true`, `clusterreports ${reports[1]?.metadata.name}`]);
  });

  it('writes nothing where the cluster does not know them', async () => {
    const { api, written } = server(false);
    expect(await publishReports(api, 'openreports', reports)).to.equal(false);
    expect(written).to.deep.equal([]);
  });

  it('does not take a refusal for an unknown kind', async () => expect(await rejection(publishReports(server(403).api, 'openreports', reports))).to.be.instanceOf(ClusterRequestError));
  const name = reports[0]?.metadata.name ?? '';
  const refusals: readonly [name: string, refused: string, written: readonly string[], told: string][] = [
    ['one of a namespace', 'reports', [`clusterreports ${name}`], `Cannot write the Report "app/${name}": forbidden`],
    ['that of the cluster', 'clusterreports', [`reports app/${name} netproof true`], `Cannot write the ClusterReport "${name}": forbidden`],
    ['all', '', [], `Cannot write the Report "app/${name}": forbidden; Cannot write the ClusterReport "${name}": forbidden`],
  ];
  for (const [which, refused, expected, told] of refusals) {
    it(`says which it may not write, and writes the others: ${which}`, async () => {
      const { api, written } = server(true, 403, refused);
      expect(await rejection(publishReports(api, 'openreports', reports))).to.have.property('message', told);
      expect(written).to.deep.equal(expected);
    });
  }
});

describe('publishEvents()', () => {
  it('creates one for each finding', async () => {
    const { api, written } = server(true);
    await publishEvents(api, eventsOf(mixed()), 'r1');
    expect(written[0]).to.equal('app Leak netproof.dev/netproof');
    expect(written).to.have.length(eventsOf(mixed()).length);
  });

  it('creates those that it may where it may not create others', async () => {
    const { api, written } = server(true, 403, 'app Leak');
    expect(await rejection(publishEvents(api, eventsOf(mixed()), 'r1'))).to.have.property('message', 'Cannot create an Event in namespace "app": forbidden');
    expect(written).to.have.length(eventsOf(mixed()).length - 1).and.not.deep.equal([]);
  });

  it('says where it may not', async () => expect(await rejection(publishEvents(server(true, 403).api, eventsOf(mixed()), 'r1'))).to.have.property('message', 'Cannot create an Event in namespace "app": forbidden'));
});
