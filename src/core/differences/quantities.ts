import type { FactBase } from '../fact.ts';
import type { Difference, Found, Unsaid } from './difference.ts';
import { compareFigures, type Figure, sameDigits } from './figures.ts';
import { compareMoments, type Moment } from './moments.ts';
import type { Reading } from './reading.ts';
import { placesOf } from './relations.ts';
import type { Source } from './source.ts';

/** Each of ours with one of theirs that it agrees with, none of theirs twice while another is left; -1 where there is none.
    Those that agree with fewest choose first. */
function paired<Thing>(
  ours: readonly Thing[],
  theirs: readonly Thing[],
  agree: (one: Thing, other: Thing) => boolean,
): readonly number[] {
  const partners = ours.map((one) => theirs.flatMap((other, at) => (agree(one, other) ? [at] : [])));
  const taken = new Set<number>();
  const result = ours.map(() => -1);
  const order = ours
    .map((_, at) => at)
    .sort((a, b) => (partners[a]?.length ?? 0) - (partners[b]?.length ?? 0));
  for (const at of order) {
    const free = partners[at]?.find((one) => !taken.has(one));
    if (free === undefined) continue;
    taken.add(free);
    result[at] = free;
  }
  return result;
}

/** Whether they stand in the order of the source: two dates that change places make another statement. */
function inOrder(pairs: readonly number[]): boolean {
  const found = pairs.filter((at) => at >= 0);
  return found.every((at, index) => index === 0 || at > (found[index - 1] ?? -1));
}

/** Figures that the source gives otherwise, or does not give. */
export function figuresOtherwise(said: Reading, source: Source, facts: FactBase): Found {
  const differences: Difference[] = [];
  const unsaid: Unsaid[] = [];
  let shared = 0;
  const ours = figuresIn(said).map(({ figure, at }) => ({ figure: asMoney(figure, source.figures), at }));
  const agrees = (one: Figure, other: Figure): boolean => compareFigures(one, other) === 'agrees';
  const pairs = paired(
    ours.map(({ figure }) => figure),
    source.figures,
    agrees,
  );
  const free = source.figures.filter(
    (other, at) => !pairs.includes(at) && !ours.some(({ figure }) => agrees(figure, other)),
  );
  ours.forEach(({ figure, at }, index) => {
    if ((pairs[index] ?? -1) >= 0) {
      shared += 1;
      if (isSomebodyElses(figure, at, said, source, facts)) unsaid.push('figure');
      const { nature } = source.fact.amount ?? {};
      if (nature === undefined || figure.unit !== 'usd' || !isPaid(said)) return;
      if (nature === 'award') unsaid.push('figure');
      else if (nature !== 'paid' && nature !== 'price')
        differences.push({ kind: 'direction', how: 'nature', source: nature });
      return;
    }
    const difference = differenceOf(figure, free);
    if (difference) differences.push(difference);
    else unsaid.push('figure');
  });
  if (!inOrder(pairs)) unsaid.push('figure');
  return { differences, unsaid, shared };
}

function figuresIn({ items }: Reading): readonly { readonly figure: Figure; readonly at: number }[] {
  return items.flatMap((item, at) => (item.kind === 'figure' ? [{ figure: item.figure, at }] : []));
}

/** `for 27.7 million` is money where the source counts nothing by the million. */
function asMoney(figure: Figure, others: readonly Figure[]): Figure {
  const counts = others.some(({ unit, scale }) => unit === 'count' && scale >= 1e6);
  const money = others.some(({ unit }) => unit === 'usd');
  return figure.unit === 'count' && figure.scale >= 1e6 && money && !counts
    ? { ...figure, unit: 'usd' }
    : figure;
}

