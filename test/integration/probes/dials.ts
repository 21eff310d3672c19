import type { DnsDial, HttpDial, TcpDial, UdpDial } from '../../../probes/contract.ts';

const base = { id: 'd', address: '127.0.0.1', timeoutMs: 300, pausesMs: [], repeat: false } as const;

/** Milliseconds since the process started. */
export const now = (): number => performance.now();

export const tcpDial = (port: number, more: Partial<TcpDial> = {}): TcpDial => ({
  ...base, prober: 'tcp', speak: 'echo', nonce: 'nonce-nonce', port, ...more,
});

export const udpDial = (port: number, more: Partial<UdpDial> = {}): UdpDial => ({
  ...base, prober: 'udp', nonce: 'nonce-nonce', port, ...more,
});

export const dnsDial = (port: number, more: Partial<DnsDial> = {}): DnsDial => ({
  ...base, prober: 'dns', transport: 'udp', names: ['kubernetes.default.svc.cluster.local'], type: 'A', port, ...more,
});

export const httpDial = (port: number, more: Partial<HttpDial> = {}): HttpDial => ({
  ...base, prober: 'http', scheme: 'http', path: '/', timeoutMs: 1000, port, ...more,
});
