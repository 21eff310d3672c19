/** What a run would have noticed, in one paragraph. */
import type { Assurance, NotCovered } from '../model/assurance.ts';

/** More than this nobody reads on a terminal; JSON has them all. */
const shownReasons = 4;
const shownPlaces = 3;

/** @param unjudged so many cells of the run could not be judged */
export const tellAssurance = ({ cells, pods, models, places, notCovered }: Assurance, unjudged = 0): string => {
  const missed = notCovered.filter((one) => one.places.length > 0);
  const beyond = new Set(notCovered.filter((one) => one.places.length === 0).map(({ model }) => model.split(':')[0]));
  const reasons = [...Map.groupBy(missed, ({ because }) => because)].map(([because, own]) => ({ because, own, count: own.reduce((sum, one) => sum + one.places.length, 0) })).toSorted((a, b) => b.count - a.count);
  const told = reasons.slice(0, shownReasons).map(({ because, own, count }) => `${namesOf(own, count)}, because ${because}`);
  return [
    `${cells} cells, ${pods} pods; would catch ${models.caught} of ${models.of} fault models at ${places.caught} of ${places.of} places`,
    ...(unjudged === 0 ? [] : [`${unjudged === 1 ? '1 of these cells' : `${unjudged} of these cells`} could not be judged, and showed nothing`]),
    ...(told.length === 0 ? [] : [`not covered: ${told.join('; ')}`]),
    ...(reasons.length > shownReasons ? [`and more for ${reasons.length - shownReasons} other reasons`] : []),
    ...(beyond.size === 0 ? [] : [`of ${beyond.size} models there is something that no standing cluster shows: -o json names it`]),
  ].join('; ');
};

const namesOf = (own: readonly NotCovered[], count: number): string => {
  const all = own.flatMap(({ model, places }) => places.map((place) => `${model} at ${place}`));
  const rest = count - shownPlaces;
  return `${all.slice(0, shownPlaces).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
};