/** The source's figure that stands where this one is said, when it can only be one. */
function differenceOf(said: Figure, others: readonly Figure[]): Difference | undefined {
  const distinct = [...new Map(others.map((one) => [`${one.value} ${one.unit}`, one])).values()];
  const same = distinct.find(({ value }) => value === said.value);
  if (same) {
    const how = compareFigures(said, same);
    if (how === 'unit') return { kind: 'unit', said, source: same };
    return how === 'bound' ? { kind: 'direction', how, said, source: same } : undefined;
  }
  const ofUnit = distinct.filter(({ unit }) => unit === said.unit);
  const scaled = ofUnit.filter((one) => sameDigits(said, one) && one.scale !== said.scale);
  const [only, ...more] = scaled.length > 0 ? scaled : ofUnit;
  if (only === undefined || more.length > 0 || (scaled.length === 0 && !comparable(said, only)))
    return undefined;
  return { kind: scaled.length > 0 ? 'unit' : 'number', said, source: only };
}

/** So far apart that they hardly count the same: eight months and 27.7 million. */
function comparable({ value, unit }: Figure, other: Figure): boolean {
  const ratio = value / other.value;
  return unit !== 'count' || (ratio > 1 / 25 && ratio < 25);
}

/** Of two figures of a kind in one claim each belongs to whom it follows. */
function isSomebodyElses(
  figure: Figure,
  at: number,
  said: Reading,
  source: Source,
  facts: FactBase,
): boolean {
  const [reading] = source.readings;
  const theirs = figuresIn(reading).filter((one) => one.figure.unit === figure.unit);
  if (new Set(theirs.map((one) => one.figure.value)).size < 2) return false;
  const owner = (within: Reading, place: number): string | undefined =>
    placesOf(within, facts)
      .filter((one) => one.at < place)
      .at(-1)?.actor;
  const own = owner(said, at);
  const belongs = theirs.filter((one) => compareFigures(figure, one.figure) === 'agrees');
  return own !== undefined && belongs.every((one) => (owner(reading, one.at) ?? own) !== own);
}

function isPaid({ items, grammar }: Reading): boolean {
  const has = (words: ReadonlySet<string>): boolean =>
    items.some((item) => item.kind === 'word' && words.has(item.word));
  return has(grammar.paying) && !has(grammar.agreeing);
}

/** Dates that the source gives otherwise, or does not give. */
export function momentsOtherwise(said: Reading, source: Source): Found {
  const differences: Difference[] = [];
  const unsaid: Unsaid[] = [];
  let shared = 0;
  const ours = said.items.flatMap((item) => (item.kind === 'moment' ? [item.moment] : []));
  const agrees = (one: Moment, other: Moment): boolean => compareMoments(one, other) === 'agrees';
  const pairs = paired(ours, source.moments, agrees);
  const free = source.moments.filter((_, at) => !pairs.includes(at));
  ours.forEach((moment, index) => {
    const again = free.length === 0 && source.moments.some((other) => agrees(moment, other));
    if ((pairs[index] ?? -1) >= 0 || again) {
      shared += 1;
      return;
    }
    const finer = source.moments.some((other) => compareMoments(moment, other) === 'finer');
    const other = finer ? undefined : nearest(moment, free.length > 0 ? free : source.moments);
    const how = other && compareMoments(moment, other);
    if (other && (how === 'year' || how === 'date'))
      differences.push({ kind: how, said: moment, source: other });
    else unsaid.push('date');
  });
  const lacks = source.ranges && ours.length === 1 && differences.length === 0 && !isOpen(said);
  return { differences, unsaid: lacks || !inOrder(pairs) ? [...unsaid, 'date'] : unsaid, shared };
}

/** The one with most in common; the first of equals. */
function nearest(said: Moment, others: readonly Moment[]): Moment | undefined {
  const common = (other: Moment): number =>
    (['year', 'month', 'day'] as const).filter(
      (part) => said[part] !== undefined && said[part] === other[part],
    ).length;
  return others.toSorted((a, b) => common(b) - common(a))[0];
}

/** `since 2018`, `until July 2024`: one end of a time, said to be one. */
function isOpen({ items, grammar }: Reading): boolean {
  return items.some(
    (item) => item.kind === 'word' && (grammar.since.has(item.word) || grammar.until.has(item.word)),
  );
}
