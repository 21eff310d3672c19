import { atEachEnd } from '../enforcing.ts';
import type { FaultModel, Variant } from '../fault.ts';

/** A source is as young as a pod can be: its first attempt comes at an age of some 80 ms, and counts as exposure. */
const egress: Variant = {
  kind: 'misenforces',
  per: 'node',
  does: 'what a fresh pod sends; seen where it lasts beyond the first 0.1 s of a source',
  misenforce: atEachEnd((state, direction) => (direction === 'egress' ? 'open' : state)),
};

const ingress: Variant = { kind: 'unseen', does: 'what is sent to a fresh pod', because: 'stand-ins are seconds old before anybody dials them' };

export const startup: FaultModel = { name: 'FM-STARTUP-OPEN', does: 'a pod is open for a window from the instant it has a network', variants: { egress, ingress } };

export const startupEstablished: FaultModel = {
  name: 'FM-STARTUP-EST',
  does: 'a pod is open for a window from the instant it has a network, and keeps the connections of that window',
  variants: { egress, ingress },
};
