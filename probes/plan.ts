import { contractVersion, type Listen, type Orders, type ProbePlan, planVariable } from './contract.ts';
import { readDial, readPort } from './plan-dial.ts';
import { asFields, type Fields, PlanError, read, readBoolean, readInteger, readList, readString, readWord } from './plan-fields.ts';

/** The longest delay of a timer, some 24 days. */
const longestLifeMs = 2 ** 31 - 1;

const readListen = (value: unknown, path: string): Listen => {
  const fields = asFields(value, path);
  return { protocol: readWord(fields, 'protocol', ['tcp', 'udp']), port: readPort(fields, 'port') };
};

const parseJson = (text: string | undefined, where: string): unknown => {
  if (text === undefined || text === '') throw new PlanError(`Cannot read the plan: ${where} is empty`);
  try {
    return JSON.parse(text);
  } catch {
    throw new PlanError(`Cannot read the plan: ${where} is not JSON`);
  }
};

const readDials = (fields: Fields): ProbePlan['dials'] => {
  const dials = readList(fields, 'dials', readDial);
  const ids = new Set<string>();
  for (const { id } of dials) {
    if (ids.has(id)) throw new PlanError(`Cannot read the plan: two dials have the id "${id}", each must have its own`);
    ids.add(id);
  }
  return dials;
};

const isTrue = (value: unknown): value is true => value === true;

const isThisVersion = (value: unknown): value is typeof contractVersion => value === contractVersion;

/**
 * The plan in the environment variable's text.
 *
 * @throws PlanError with the first thing that is wrong.
 */
export const parsePlan = (text: string | undefined): ProbePlan => {
  const fields = asFields(parseJson(text, `the variable ${planVariable}`), 'plan');
  return {
    contract: read(fields, 'contract', isThisVersion, String(contractVersion)),
    run: readString(fields, 'run', /^.{1,256}$/, '1 to 256 characters'),
    pod: readString(fields, 'pod', /^.{1,256}$/, '1 to 256 characters'),
    responder: readString(fields, 'responder', /^[\x21-\x7e]{1,128}$/, '1 to 128 printable ASCII characters without spaces'),
    controlPort: readPort(fields, 'controlPort'),
    listen: readList(fields, 'listen', readListen),
    selfDial: readBoolean(fields, 'selfDial'),
    dials: readDials(fields),
    ...(fields.values['takesOrders'] === undefined ? {} : { takesOrders: read(fields, 'takesOrders', isTrue, 'true, or absent') }),
    lifeMs: readInteger(fields, 'lifeMs', 1, longestLifeMs),
  };
};

/**
 * The orders in the file's text.
 *
 * @throws PlanError with the first thing that is wrong.
 */
export const parseOrders = (text: string): Orders => {
  const fields = asFields(parseJson(text, 'the order'), 'plan');
  return { number: readInteger(fields, 'number', 1, Number.MAX_SAFE_INTEGER), dials: readDials(fields) };
};
