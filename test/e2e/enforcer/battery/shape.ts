/** A shape of policy, put on one pod (or on all pods) of one namespace of the world. */
export interface Shape {
  readonly name: string;
  /** `x/a`, or `x/*` for every pod of the namespace. */
  readonly at: `${'x' | 'y' | 'z'}/${'a' | 'b' | 'c' | '*'}`;
  /** One or more; `podSelector` is added to each. */
  readonly specs: (place: Place) => readonly object[];
}

/** What a shape may need to know of the world. */
export interface Place {
  /** An address of a pod, as in `10.244.1.5` of `x/a`. */
  readonly address: (pod: string, family: 4 | 6) => string;
}

/** Shapes that are in force at the same time: all of one direction, so that none hides what another does. */
export interface Round {
  readonly name: string;
  readonly shapes: readonly Shape[];
}

export const shape = (name: string, at: Shape['at'], ...specs: readonly object[]): Shape => ({ name, at, specs: () => specs });
export const from = (...peers: readonly object[]): object => ({ policyTypes: ['Ingress'], ingress: [{ from: peers }] });
export const to = (...peers: readonly object[]): object => ({ policyTypes: ['Egress'], egress: [{ to: peers }] });
export const on = (...ports: readonly object[]): object => ({ policyTypes: ['Ingress'], ingress: [{ ports }] });
export const toPorts = (...ports: readonly object[]): object => ({ policyTypes: ['Egress'], egress: [{ ports }] });
export const pods = (labels: object): object => ({ podSelector: { matchLabels: labels } });
export const namespaces = (labels: object): object => ({ namespaceSelector: { matchLabels: labels } });
export const podsBy = (key: string, operator: string, ...values: readonly string[]): object => ({ podSelector: { matchExpressions: [expression(key, operator, values)] } });
export const namespacesBy = (key: string, operator: string, ...values: readonly string[]): object => ({ namespaceSelector: { matchExpressions: [expression(key, operator, values)] } });
export const block = (cidr: string, ...except: readonly string[]): object => ({ ipBlock: { cidr, ...(except.length === 0 ? {} : { except }) } });

const expression = (key: string, operator: string, values: readonly string[]): object => ({ key, operator, ...(values.length === 0 ? {} : { values }) });
