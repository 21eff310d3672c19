import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { runUnderAdmission } from './support/admission.ts';
import { kubeconfigOf, writeKubeconfig } from './support/kubeconfig.ts';
import { podsAndLeasesIn, waitUntilClean } from './support/leftovers.ts';
import { writeMatrix } from './support/matrix.ts';
import { applyObject, makeNamespace, removeNamespace } from './support/namespace.ts';
import { createNetproof, localImage } from './support/netproof.ts';
import type { NetproofResult } from './support/netproof.ts';
import type { Stage } from './support/stage.ts';
import { stageFor } from './support/stages.ts';

const minimal = join(import.meta.dirname, '../fixtures/matrices/minimal.yaml');
const namespace = 'e2e-minimal';

describe('netproof run, when something is wrong', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async function () {
    stage = await stageFor(this, 'none');
    await makeNamespace(stage.kubectl, namespace);
  });

  after(() => removeNamespace(stage.kubectl, namespace));

  const source = { namespace, labels: { app: 'client' } };
  const standIn = { standIn: { namespace, labels: { app: 'server' } }, port: 8080 };

  const refusals = [
    {
      name: 'names line and column of a wrong key',
      parts: { sources: { client: { namespace, lables: { app: 'client' } } }, targets: { server: standIn }, expect: { client: { server: 'allow' } } },
      message: /\.yaml:\d+:\d+: unknown key "lables" in sources\.client/,
    },
    {
      name: 'names a namespace that does not exist',
      parts: { sources: { client: { ...source, namespace: 'nowhere' } }, targets: { server: standIn }, expect: { client: { server: 'allow' } } },
      message: /\.yaml:\d+:\d+: namespace "nowhere" does not exist/,
    },
    {
      name: 'names labels that no pod has',
      parts: { sources: { client: source }, targets: { server: { pods: { namespace, labels: { app: 'nobody' } }, port: 80 } }, expect: { client: { server: 'deny' } } },
      message: /target "server": there is no running pod with labels app=nobody in namespace "e2e-minimal"/,
    },
    {
      name: 'names a Service that does not exist',
      parts: { sources: { client: source }, targets: { server: { service: { namespace, name: 'none' }, port: 80 } }, expect: { client: { server: 'deny' } } },
      message: /target "server": there is no Service "e2e-minimal\/none"/,
    },
  ];
  for (const { name, parts, message } of refusals) {
    it(`${name}, creates nothing and exits with 2`, async () => {
      expectRefusal(await stage.netproof(['run', '-f', writeMatrix('refused', parts), ...localImage]), message);
      expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
    });
  }

  it('names the image that a node does not have, and leaves nothing', async () => {
    const result = await stage.netproof(['run', '-f', minimal, '--image', 'localhost/netproof:missing', '--image-pull-policy', 'Never']);

    expectRefusal(result, /Cannot start any probe pod: ErrImageNeverPull: .*localhost\/netproof:missing/);
    expect(await waitUntilClean(stage.kubectl)).to.deep.equal([]);
  });

  it('names the right that is missing, before it creates anything', async () => {
    const kubeconfig = await kubeconfigOfReader(stage);
    try {
      const result = await createNetproof(kubeconfig)(['run', '-f', minimal, ...localImage]);

      expectRefusal(result, /no permission to delete pods in namespace "e2e-minimal"/);
      expect(result.stderr).to.match(/Cannot create a probe pod in namespace "e2e-minimal": pods is forbidden/);
      expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
    } finally {
      await stage.kubectl(['delete', 'clusterrolebinding', 'e2e-reader', '--ignore-not-found']);
    }
  });

  it('tells admission that refuses the image from a blocked packet', async () => {
    const result = await runUnderAdmission(stage, 'aks-hardening', 'allowed-repositories.yaml');

    expectRefusal(result, /Cannot create a probe pod in namespace "\w+": .*ValidatingAdmissionPolicy 'allowed-repositories'/);
    expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
  });

  it('says that no API server answers', async () => {
    const nobody = writeKubeconfig(`https://127.0.0.1:${await closedPort()}`, '');

    expectRefusal(await createNetproof(nobody)(['run', '-f', minimal, ...localImage]), /the API server did not answer: .*ECONNREFUSED/, 3);
  });

  for (const phase of ['preflight', 'launch: ', 'observe: ', 'collect']) {
    it(`removes everything on SIGINT and exits with 130, in phase "${phase}"`, async () => {
      const { child, done, said } = stage.netproof.start(['run', '-f', minimal, ...localImage]);
      await said(phase);
      child.kill('SIGINT');

      expect((await done).code).to.equal(130);
      expect(await podsAndLeasesIn(stage.kubectl)).to.deep.equal([]);
    });
  }

  it('leaves no namespace after SIGINT either', async () => {
    expect(await waitUntilClean(stage.kubectl)).to.deep.equal([]);
  });

  it('leaves to the next run what a kill -9 left', async () => {
    const { child, done, said } = stage.netproof.start(['run', '-f', minimal, ...localImage]);
    await said('observe: ');
    child.kill('SIGKILL');
    await done;
    expect(await podsAndLeasesIn(stage.kubectl), 'left by the dead run').to.have.length.above(2);

    // Nothing is enforced here, of which the canary would complain.
    const { code } = await stage.netproof.matrix(minimal, ['--no-canary']);

    expect(code).to.equal(0);
    expect(await waitUntilClean(stage.kubectl)).to.deep.equal([]);
  });
});

const expectRefusal = ({ code, stdout, stderr }: NetproofResult, message: RegExp, exits = 2): void => {
  expect(stderr).to.match(message);
  expect(stderr, 'no stack trace').to.not.match(/^\s+at /m);
  expect(stdout).to.equal('');
  expect(code).to.equal(exits);
};

/** A service account that may read everything and change nothing. */
const kubeconfigOfReader = async ({ kubectl }: Stage): Promise<string> => {
  await kubectl(['create', 'serviceaccount', 'reader', '-n', namespace]);
  await applyObject(kubectl, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'e2e-reader' },
    rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] }],
  });
  await kubectl(['create', 'clusterrolebinding', 'e2e-reader', '--clusterrole=e2e-reader', `--serviceaccount=${namespace}:reader`]);
  return kubeconfigOf(kubectl, { namespace, name: 'reader' });
};

/** A port on which somebody listened a moment ago, and nobody does now. */
const closedPort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
