/** The ends of a connection as people write them. */
import ipaddr from 'ipaddr.js';
import { NetproofError } from '../errors.ts';
import type { Protocol } from '../model/network-policy.ts';
import type { Labels, Named } from '../model/snapshot.ts';
import { dns1123, labelKey, labelValue } from '../yaml/names.ts';
import { isAddress } from '../policy/ip-block.ts';

export type WrittenEnd =
  /** A pod, or a workload. */
  | (Named & { readonly kind: 'named' })
  /** A pod with these labels, whether there is one or not. */
  | { readonly kind: 'labelled'; readonly namespace: string; readonly labels: Labels }
  | (Named & { readonly kind: 'service' })
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'address'; readonly ip: string };

export interface WrittenTarget {
  readonly end: WrittenEnd;
  /** Absent: every port is meant. */
  readonly port?: number;
  readonly protocol: Protocol;
}

const forms = 'write namespace/pod, namespace/workload, namespace/app=web, node:name or an address';

/** @throws NetproofError ERR_USAGE */
export const parseSource = (text: string): WrittenEnd => {
  const end = parseEnd(text, text);
  if (end.kind === 'service') throw unreadable(text, 'a Service is dialled and never dials: name a workload behind it');
  return end;
};

/** @throws NetproofError ERR_USAGE */
export const parseTarget = (text: string): WrittenTarget => {
  if (isAddress(text)) return { end: addressAt(text), protocol: 'TCP' };
  const { end = '', port, protocol } = targetForm.exec(text)?.groups ?? {};
  if (end === '') throw unreadable(text, `${forms}, or service:namespace/name, with :port or :port/protocol at its end`);
  return { end: parseEnd(end.replace(/^\[(.+)\]$/, '$1'), text), ...(port === undefined ? {} : { port: parsePort(port, text) }), protocol: parseProtocol(protocol, text) };
};

/** Neither names nor labels have a colon in them; an IPv6 address with a port stands in brackets. */
const targetForm = /^(?<end>(?:node:|service:)?(?:\[[^\]]*\]|[^:[\]]+))(?::(?<port>[^:/]*)(?:\/(?<protocol>[^/]*))?)?$/;

const parsePort = (text: string, whole: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw unreadable(whole, `"${text}" is no port: it must be a number from 1 to 65535`);
  return port;
};

const parseProtocol = (text = 'TCP', whole: string): Protocol => {
  const protocol = (['TCP', 'UDP', 'SCTP'] as const).find((one) => one === text.toUpperCase());
  if (protocol === undefined) throw unreadable(whole, `"${text}" is no protocol: it must be TCP, UDP or SCTP`);
  return protocol;
};

const parseEnd = (text: string, whole: string): WrittenEnd => {
  if (isAddress(text)) return addressAt(text);
  if (text.startsWith('node:')) return { kind: 'node', name: nameIn(text.slice('node:'.length), whole) };
  const isService = text.startsWith('service:');
  const [, namespace = '', rest = ''] = /^([^/]*)\/(.*)$/.exec(isService ? text.slice('service:'.length) : text) ?? [];
  if (namespace === '' || rest === '') throw unreadable(whole, forms);
  if (isService) return { kind: 'service', namespace: nameIn(namespace, whole), name: nameIn(rest, whole) };
  if (rest.includes('=')) return { kind: 'labelled', namespace: nameIn(namespace, whole), labels: labelsIn(rest, whole) };
  return { kind: 'named', namespace: nameIn(namespace, whole), name: nameIn(rest, whole) };
};

const nameIn = (text: string, whole: string): string => {
  if (!dns1123.safeParse(text).success) throw unreadable(whole, `"${text}" is no name as Kubernetes writes them; ${forms}`);
  return text;
};

const labelsIn = (text: string, whole: string): Labels =>
  Object.fromEntries(
    text.split(',').map((part) => {
      const [key = '', value, ...more] = part.split('=');
      if (value === undefined || more.length > 0 || !labelKey.safeParse(key).success || !labelValue.safeParse(value).success) throw unreadable(whole, `"${part}" is no label: it must be key=value`);
      return [key, value];
    }),
  );

/** As Kubernetes writes it, so that it can be compared. */
const addressAt = (text: string): WrittenEnd => ({ kind: 'address', ip: ipaddr.parse(text).toString() });

const unreadable = (text: string, why: string): NetproofError => new NetproofError('ERR_USAGE', `Cannot read "${text}": ${why}`);
