import { dnsService, internet } from '../network/addresses.ts';

const namespace = 'kube-system';
const labels = { 'k8s-app': 'kube-dns' };
const metadata = { name: 'coredns', namespace, labels };

/** What is not of the cluster is asked outside. */
const corefile = `.:53 {
    errors
    health
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
        ttl 5
    }
    forward . ${internet.v4}
    cache 5
    reload
    loadbalance
}
`;

const rules = [
  { apiGroups: [''], resources: ['endpoints', 'services', 'pods', 'namespaces'], verbs: ['list', 'watch'] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
];

/** CoreDNS as clusters have it: a Deployment behind the Service `kube-dns`. Each with the path to create it at. */
export function dnsObjects(image: string, replicas: number): readonly (readonly [path: string, object: object])[] {
  const core = `/api/v1/namespaces/${namespace}`;
  const rbac = '/apis/rbac.authorization.k8s.io/v1';
  const role = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:coredns' };
  return [
    [`${core}/serviceaccounts`, { metadata }],
    [`${core}/configmaps`, { metadata, data: { Corefile: corefile } }],
    [`${rbac}/clusterroles`, { metadata: { name: role.name }, rules }],
    [
      `${rbac}/clusterrolebindings`,
      { metadata: { name: role.name }, roleRef: role, subjects: [{ kind: 'ServiceAccount', name: 'coredns', namespace }] },
    ],
    [`${core}/services`, { metadata: { ...metadata, name: 'kube-dns' }, spec: service }],
    [`/apis/apps/v1/namespaces/${namespace}/deployments`, { metadata, spec: deployment(image, replicas) }],
  ];
}

const service = {
  selector: labels,
  clusterIP: dnsService.v4,
  clusterIPs: [dnsService.v4, dnsService.v6],
  ipFamilyPolicy: 'RequireDualStack',
  ports: [
    { name: 'dns', port: 53, protocol: 'UDP' },
    { name: 'dns-tcp', port: 53, protocol: 'TCP' },
    { name: 'metrics', port: 9153, protocol: 'TCP' },
  ],
};

function http(path: string, port: number): object {
  return { httpGet: { path, port }, periodSeconds: 1 };
}

function deployment(image: string, replicas: number): object {
  const container = {
    name: 'coredns',
    image,
    imagePullPolicy: 'IfNotPresent',
    args: ['-conf', '/etc/coredns/Corefile'],
    ports: [
      { containerPort: 53, name: 'dns', protocol: 'UDP' },
      { containerPort: 53, name: 'dns-tcp', protocol: 'TCP' },
      { containerPort: 9153, name: 'metrics', protocol: 'TCP' },
    ],
    resources: { requests: { cpu: '10m', memory: '20Mi' }, limits: { memory: '170Mi' } },
    readinessProbe: { ...http('/ready', 8181), timeoutSeconds: 3 },
    livenessProbe: { ...http('/health', 8080), periodSeconds: 10, failureThreshold: 5 },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    volumeMounts: [{ name: 'config', mountPath: '/etc/coredns', readOnly: true }],
  };
  const spread = { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' };
  return {
    replicas,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: 'coredns',
        priorityClassName: 'system-cluster-critical',
        dnsPolicy: 'Default',
        terminationGracePeriodSeconds: 1,
        topologySpreadConstraints: [{ ...spread, labelSelector: { matchLabels: labels } }],
        containers: [container],
        volumes: [{ name: 'config', configMap: { name: 'coredns', items: [{ key: 'Corefile', path: 'Corefile' }] } }],
      },
    },
  };
}
