import { join } from 'node:path';
import type { Component } from '../host/component.ts';
import { dnsService, type NodeAddresses } from '../network/addresses.ts';
import { hostDir, nodeCgroup, type ClusterPaths } from '../state/paths.ts';
import { containerdSocket } from './containerd.ts';

export function kubeletConfig(paths: ClusterPaths, node: NodeAddresses): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: '::',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: join(paths.pki, 'ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    containerRuntimeEndpoint: `unix://${containerdSocket}`,
    clusterDNS: [dnsService.v4],
    clusterDomain: 'cluster.local',
    resolvConf: paths.resolvConf,
    // One machine lends its cgroups and its disk to several nodes: none of them may guard or tidy them.
    cgroupDriver: 'cgroupfs',
    cgroupRoot: nodeCgroup(paths, node.name),
    cgroupsPerQOS: true,
    enforceNodeAllocatable: [],
    failSwapOn: false,
    failCgroupV1: false,
    evictionHard: {},
    imageGCHighThresholdPercent: 100,
    localStorageCapacityIsolation: false,
    makeIPTablesUtilChains: false,
    volumePluginDir: '/var/lib/kubelet/volume-plugins',
    nodeStatusUpdateFrequency: '5s',
    // The defaults would throttle thirty pods that start at once.
    kubeAPIQPS: 200,
    kubeAPIBurst: 400,
  };
}

export function kubelet(paths: ClusterPaths, programs: string, node: NodeAddresses): Component {
  return {
    name: 'kubelet',
    argv: [
      join(programs, 'kubelet'),
      `--config=${join(hostDir(paths, node.name), 'kubelet.yaml')}`,
      `--kubeconfig=${paths.innerKubeconfig}`,
      `--hostname-override=${node.name}`,
      `--node-ip=${node.v4},${node.v6}`,
    ],
  };
}
