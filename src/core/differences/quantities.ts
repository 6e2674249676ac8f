import { type Difference, type Discrepancies, discrepancies, type Unmatched } from './difference.ts';
import { compareFigures, type Figure, sameDigits } from './figures.ts';
import { compareMoments, type Moment } from './moments.ts';
import type { ParsedText } from './parse.ts';
import type { Instead, Statement } from './relations.ts';
import type { SourceClaim } from './source-claim.ts';

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
  const order = ours.map((_, at) => at).sort((a, b) => (partners[a]?.length ?? 0) - (partners[b]?.length ?? 0));
  for (const at of order) {
    const free = partners[at]?.find((one) => !taken.has(one));
    if (free === undefined) continue;
    taken.add(free);
    result[at] = free;
  }
  return result;
}

/** Whether they are in the order of the source: two dates that change places make another statement. */
function inOrder(pairs: readonly number[]): boolean {
  const found = pairs.filter((at) => at >= 0);
  return found.every((at, index) => index === 0 || at > (found[index - 1] ?? -1));
}

const agreeing = (one: Figure, other: Figure): boolean => compareFigures(one, other) === 'agrees';

/** Figures that the source gives otherwise, or does not give. */
export function compareAllFigures(said: Statement, source: SourceClaim, instead: Instead): Discrepancies {
  const differences: Difference[] = [];
  const unmatched: Unmatched[] = [];
  const places = placesOfFigures(said);
  const ours = places.map(({ figure, at }) => {
    const next = said.items[at + 1];
    return asMoney(figure, source.figures, next?.kind === 'word' && !next.small);
  });
  const pairs = paired(ours, source.figures, agreeing);
  const free = source.figures.filter(
    (other, at) => !pairs.includes(at) && !ours.some((figure) => agreeing(figure, other)),
  );
  ours.forEach((figure, index) => {
    if ((pairs[index] ?? -1) < 0) {
      const difference = differenceOf(figure, free);
      if (difference) differences.push(difference);
      else unmatched.push('figure');
      return;
    }
    if (isSomebodyElses(figure, places[index]?.at ?? 0, said, source, instead)) unmatched.push('figure');
    const { nature } = source.fact.amount ?? {};
    if (nature === undefined || figure.unit !== 'usd' || !isPaid(said)) return;
    if (nature === 'award') unmatched.push('figure');
    else if (nature !== 'paid' && nature !== 'price')
      differences.push({ kind: 'direction', how: 'nature', source: nature });
  });
  if (!inOrder(pairs)) unmatched.push('figure');
  return discrepancies(differences, unmatched, pairs.filter((at) => at >= 0).length);
}

function placesOfFigures({ items }: ParsedText): readonly { readonly figure: Figure; readonly at: number }[] {
  return items.flatMap((item, at) => (item.kind === 'figure' ? [{ figure: item.figure, at }] : []));
}

/** `for 27.7 million` is money where the source counts nothing by the million. */
function asMoney(figure: Figure, others: readonly Figure[], counts: boolean): Figure {
  const equal = others.filter(({ value }) => value === figure.value);
  if (figure.unit === 'count' && !counts && equal.length > 0 && equal.every(({ unit }) => unit === 'usd'))
    return { ...figure, unit: 'usd' };
  return asMillions(figure, others);
}

function asMillions(figure: Figure, others: readonly Figure[]): Figure {
  const counts = others.some(({ unit, scale }) => unit === 'count' && scale >= 1e6);
  const money = others.some(({ unit }) => unit === 'usd');
  return figure.unit === 'count' && figure.scale >= 1e6 && money && !counts ? { ...figure, unit: 'usd' } : figure;
}

/** The source's figure in place of this one, when it can only be one. */
function differenceOf(said: Figure, others: readonly Figure[]): Difference | undefined {
  if (others.some((one) => compareFigures(said, one) === 'looser')) return undefined;
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
  if (only === undefined || more.length > 0 || (scaled.length === 0 && !isComparable(said, only))) return undefined;
  return { kind: scaled.length > 0 ? 'unit' : 'number', said, source: only };
}

/** False for figures so far apart that they hardly count the same: eight months and 27.7 million. */
function isComparable({ value, unit }: Figure, other: Figure): boolean {
  const ratio = value / other.value;
  return unit !== 'count' || (ratio > 1 / 25 && ratio < 25);
}

/** Of two figures of a kind in one claim each belongs to the actor that it follows. */
function isSomebodyElses(
  figure: Figure,
  at: number,
  said: Statement,
  { texts }: SourceClaim,
  instead: Instead,
): boolean {
  const [text] = texts;
  const theirs = placesOfFigures(text).filter((one) => one.figure.unit === figure.unit);
  if (new Set(theirs.map((one) => one.figure.value)).size < 2) return false;
  const owner = ({ mentions }: Statement, place: number): string | undefined =>
    mentions.findLast((one) => one.at < place)?.actor;
  const named = owner(said, at);
  const own = named === undefined ? undefined : (instead.get(named) ?? named);
  const belongs = theirs.filter((one) => agreeing(figure, one.figure));
  return own !== undefined && belongs.every((one) => (owner(text, one.at) ?? own) !== own);
}

function isPaid({ items, grammar }: ParsedText): boolean {
  const words = items.filter((item) => item.kind === 'word');
  return (
    words.some(({ word, modes }) => grammar.paying.has(word) && modes.size === 0) &&
    !words.some(({ word }) => grammar.agreeing.has(word))
  );
}

/** Dates that the source gives otherwise, or does not give. */
export function compareAllMoments({ items, grammar }: ParsedText, source: SourceClaim): Discrepancies {
  const differences: Difference[] = [];
  const unmatched: Unmatched[] = [];
  const ours = items.flatMap((item) => (item.kind === 'moment' ? [item.moment] : []));
  const agree = (one: Moment, other: Moment): boolean => compareMoments(one, other) === 'agrees';
  const pairs = paired(ours, source.moments, agree);
  const free = source.moments.filter((_, at) => !pairs.includes(at));
  let shared = 0;
  ours.forEach((moment, index) => {
    const again = free.length === 0 && source.moments.some((other) => agree(moment, other));
    if ((pairs[index] ?? -1) >= 0 || again) {
      shared += 1;
      return;
    }
    const finer = source.moments.some((other) => compareMoments(moment, other) === 'finer');
    const other = finer ? undefined : nearest(moment, free.length > 0 ? free : source.moments);
    const how = other && compareMoments(moment, other);
    if (other && (how === 'year' || how === 'date')) differences.push({ kind: how, said: moment, source: other });
    else unmatched.push('date');
  });
  // `since 2018`, `until July 2024`: one end of a time, said to be one.
  const isOpen = items.some(
    (item) => item.kind === 'word' && (grammar.since.has(item.word) || grammar.until.has(item.word)),
  );
  const lacksEnd = source.ranges && ours.length === 1 && differences.length === 0 && !isOpen;
  if (lacksEnd || !inOrder(pairs)) unmatched.push('date');
  return discrepancies(differences, unmatched, shared);
}

/** The one with most in common; the first of equals. */
function nearest(said: Moment, others: readonly Moment[]): Moment | undefined {
  const common = (other: Moment): number =>
    (['year', 'month', 'day'] as const).filter((part) => said[part] !== undefined && said[part] === other[part]).length;
  return others.toSorted((a, b) => common(b) - common(a))[0];
}
