/** Fields that several kinds have, as the API server takes them. */
import { z } from 'zod';
import { dns1123, labelKey, labelValue } from '../yaml/names.ts';

/** To the API server `null` is as good as absent. */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
export const orEmpty = <T extends z.ZodType>(schema: T) => z.preprocess((value) => value ?? {}, schema);
export const listOf = <T extends z.ZodType>(item: T) => z.preprocess((value) => value ?? [], z.array(item));

export const labels = z.record(labelKey, labelValue);

export const protocol = z.enum(['TCP', 'UDP', 'SCTP'], 'must be TCP, UDP or SCTP').nullish().transform((value) => value ?? 'TCP');

/** A name needs a letter: "80" in quotes would be the name of a port, and no port is called so. */
const isPort = (value: number | string): boolean => (typeof value === 'number' ? Number.isInteger(value) && value >= 1 && value <= 65535 : isPortName(value));
const isPortName = (name: string): boolean => /^(?=.*[a-z])(?!.*--)(?!.{16})[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
const portWords = "must be a number from 1 to 65535 without quotes, or a port's name";

export const port = z.union([z.number(), z.string()], portWords).refine(isPort, portWords);
export const portNumber = z.number().refine(isPort, 'must be a number from 1 to 65535');
export const portName = z.string().refine(isPortName, "must be a port's name: at most 15 lower case letters, digits and dashes, and a letter among them");

/** Of objects of which no more is looked at than this. */
export const metadata = z
  .object({ name: optional(dns1123), generateName: optional(z.string()), namespace: optional(dns1123), labels: orEmpty(labels) })
  .refine(({ name, generateName }) => name !== undefined || generateName !== undefined, { path: ['name'], error: 'is missing' });

/** Of an object that the API server is to give a name, as much of it as is known. */
export const nameOf = ({ name, generateName }: { readonly name?: string | undefined; readonly generateName?: string | undefined }): string => name ?? `${generateName}*`;
