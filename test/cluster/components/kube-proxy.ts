import { join } from 'node:path';
import type { Component } from '../host/component.ts';
import { podRange } from '../network/addresses.ts';
import { hostDir, type ClusterPaths } from '../state/paths.ts';

export function kubeProxyConfig(paths: ClusterPaths, node: string): object {
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'iptables',
    clusterCIDR: `${podRange.v4},${podRange.v6}`,
    clientConnection: { kubeconfig: paths.innerKubeconfig },
    // Sysctls that may not be written here: 0 leaves them alone.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
    hostnameOverride: node,
  };
}

export function kubeProxy(paths: ClusterPaths, programs: string, node: string): Component {
  return {
    name: 'kube-proxy',
    argv: [join(programs, 'kube-proxy'), `--config=${join(hostDir(paths, node), 'kube-proxy.yaml')}`],
  };
}
