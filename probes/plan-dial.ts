import { isIP } from 'node:net';
import type { Dial, Speak } from './contract.ts';
import { asFields, type Fields, PlanError, read, readBoolean, readInteger, readList, readString, readWord } from './plan-fields.ts';

const probers: readonly Dial['prober'][] = ['tcp', 'udp', 'dns', 'http'];
const speaks: readonly Speak[] = ['echo', 'redis', 'mysql', 'postgres', 'http', 'tls', 'nothing'];

const longestTimeoutMs = 60_000;
/** A day: a run that holds its watch makes long pauses. */
const longestPauseMs = 86_400_000;

type DialBase = Pick<Dial, 'id' | 'address' | 'port' | 'timeoutMs' | 'pausesMs' | 'repeat' | 'phaseMs'>;

const isAddress = (value: unknown): value is string => typeof value === 'string' && isIP(value) !== 0;

/** A port of the network; nobody listens on 0. */
export const readPort = (fields: Fields, name: string): number => readInteger(fields, name, 1, 65_535);

const readPause = (value: unknown, path: string): number =>
  readInteger({ path: 'plan', values: { [path]: value } }, path, 0, longestPauseMs);

const readPauses = (fields: Fields): Pick<Dial, 'pausesMs' | 'repeat'> => {
  const pausesMs = readList(fields, 'pausesMs', readPause);
  const repeat = readBoolean(fields, 'repeat');
  if (repeat && (pausesMs.at(-1) ?? 0) < 1) {
    throw new PlanError(`Cannot read the plan: "${fields.path}.pausesMs" ends with no pause, must end with one of 1 ms or more to repeat`);
  }
  return { pausesMs, repeat };
};

const readNonce = (fields: Fields): string =>
  readString(fields, 'nonce', /^[A-Za-z0-9_-]{8,64}$/, '8 to 64 letters, digits, "_" or "-"');

const hostName = /^(?=.{1,254}$)(?:[\w-]{1,63}\.)*[\w-]{1,63}\.?$/;
const mostNames = 4;

const readNames = (fields: Fields): string[] => {
  const names = readList(fields, 'names', (value, path) => readString({ path: 'plan', values: { [path]: value } }, path, hostName, 'a host name'));
  if (names.length < 1 || names.length > mostNames) throw new PlanError(`Cannot read the plan: "${fields.path}.names" has ${names.length} names, must have 1 to ${mostNames}`);
  return names;
};

type Own<P extends Dial['prober']> = Omit<Extract<Dial, { readonly prober: P }>, keyof DialBase>;

/** The fields that only one kind of dial has. */
const readers: { readonly [P in Dial['prober']]: (fields: Fields) => Own<P> } = {
  tcp: (fields) => ({ prober: 'tcp', speak: readWord(fields, 'speak', speaks), nonce: readNonce(fields) }),
  udp: (fields) => ({ prober: 'udp', nonce: readNonce(fields) }),
  dns: (fields) => ({
    prober: 'dns',
    transport: readWord(fields, 'transport', ['udp', 'tcp']),
    names: readNames(fields),
    type: readWord(fields, 'type', ['A', 'AAAA']),
  }),
  http: (fields) => ({
    prober: 'http',
    scheme: readWord(fields, 'scheme', ['http', 'https']),
    path: readString(fields, 'path', /^\/[\x21-\x7e]{0,1023}$/, 'a path of printable ASCII characters'),
    ...(fields.values['caPem'] === undefined
      ? {}
      : { caPem: readString(fields, 'caPem', /-----BEGIN CERTIFICATE-----/, 'PEM') }),
  }),
};

/** One dial of a plan. Fields that its prober does not know are left out. */
export const readDial = (value: unknown, path: string): Dial => {
  const fields = asFields(value, path);
  const base: DialBase = {
    id: readString(fields, 'id', /^\P{Cc}{1,512}$/u, '1 to 512 characters, none of them a control character'),
    address: read(fields, 'address', isAddress, 'an IP literal'),
    port: readPort(fields, 'port'),
    timeoutMs: readInteger(fields, 'timeoutMs', 1, longestTimeoutMs),
    ...readPauses(fields),
    ...(fields.values['phaseMs'] === undefined ? {} : { phaseMs: readInteger(fields, 'phaseMs', 0, longestPauseMs) }),
  };
  return { ...base, ...readers[readWord(fields, 'prober', probers)](fields) };
};
