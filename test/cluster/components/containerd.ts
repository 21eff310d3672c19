import { join } from 'node:path';
import type { Component } from '../host/component.ts';
import { hostDir, type ClusterPaths } from '../state/paths.ts';

export const containerdSocket = '/run/containerd/containerd.sock';

export function containerdConfig(paths: ClusterPaths, node: string, pauseImage: string): string {
  const dir = hostDir(paths, node);
  // restrict_oom_score_adj: a process without CAP_SYS_RESOURCE may not lower the score, and runc dies of trying.
  return `version = 2
root = "${dir}/containerd"
state = "/run/containerd/state"
disabled_plugins = ["io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.zfs"]
[grpc]
  address = "${containerdSocket}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pauseImage}"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${paths.cniBin}"
    conf_dir = "${dir}/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
`;
}

export function containerd(paths: ClusterPaths, node: string): Component {
  return { name: 'containerd', argv: ['containerd', '--config', join(hostDir(paths, node), 'containerd.toml')] };
}
