/** Puts a command into the namespaces of the process `pid`. Its working directory becomes `/` there. */
export function enter(pid: number, argv: readonly string[]): string[] {
  // Not `ip netns exec`: it mounts /sys anew, and the cgroup hierarchies below it would vanish.
  return ['nsenter', '--target', String(pid), '--mount', '--net', '--uts', '--ipc', '--pid', '--', ...argv];
}

/** Puts a command into the network of the process `pid` and leaves it the machine's view of processes and files. */
export function enterNetwork(pid: number, argv: readonly string[]): string[] {
  return ['nsenter', '--target', String(pid), '--net', '--', ...argv];
}
