/** A case's file becomes a case, or every mistake in it with its place. */
import type { Reading } from '../../manifests/reading.ts';
import { readYaml } from '../../yaml/document.ts';
import { explain } from '../../yaml/explain.ts';
import type { ConformanceCase, Step } from './case.ts';
import { checkPolicies } from './check-policies.ts';
import { caseSchema } from './schema.ts';
import type { WrittenStep } from './schema.ts';

/**
 * @param id the file's path below `cases/`, without the ending
 * @param file as mistakes call it
 */
export const readCase = (text: string, id: string, file = `${id}.yaml`): Reading<ConformanceCase> => {
  const { documents, mistakes } = readYaml(text, file);
  if (mistakes.length > 0) return { mistakes };
  const [document, second] = documents;
  if (document === undefined) return { mistakes: [{ message: 'is empty' }] };
  if (second !== undefined) return { mistakes: [{ origin: second.start, message: 'a second document: one file holds one case' }] };
  const { data, error } = caseSchema.safeParse(document.value);
  if (data === undefined) return { mistakes: error.issues.flatMap((issue) => explain(issue, document)) };
  const slips = checkPolicies(data.steps, document);
  if (slips.length > 0) return { mistakes: slips };
  const { source, steps, ...rest } = data;
  return { value: { id, ...rest, ...(source === undefined ? {} : { source }), steps: steps.map(toStep) } };
};

const toStep = ({ does, inherit, burst, hold, deny, allow, or, ...changes }: WrittenStep): Step => ({
  ...changes,
  ...(does === undefined ? {} : { does }),
  ...(inherit === undefined ? {} : { inherit }),
  ...(burst === undefined ? {} : { burst: { like: burst.like, pods: burst.pods, forMs: burst.for } }),
  ...(hold === undefined ? {} : { holdMs: hold }),
  expect: [{ deny, allow }, ...or],
});
