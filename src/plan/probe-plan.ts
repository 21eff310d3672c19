/** What one pod of ours is told: addresses and ports, never an expectation. */
import type { Dial, ProbePlan } from '../../probes/contract.ts';
import { contractVersion } from '../../probes/contract.ts';
import type { DialPlan, PodPlan } from '../model/plan.ts';
import type { Settings } from '../model/recording.ts';
import { unguessable } from './names.ts';
import type { Pace } from './pace.ts';
import { decoyPace, fastPace, gentlePace, mostConnects, reachPace, resolvePace, slowPace, sparsePace, steadyPace } from './pace.ts';

/** The port on which every probe only accepts, for the kubelet's readiness probe. */
export const controlPort = 17007;

/** One that every cluster's DNS knows and one that none does; whatever the server answers, it has answered. */
const queryNames = ['kubernetes.default.svc.cluster.local', 'netproof-absent.default.svc.cluster.local'];

export interface ProbePlanOptions {
  readonly run: string;
  readonly secret: string;
  readonly settings: Pick<Settings, 'attemptTimeoutMs' | 'gentleTimeoutMs' | 'holdMs'>;
  readonly lifeMs: number;
  /** PEM; by it a dial that trusts the cluster knows the API server. */
  readonly clusterCa?: string;
}

export const responderId = (secret: string, pod: { namespace: string; name: string }): string =>
  unguessable(secret, `responder ${pod.namespace}/${pod.name}`);

export const probePlan = (pod: PodPlan, dials: readonly DialPlan[], options: ProbePlanOptions): ProbePlan => ({
  contract: contractVersion,
  run: options.run,
  pod: pod.name,
  responder: responderId(options.secret, pod),
  controlPort,
  listen: pod.listen,
  selfDial: pod.listen.length > 0,
  dials: dials.filter(({ from }) => from.namespace === pod.namespace && from.name === pod.name).map((dial) => toDial(dial, options)),
  lifeMs: options.lifeMs,
});

const toDial = (dial: DialPlan, { settings, clusterCa }: ProbePlanOptions): Dial => {
  const { id, address, port, style, transport, family, nonce, purpose } = dial;
  const { pausesMs, repeat } = paceOf(dial, settings);
  const base = { id, address, port, timeoutMs: timeoutOf(dial, settings), pausesMs, repeat };
  switch (style.prober) {
    case 'tcp':
      return { ...base, prober: 'tcp', speak: style.speak, nonce };
    case 'udp':
      return { ...base, prober: 'udp', nonce };
    case 'dns':
      return { ...base, prober: 'dns', transport: transport === 'TCP' ? 'tcp' : 'udp', names: purpose.kind === 'resolve' ? [purpose.host] : queryNames, type: family === 4 ? 'A' : 'AAAA' };
    case 'http': {
      const { scheme, path, trustCluster } = style.http ?? { scheme: 'http', path: '/', trustCluster: false };
      return { ...base, prober: 'http', scheme, path, ...(trustCluster && clusterCa !== undefined ? { caPem: clusterCa } : {}) };
    }
  }
};

const ofOurs: Readonly<Partial<Record<DialPlan['style']['pace'], Pace>>> = { fast: fastPace, steady: steadyPace, slow: slowPace, sparse: sparsePace };

const paceOf = ({ purpose, style, budget = mostConnects }: DialPlan, { holdMs }: ProbePlanOptions['settings']): Pace => {
  switch (purpose.kind) {
    case 'path':
      return steadyPace;
    case 'decoy':
      return decoyPace;
    case 'resolve':
      return resolvePace;
    case 'reach':
      return reachPace(budget, holdMs);
    case 'cell':
      return ofOurs[style.pace] ?? gentlePace(budget, holdMs);
  }
};

/** Nobody answers at the decoy, so it need not wait for long. */
const timeoutOf = ({ purpose, style }: DialPlan, { attemptTimeoutMs, gentleTimeoutMs }: ProbePlanOptions['settings']): number =>
  style.pace !== 'gentle' || purpose.kind === 'decoy' ? attemptTimeoutMs : gentleTimeoutMs;
