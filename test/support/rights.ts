/** Rights as text: `VERB GROUP/RESOURCE`, and a name after it where it is for one object alone. Core has no group. */

export interface Rule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  /** Of what is no object: `/metrics`. */
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

/** A rule multiplies all that it names. */
export const rightsOf = ({ apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [], verbs }: Rule): string[] => {
  const names = resourceNames.length === 0 ? [''] : resourceNames.map((name) => ` ${name}`);
  const objects = apiGroups.flatMap((group) => resources.flatMap((resource) => names.map((name) => `${group}/${resource}${name}`)));
  return verbs.flatMap((verb) => [...objects, ...nonResourceURLs].map((object) => `${verb} ${object}`));
};

/** As an access review asks for it. */
export interface RightParts {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly name?: string;
}

/** @throws RangeError where it is no such text */
export const parseRight = (right: string): RightParts => {
  const [, verb, group, resource, subresource, name] = /^(\S+) ([^/ ]*)\/([^/ ]+)(?:\/(\S+))?(?: (\S+))?$/.exec(right) ?? [];
  if (verb === undefined || group === undefined || resource === undefined) throw new RangeError(`"${right}" is no right`);
  return { verb, group, resource, ...(subresource === undefined ? {} : { subresource }), ...(name === undefined ? {} : { name }) };
};
