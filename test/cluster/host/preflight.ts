import { ClusterError } from '../shell/failure.ts';
import { runAny } from '../shell/run.ts';

/** Why no cluster can be had on this machine, in one line, or undefined. Cheap; tests ask it before they skip. */
export function unavailable(platform: string = process.platform, uid: number | undefined = process.getuid?.()): string | undefined {
  if (platform !== 'linux') return `the test cluster needs Linux: this is ${platform}`;
  if (uid !== 0) return 'the test cluster needs root: run it as root, for instance with sudo';
  return undefined;
}

/** @throws ClusterError if there is no test cluster to be had here. */
export function requireLinuxAndRoot(): void {
  const reason = unavailable();
  if (reason !== undefined) throw new ClusterError(`Cannot start a cluster: ${reason}`);
}

/** The toolchain's version, for instance `go1.24.3 linux/amd64`. */
export async function goVersion(): Promise<string> {
  const result = await runAny(['go', 'env', 'GOVERSION', 'GOOS', 'GOARCH']).catch(() => undefined);
  if (result?.code !== 0) throw new ClusterError('Cannot build the cluster\'s programs: no Go toolchain, "go" is not in the PATH');
  return result.stdout.trim().split('\n').join(' ');
}
