/** The enforcer without a fault against Calico: the same policies, the same pods, the same packets. */
import { expect } from 'chai';
import { stageFor } from '../support/stages.ts';
import { play } from './battery/play.ts';
import { rounds } from './battery/rounds.ts';
import type { Round } from './battery/shape.ts';
import { createWorld, removeWorld, type Observed } from './world/world.ts';

const clusters = ['calico', 'faulty'] as const;

describe('the correct enforcer and Calico', function () {
  this.timeout(120_000);
  const seen = new Map<string, Observed>();

  for (const cni of clusters) {
    it(`show the battery on ${cni}`, async function () {
      const stage = await stageFor(this, cni);
      if (cni === 'faulty') await stage.cluster.setFault(undefined);
      this.timeout(120_000);
      const world = await createWorld(stage, 'battery');
      for (const round of rounds) seen.set(`${cni}: ${round.name}`, await play(world, round));
      await removeWorld(world);
    });
  }

  for (const round of rounds) {
    it(`agree: ${round.name}`, () => {
      const [calico, faulty] = clusters.map((cni) => seen.get(`${cni}: ${round.name}`));
      expect(calico?.size, 'seen on Calico').to.be.above(500);
      expect(differences(calico, faulty)).to.deep.equal([]);
      expect(silentShapes(round, faulty), 'shapes that closed nothing, or everything').to.deep.equal(alwaysOpen.filter((name) => round.shapes.some((shape) => shape.name === name)));
    });
  }
});

/** What allows everything closes nothing. */
const alwaysOpen = ['an empty list of peers', 'allow all beside a deny'];

/** A pod that dials its own Service: the specification leaves it open; Calico judges it, ours takes it for the pod's own. */
const isUndefined = (cell: string): boolean => /^(\S+) → \1 by Service/.test(cell);

const differences = (calico: Observed = new Map(), faulty: Observed = new Map()): string[] =>
  [...calico].filter(([cell, outcome]) => !isUndefined(cell) && isOpen(outcome) !== isOpen(faulty.get(cell))).map(([cell, outcome]) => `${cell}: ${outcome} on Calico, ${faulty.get(cell)} on ours`);

const isOpen = (outcome: string | undefined): boolean => outcome === 'open';

/** A shape whose pod everybody reaches, or nobody, and which itself reaches everybody, shows nothing. */
const silentShapes = ({ shapes }: Round, observed: Observed = new Map()): string[] =>
  shapes.filter(({ at }) => {
    const pod = at.replace('/*', '/');
    const cells = [...observed].filter(([cell]) => cell.startsWith(`battery-${pod}`) || cell.includes(`→ battery-${pod}`));
    return new Set(cells.map(([, outcome]) => isOpen(outcome))).size < 2;
  }).map(({ name }) => name);
