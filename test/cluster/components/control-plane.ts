import { join } from 'node:path';
import type { Component } from '../host/component.ts';
import { controlPlane, podRange, serviceRange } from '../network/addresses.ts';
import type { ClusterPaths } from '../state/paths.ts';

const etcdUrl = 'https://127.0.0.1:2379';

export function etcd(paths: ClusterPaths): Component {
  const pki = (file: string) => join(paths.pki, file);
  return {
    name: 'etcd',
    argv: [
      '/usr/bin/etcd',
      `--data-dir=${join(paths.dir, 'etcd')}`,
      `--listen-client-urls=${etcdUrl},https://${controlPlane.v4}:2379,https://[${controlPlane.v6}]:2379`,
      `--advertise-client-urls=https://${controlPlane.v4}:2379`,
      '--listen-peer-urls=http://127.0.0.1:2380',
      '--client-cert-auth',
      `--trusted-ca-file=${pki('ca.crt')}`,
      `--cert-file=${pki('etcd.crt')}`,
      `--key-file=${pki('etcd.key')}`,
      '--unsafe-no-fsync',
    ],
  };
}

export function apiserver(paths: ClusterPaths, programs: string): Component {
  const pki = (file: string) => join(paths.pki, file);
  return {
    name: 'kube-apiserver',
    argv: [
      join(programs, 'kube-apiserver'),
      `--etcd-servers=${etcdUrl}`,
      `--etcd-cafile=${pki('ca.crt')}`,
      `--etcd-certfile=${pki('admin.crt')}`,
      `--etcd-keyfile=${pki('admin.key')}`,
      // Both families: "0.0.0.0" would be IPv4 alone.
      '--bind-address=::',
      `--advertise-address=${controlPlane.v4}`,
      `--service-cluster-ip-range=${serviceRange.v4},${serviceRange.v6}`,
      `--tls-cert-file=${pki('apiserver.crt')}`,
      `--tls-private-key-file=${pki('apiserver.key')}`,
      `--client-ca-file=${pki('ca.crt')}`,
      // Else logs and exec would look the nodes' names up in DNS.
      '--kubelet-preferred-address-types=InternalIP',
      `--kubelet-client-certificate=${pki('admin.crt')}`,
      `--kubelet-client-key=${pki('admin.key')}`,
      `--service-account-key-file=${pki('sa.crt')}`,
      `--service-account-signing-key-file=${pki('sa.key')}`,
      '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
      '--authorization-mode=RBAC',
      '--allow-privileged',
      '--enable-admission-plugins=NodeRestriction',
    ],
  };
}

export function controllerManager(paths: ClusterPaths, programs: string): Component {
  const pki = (file: string) => join(paths.pki, file);
  return {
    name: 'kube-controller-manager',
    argv: [
      join(programs, 'kube-controller-manager'),
      `--kubeconfig=${paths.innerKubeconfig}`,
      `--service-account-private-key-file=${pki('sa.key')}`,
      `--root-ca-file=${pki('ca.crt')}`,
      `--cluster-signing-cert-file=${pki('ca.crt')}`,
      `--cluster-signing-key-file=${pki('ca.key')}`,
      `--service-cluster-ip-range=${serviceRange.v4},${serviceRange.v6}`,
      `--cluster-cidr=${podRange.v4},${podRange.v6}`,
      '--leader-elect=false',
      // It would start with a token for each controller: seconds of a boot, and nothing here needs them apart.
      '--use-service-account-credentials=false',
    ],
  };
}

export function scheduler(paths: ClusterPaths, programs: string): Component {
  return {
    name: 'kube-scheduler',
    argv: [join(programs, 'kube-scheduler'), `--kubeconfig=${paths.innerKubeconfig}`, '--leader-elect=false'],
  };
}
