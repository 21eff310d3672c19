import type { Bend, FaultModel, ParameterName, Parameters } from './bend.ts';
import { models } from './registry.ts';
import type { FaultSpec } from './spec.ts';

const parameterNames = ['windowMs', 'delayMs', 'periodMs', 'count', 'port', 'label'] as const satisfies readonly ParameterName[];

/** A fault that exists, ready to be applied. */
export interface ChosenFault {
  readonly spec: FaultSpec;
  readonly bend: Bend;
}

/**
 * Finds what a specification means.
 * @throws Error that says what there is instead.
 */
export function chooseFault(given: FaultSpec): ChosenFault {
  const model = modelNamed(given.model);
  const spec = withDirection(given, model);
  const name = spec.variant ?? Object.keys(model.variants)[0] ?? '';
  const variant = Object.hasOwn(model.variants, name) ? model.variants[name] : undefined;
  if (variant === undefined) {
    throw new Error(`Unknown variant "${name}" of fault "${model.name}": one of ${Object.keys(model.variants).join(', ')}, or ingress or egress alone`);
  }
  return { spec, bend: variant.bend(parametersOf(spec, model)) };
}

function modelNamed(name: string): FaultModel {
  const model = models.find((candidate) => candidate.name === name);
  if (model === undefined) throw new Error(`Unknown fault "${name}": one of ${models.map((each) => each.name).join(', ')}`);
  return model;
}

/** `FM-STARTUP-OPEN:ingress` has no variant of that name: the direction is meant. */
function withDirection(spec: FaultSpec, { variants }: FaultModel): FaultSpec {
  const { variant, ...rest } = spec;
  if ((variant !== 'ingress' && variant !== 'egress') || Object.hasOwn(variants, variant)) return spec;
  return { ...rest, direction: variant };
}

function parametersOf(spec: FaultSpec, { name, parameters: defaults = {} }: FaultModel): Parameters {
  const unread = parameterNames.find((parameter) => spec[parameter] !== undefined && defaults[parameter] === undefined);
  if (unread !== undefined) {
    const read = Object.keys(defaults);
    throw new Error(`Fault "${name}" has no parameter "${unread}": ${read.length === 0 ? 'it has none' : `it has ${read.join(', ')}`}`);
  }
  const given = Object.fromEntries(parameterNames.flatMap((parameter) => (spec[parameter] === undefined ? [] : [[parameter, spec[parameter]]])));
  return { windowMs: 0, delayMs: 0, periodMs: 0, count: 0, port: 0, label: '', ...defaults, ...given };
}
