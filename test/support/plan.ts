import { planRun } from '../../src/plan/plan.ts';
import type { PlanInput } from '../../src/plan/plan.ts';
import type { Plan } from '../../src/model/plan.ts';
import { aMatrix } from './matrix.ts';
import type { MatrixParts } from './matrix.ts';
import { aSnapshot } from './snapshot.ts';

/** Everything that planning needs, with a matrix of these parts. */
export const planInput = (matrix: MatrixParts = {}, fields: Partial<PlanInput> = {}): PlanInput => ({
  loaded: aMatrix(matrix), snapshot: aSnapshot(), run: 'run1', secret: 'secret', today: '2026-06-15', controlNamespace: 'netproof-run1',
  guests: { allowAutoscaled: false }, ...fields,
});

export const aPlan = (matrix: MatrixParts = {}, fields: Partial<PlanInput> = {}): Plan => planRun(planInput(matrix, fields));
