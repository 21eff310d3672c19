/** A Go module of ours that pins programs of others. */
export interface ProgramModule {
  readonly name: 'kubernetes' | 'coredns' | 'calico' | 'pause' | 'helm' | 'openreports' | 'policyreports' | 'monitoring' | 'sonobuoy';
  /** Packages with a `main`; the program is called after the last element. None where only files are wanted. */
  readonly packages: readonly string[];
  /** Go's linker flags. */
  readonly ldflags: string;
  /** What a cold build takes on two cores, for the person who waits. */
  readonly takes: string;
  /** Files out of modules, by the name under which they lie beside the programs. */
  readonly files?: Readonly<Record<string, { readonly module: string; readonly path: string }>>;
}

const strip = '-s -w';
/** Linked in, because a kubelet without a version refuses to talk to an API server with one. */
const kubernetesVersion = '1.34.4';
const versionPackage = 'k8s.io/component-base/version';

export const kubernetes: ProgramModule = {
  name: 'kubernetes',
  packages: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kube-proxy', 'kubectl'].map(
    (program) => `k8s.io/kubernetes/cmd/${program}`,
  ),
  ldflags: [
    strip,
    `-X ${versionPackage}.gitVersion=v${kubernetesVersion}`,
    `-X ${versionPackage}.gitMajor=1`,
    `-X ${versionPackage}.gitMinor=34`,
  ].join(' '),
  takes: '5 minutes',
};

/** Alone, for who needs no cluster: it builds kustomizations. */
export const kubectl: ProgramModule = { ...kubernetes, packages: ['k8s.io/kubernetes/cmd/kubectl'], takes: '90 s' };

export const coredns: ProgramModule = {
  name: 'coredns',
  packages: ['github.com/coredns/coredns'],
  ldflags: strip,
  takes: '100 s',
};

/** Calico 3.28: felix enforces the policies, `calico` is the CNI plugin. */
export const calico: ProgramModule = {
  name: 'calico',
  packages: [
    'github.com/projectcalico/calico/felix/cmd/calico-felix',
    'github.com/projectcalico/calico/cni-plugin/cmd/calico',
  ],
  ldflags: strip,
  takes: '100 s',
  files: { 'crds.yaml': { module: 'github.com/projectcalico/calico', path: 'manifests/crds.yaml' } },
};

export const pause: ProgramModule = { name: 'pause', packages: ['.'], ldflags: strip, takes: '2 s' };

const helmVersion = 'v3.22.0';

/** What it takes a cluster for where there is none: without it, one of 2020, which no chart of today is for. */
const templatedFor = ['helm.sh/helm/v3/pkg/chartutil', 'helm.sh/helm/v3/pkg/lint/rules'].flatMap((path) => [`-X ${path}.k8sVersionMajor=1`, `-X ${path}.k8sVersionMinor=34`]);

/** No part of the cluster: it renders and checks the chart of `manifests/`. */
export const helm: ProgramModule = {
  name: 'helm',
  packages: ['helm.sh/helm/v3/cmd/helm'],
  ldflags: [strip, `-X helm.sh/helm/v3/internal/version.version=${helmVersion}`, ...templatedFor].join(' '),
  takes: '90 s',
};

/** Runs plugins in a cluster, ours among them: as the command, and as its image. */
export const sonobuoy: ProgramModule = { name: 'sonobuoy', packages: ['github.com/vmware-tanzu/sonobuoy'], ldflags: strip, takes: '60 s' };

/** The CRDs of policy reports, for an API server to judge ours by. */
export const openreports: ProgramModule = crdsOf('openreports', 'github.com/openreports/reports-api', { 'reports.yaml': 'config/crd/openreports.io_reports.yaml', 'clusterreports.yaml': 'config/crd/openreports.io_clusterreports.yaml' });

/** Those of the API that is being retired: who made it publishes no module, so they come from one of its users. */
export const policyreports: ProgramModule = crdsOf('policyreports', 'github.com/kyverno/kyverno', {
  'policyreports.yaml': 'config/crds/policyreport/wgpolicyk8s.io_policyreports.yaml',
  'clusterpolicyreports.yaml': 'config/crds/policyreport/wgpolicyk8s.io_clusterpolicyreports.yaml',
});

/** Those by which the Prometheus operator is told what to scrape, and when to alert. */
export const monitoring: ProgramModule = crdsOf('monitoring', 'github.com/prometheus-operator/prometheus-operator', {
  'servicemonitors.yaml': 'example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml',
  'prometheusrules.yaml': 'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml',
});

function crdsOf(name: ProgramModule['name'], module: string, paths: Readonly<Record<string, string>>): ProgramModule {
  return { name, packages: [], ldflags: strip, takes: '2 s', files: Object.fromEntries(Object.entries(paths).map(([file, path]) => [file, { module, path }])) };
}
