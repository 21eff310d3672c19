import type { CniName } from '../options.ts';
import { calico } from './calico.ts';
import type { Cni } from './cni.ts';
import { faulty } from './faulty.ts';
import { none } from './none.ts';

export const cnis: Readonly<Record<CniName, Cni>> = { calico, none, faulty };
