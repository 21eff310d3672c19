import { join } from 'node:path';
import type { Component } from '../host/component.ts';
import type { ClusterPaths } from '../state/paths.ts';

/** Everything that is not the cluster. */
export function outsideHosts(paths: ClusterPaths): Component {
  const program = join(import.meta.dirname, '..', 'network', 'outside-main.ts');
  const files = ['internet.crt', 'internet.key'].map((file) => join(paths.pki, file));
  return { name: 'internet', argv: [process.execPath, program, ...files] };
}
