import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { enterNetwork } from '../host/enter.ts';
import { podRange } from '../network/addresses.ts';
import { ensurePrograms } from '../programs/build.ts';
import { calico as module } from '../programs/modules.ts';
import { runAny } from '../shell/run.ts';
import type { Cni } from './cni.ts';
import { addressesOf } from './ipam.ts';

const healthPort = 9099;
const group = '/apis/crd.projectcalico.org/v1';

/** Calico's CNI plugin, and felix on each node, which enforces. */
export const calico: Cni = {
  build: (progress) => ensurePrograms(module, progress),
  plugins: (programs) => ({ calico: join(programs, 'calico') }),
  conflist: ({ paths, podPrefix }, node) => ({
    cniVersion: '0.3.1',
    name: 'k8s-pod-network',
    plugins: [
      {
        type: 'calico',
        log_level: 'info',
        log_file_path: join(paths.logs, `${node.name}.calico-cni.log`),
        datastore_type: 'kubernetes',
        nodename: node.name,
        nodename_file_optional: true,
        mtu: 1500,
        ipam: addressesOf(node, podPrefix),
        policy: { type: 'k8s' },
        kubernetes: { kubeconfig: paths.innerKubeconfig },
      },
      { type: 'portmap', snat: true, capabilities: { portMappings: true } },
    ],
  }),
  prepare: async ({ programs }, api) => {
    const documents = parseAllDocuments(await readFile(join(programs, 'crds.yaml'), 'utf8'));
    const crds = documents.map((document) => document.toJS() as unknown).filter((crd) => crd !== null);
    await Promise.all(crds.map((crd) => api.create('/apis/apiextensions.k8s.io/v1/customresourcedefinitions', crd)));
    await api.whenServed(`${group}/clusterinformations`);
    await api.whenServed(`${group}/ippools`);
    await Promise.all(objects.map(([plural, object]) => api.create(`${group}/${plural}`, object)));
  },
  enforcer: ({ paths, programs }, node) => ({
    name: 'felix',
    argv: [join(programs, 'calico-felix')],
    env: {
      KUBECONFIG: paths.innerKubeconfig,
      FELIX_DATASTORETYPE: 'kubernetes',
      FELIX_FELIXHOSTNAME: node.name,
      FELIX_IPTABLESBACKEND: 'nft',
      FELIX_IPV6SUPPORT: 'true',
      FELIX_DEFAULTENDPOINTTOHOSTACTION: 'ACCEPT',
      FELIX_HEALTHENABLED: 'true',
      FELIX_HEALTHPORT: String(healthPort),
      FELIX_LOGSEVERITYSCREEN: 'info',
      FELIX_LOGFILEPATH: 'none',
      FELIX_LOGSEVERITYFILE: 'none',
      FELIX_USAGEREPORTINGENABLED: 'false',
      // Where Debian's bpftool is installed, each of these would end felix, silently: "BPF syscall stub".
      FELIX_BPFENABLED: 'false',
      FELIX_XDPENABLED: 'false',
      FELIX_DebugSkipCTLBCleanup: 'true',
    },
  }),
  isEnforcing: async (host) => {
    const ask = `fetch('http://127.0.0.1:${healthPort}/readiness').then((answer) => process.exit(answer.ok ? 0 : 1))`;
    const answer = await runAny(enterNetwork(host.anchor.pid, [process.execPath, '-e', ask]), { timeoutMs: 5000 });
    return answer.code === 0;
  },
};

const objects: readonly (readonly [plural: string, object: object])[] = [
  [
    'clusterinformations',
    resource('ClusterInformation', 'default', {
      clusterGUID: '0123456789abcdef0123456789abcdef',
      clusterType: 'k8s',
      calicoVersion: 'v3.28.5',
      datastoreReady: true,
    }),
  ],
  ['ippools', pool('ipv4', podRange.v4, 26)],
  ['ippools', pool('ipv6', podRange.v6, 122)],
];

function pool(family: string, cidr: string, blockSize: number): object {
  const plain = { ipipMode: 'Never', vxlanMode: 'Never', natOutgoing: false, nodeSelector: 'all()' };
  return resource('IPPool', `default-${family}`, { cidr, blockSize, ...plain });
}

function resource(kind: string, name: string, spec: object): object {
  return { apiVersion: 'crd.projectcalico.org/v1', kind, metadata: { name }, spec };
}
