/**
 * A probe's plan travels in one environment variable, for which the kernel allows 128 KiB with its name. Whether it
 * fits is known before anything is created: the plans are made once with made-up addresses of the greatest length.
 */
import type { Family } from '../../probes/contract.ts';
import type { LoadedMatrix } from '../matrix/parse.ts';
import { formatOrigin } from '../yaml/document.ts';
import type { Plan, PodPlan } from '../model/plan.ts';
import { keyOf } from '../model/snapshot.ts';
import type { Named } from '../model/snapshot.ts';
import { planDials, planResolverDials } from './dials.ts';
import { hostsOf, mostAddresses, resolveHosts } from './hosts.ts';
import { probePlan } from './probe-plan.ts';

const mostBytes = 120 * 1024;

/** Numbers with as many digits as any run's. */
const widest = { settings: { attemptTimeoutMs: 60_000, gentleTimeoutMs: 60_000, holdMs: 86_400_000 }, lifeMs: 2 ** 31 - 1 };

/** @returns for each pod whose plan may be too long: whose it is, and what to do */
export const tooLongPlans = (plan: Plan, loaded: LoadedMatrix | undefined): string[] =>
  planSizes(plan)
    .filter(({ bytes }) => bytes > mostBytes)
    .map(({ pod, dials, bytes }) => {
      const who = whoIs(pod, (section, name) => (loaded === undefined ? '' : `${formatOrigin(loaded.originOf([section, name]))}: `));
      return `${who} would be told of ${dials} dials and ${pod.listen.length} ports in ${Math.ceil(bytes / 1024)} KiB, and a probe's plan takes ${mostBytes / 1024} KiB: split the matrix, or select fewer targets, or leave the canary out`;
    });

/** How many dials each pod will have at most, and how many bytes its plan, as JSON. */
export const planSizes = (plan: Plan): { readonly pod: PodPlan; readonly dials: number; readonly bytes: number }[] => {
  const dials = Map.groupBy([...planResolverDials(plan, ''), ...worstDials(plan)], ({ from }) => keyOf(from));
  const options = { run: plan.run, secret: '', ...widest, ...(plan.clusterCa === undefined ? {} : { clusterCa: plan.clusterCa }) };
  return plan.pods.map((pod) => {
    const own = dials.get(keyOf(pod)) ?? [];
    return { pod, dials: own.length, bytes: Buffer.byteLength(JSON.stringify(probePlan(pod, own, options))) };
  });
};

const whoIs = ({ role, serves, node }: PodPlan, at: (section: 'sources' | 'targets', name: string) => string): string => {
  const [name = ''] = serves;
  switch (role) {
    case 'source':
      return `${at('sources', name)}source "${name}"`;
    case 'stand-in':
      return `${at('targets', name)}the stand-in of target "${name}"`;
    case 'control-source':
    case 'control-stand-in':
      return `the ${role.replace('-', ' ')} of node ${node}`;
    case 'resolver':
      return 'the resolver of host names';
  }
};

/** All dials, as if every pod of ours and every host name had addresses, and no two the same. */
const worstDials = (plan: Plan) => {
  const addresses = new Map(plan.pods.map((pod, index) => [keyOf(pod), [4, 6].map((family) => longAddress(family as Family, index))]));
  const services: readonly Named[] = plan.canary?.services ?? [];
  const virtual = new Map(services.map((service, index) => [keyOf(service), ([4, 6] as const).map((family) => longAddress(family, plan.pods.length + 1 + index))]));
  const firstHost = plan.pods.length + 1 + services.length;
  const hosts = new Map(
    hostsOf(plan).map((host, index) => [
      host,
      [4, 6].flatMap((family) => Array.from({ length: mostAddresses }, (_, more) => longAddress(family as Family, firstHost + index * mostAddresses + more))),
    ]),
  );
  return planDials(resolveHosts(plan, hosts), '', {
    ipsOf: (pod) => addresses.get(keyOf(pod)) ?? [],
    controlServiceIps: [longAddress(4, plan.pods.length), longAddress(6, plan.pods.length)],
    canaryServiceIps: (service) => virtual.get(keyOf(service)) ?? [],
  });
};

/** The n-th address of the greatest length; some two million of each family. */
const longAddress = (family: Family, n: number): string => {
  const digits = [n, Math.floor(n / 128), Math.floor(n / 128 ** 2)].map((digit) => 100 + (digit % 128));
  return family === 4 ? [240, ...digits].join('.') : ['2001', '1db8', '1000', '1000', '1000', ...digits.map((digit) => `1${digit}`)].join(':');
};
