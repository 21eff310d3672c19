/** A command of netproof's, as an account whose role is made smaller meanwhile. */
import { expect } from 'chai';
import type { Kubectl } from '../support/kubectl.ts';
import type { NetproofResult } from '../support/netproof.ts';
import { isOptional, sparedBy } from './optional.ts';
import type { Command } from './optional.ts';
import { roleWithout, shortagesOf, withRole } from './rights.ts';
import type { Role } from './rights.ts';

export interface Asked {
  readonly command: Command;
  readonly run: () => Promise<NetproofResult>;
  /** Said on stdout where all is well. */
  readonly finds: string;
}

/** Kinds are told in words. */
const words: Readonly<Record<string, string>> = { networkpolicies: 'polic', poddisruptionbudgets: 'disruption', horizontalpodautoscalers: 'autoscal', replicationcontrollers: 'controllers', replicasets: 'replica', daemonsets: 'daemon', statefulsets: 'stateful' };

/** @param right `verb resource` */
export const expectRefusal = ({ code, stderr }: NetproofResult, right: string): void => {
  const [, resource = ''] = right.split(' ');
  expect(code, `without "${right}":\n${stderr}`).to.equal(2);
  expect(stderr, right).to.include(words[resource] ?? resource);
};

/** Each right by itself, but for those that are optional. */
export const expectRefusals = async (kubectl: Kubectl, { command, run }: Asked, role: Role): Promise<void> => {
  for (const { right, role: short } of shortagesOf(role)) {
    if (!isOptional(command, right)) expectRefusal(await withRole(kubectl, short, role, run), right);
  }
};

/** Without those that are. */
export const expectTheSame = async (kubectl: Kubectl, { command, run, finds }: Asked, role: Role): Promise<void> => {
  for (const rights of sparedBy(command)) {
    const { code, stdout, stderr } = await withRole(kubectl, roleWithout(role, rights), role, run);
    expect(code, `without "${rights.join('", "')}":\n${stdout}${stderr}`).to.equal(0);
    expect(stdout, rights.join()).to.include(finds);
  }
};
