import { isIn } from '../../rules/addresses.ts';
import type { NodeRules } from '../../rules/node-rules.ts';
import type { Bend, FaultModel, Situation } from '../bend.ts';
import { mapLanes, openSubject } from '../lanes.ts';
import { nextAged } from '../time.ts';

const variants = (keepsConnections: boolean): FaultModel['variants'] => ({
  every: { does: 'every pod', bend: ({ windowMs }) => startupOpen(windowMs, keepsConnections, () => true) },
  first: { does: 'the first pod that the node gets', bend: ({ windowMs }) => startupOpen(windowMs, keepsConnections, isFirst) },
});

export const startup: FaultModel = {
  name: 'FM-STARTUP-OPEN',
  does: 'a pod is open for a window from the instant it has a network, and until the API server knows its address; its connections end then',
  parameters: { windowMs: 1000 },
  variants: variants(false),
};

export const startupEstablished: FaultModel = {
  name: 'FM-STARTUP-EST',
  does: 'a pod is open for a window from the instant it has a network, and until the API server knows its address; its connections last',
  parameters: { windowMs: 1000 },
  variants: variants(true),
};

type Concerns = (address: string, situation: Situation) => boolean;

function startupOpen(windowMs: number, keepsConnections: boolean, concerns: Concerns): Bend {
  const isOpen: Concerns = (address, situation) => concerns(address, situation) && ((newcomers(situation).get(address) ?? -Infinity) + windowMs > situation.nowMs || !isKnown(address, situation));
  return {
    rules: (rules, situation) => openNewcomers(rules, [...newcomers(situation).keys()].filter((address) => isOpen(address, situation))),
    wakesAtMs: (situation) => nextAged(newcomers(situation).values(), windowMs, situation.nowMs),
    ...(keepsConnections ? {} : { cutsOff: (situation) => [...newcomers(situation).keys()].filter((address) => concerns(address, situation) && !isOpen(address, situation)) }),
  };
}

/** Those who came after the fault; an address may be open before the API server knows it. */
function newcomers({ arrivals, sinceMs }: Situation): Map<string, number> {
  return new Map([...arrivals].filter(([, atMs]) => atMs > sinceMs));
}

/** On a slow machine the window is over before the API server knows the pod; closed then and open again is no opening at the start. */
function isKnown(address: string, { history }: Situation): boolean {
  return history.at(-1)?.view.pods.some(({ addresses }) => addresses.includes(address)) ?? false;
}

function isFirst(address: string, situation: Situation): boolean {
  const came = [...newcomers(situation)];
  const [, first] = came.find(([other]) => familyOfRange(other, situation) === familyOfRange(address, situation)) ?? [];
  return first === newcomers(situation).get(address);
}

function familyOfRange(address: string, { node }: Situation): string | undefined {
  return node.ranges.find((range) => isIn(address, range));
}

function openNewcomers(rules: NodeRules, addresses: readonly string[]): NodeRules {
  const known = new Set(rules.subjects.map(({ address }) => address));
  const opened = mapLanes(rules, (lane, { subject }) => (addresses.includes(subject.address) ? 'open' : lane));
  return { ...opened, subjects: [...opened.subjects, ...addresses.filter((address) => !known.has(address)).map((address) => openSubject(address, address))] };
}
