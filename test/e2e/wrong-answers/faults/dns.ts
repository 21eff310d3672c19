import type { Fault } from './fault.ts';

const coredns = ['-n', 'kube-system', 'deployment/coredns'];

/** CoreDNS has no pod, and its Service no endpoint. */
export const withoutDns: Fault = async ({ kubectl }) => {
  await kubectl(['scale', '--replicas=0', ...coredns]);
  await kubectl(['wait', '--for=delete', '--timeout=30s', '-n', 'kube-system', 'pod', '-l', 'k8s-app=kube-dns']);
  return async () => {
    await kubectl(['scale', '--replicas=2', ...coredns]);
    await kubectl(['wait', '--for=condition=Available', '--timeout=60s', ...coredns]);
  };
};
