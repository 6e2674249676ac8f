import { checkSentences, type Verdict } from '../../../src/commands/check/verdicts.ts';
import type { Fact, FactBase } from '../../../src/core/fact.ts';
import type { Context } from '../../../src/core/ports.ts';

/** What is said of each of these sentences, none of which joins several statements. */
export function verdictsOn(sentences: readonly string[], context: Context): readonly Verdict[] {
  const whole = sentences.map((text) => ({ text, clauses: [text] }));
  return checkSentences(whole, context).map(({ verdict }) => verdict);
}

/** A claim with one detail of it made wrong, and which. */
export interface Changed {
  readonly what: 'digits' | 'word' | 'unit' | 'year' | 'month' | 'agency';
  readonly text: string;
}

const NUMBERS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const CBP = /Customs and Border Protection \(CBP\)|Customs and Border Protection|\bCBP\b/;
const ICE = /Immigration and Customs Enforcement \(ICE\)|Immigration and Customs Enforcement|\bICE\b(?! List)/;

/** Every way to make one detail of an English claim wrong. */
export function changesOf(claim: string): readonly Changed[] {
  return [...figures(claim), ...words(claim), ...units(claim), ...agencies(claim)];
}

/** Each number by one more and by one less in its last digit, ten times as much, and its first digit another. */
function figures(claim: string): readonly Changed[] {
  return [...claim.matchAll(/\d+(?:,\d{3})*(?:\.\d+)?/g)].flatMap((found): Changed[] => {
    const [number] = found;
    // `404 Media` is a name.
    if (/^404 Media/.test(claim.slice(found.index))) return [];
    const isYear = /^(?:19|20)\d\d$/.test(number);
    const up = number.slice(0, -1) + ((Number(number.at(-1)) + 1) % 10);
    const down = number.slice(0, -1) + ((Number(number.at(-1)) + 9) % 10);
    const more = isYear ? [] : [`${number.includes('.') ? number.replace(/\.\d+$/, '') : number}0`];
    const first = isYear ? [] : [((Number(number[0]) % 9) + 1).toString() + number.slice(1)];
    return [up, down, ...more, ...first].map((other) => ({
      what: isYear ? 'year' : 'digits',
      text: claim.slice(0, found.index) + other + claim.slice(found.index + number.length),
    }));
  });
}

function words(claim: string): readonly Changed[] {
  const next = (all: readonly string[], what: Changed['what']): readonly Changed[] =>
    all.flatMap((word, at) =>
      [...claim.matchAll(new RegExp(`\\b${word}\\b`, 'g'))].map((found) => ({
        what,
        text: claim.slice(0, found.index) + (all[(at + 1) % all.length] ?? '') + claim.slice(found.index + word.length),
      })),
    );
  return [...next(NUMBERS, 'word'), ...next(MONTHS, 'month')];
}

function units(claim: string): readonly Changed[] {
  return [...claim.matchAll(/\b(million|billion)\b/g)].map((found) => ({
    what: 'unit',
    text:
      claim.slice(0, found.index) +
      (found[0] === 'million' ? 'billion' : 'million') +
      claim.slice(found.index + found[0].length),
  }));
}

/** ICE for each CBP, CBP for each ICE, and both changed round. */
function agencies(claim: string): readonly Changed[] {
  const swap = (text: string, from: RegExp, to: string): string => text.replace(new RegExp(from, 'g'), to);
  const ice = 'Immigration and Customs Enforcement (ICE)';
  const cbp = 'Customs and Border Protection (CBP)';
  const marked = swap(claim, CBP, '\u0001');
  const round = swap(marked, ICE, cbp).replaceAll('\u0001', ice);
  // `CBP and ICE` in another order says the same.
  const either = `(?:${CBP.source}|${ICE.source})`;
  const alone = claim.replaceAll(new RegExp(`${either}(?:,| and|, and) ${either}`, 'g'), '');
  const listed = !new RegExp(either).test(alone);
  const all = [swap(claim, CBP, ice), swap(claim, ICE, cbp), ...(listed ? [] : [round])];
  return [...new Set(all)].filter((text) => text !== claim).map((text) => ({ what: 'agency', text }));
}

/** What the check says of every English claim of the base and of every way to make a detail of it wrong, in the context
    that is made for its fact: `supported` are claims as they stand, `wrong` are changed ones that it took for true. */
export function heldAgainst(
  base: FactBase,
  contextFor: (fact: Fact) => Context,
): { readonly claims: number; readonly supported: number; readonly wrong: readonly string[] } {
  let claims = 0;
  let supported = 0;
  const wrong: string[] = [];
  for (const fact of base.facts.values()) {
    if (fact.status === 'withdrawn') continue;
    const context = contextFor(fact);
    const holds = (text: string): boolean => verdictsOn([text], context)[0]?.kind === 'supported';
    const claim = fact.wordings.get('en')?.claim ?? '';
    claims += 1;
    if (!holds(claim)) continue;
    supported += 1;
    wrong.push(...changesOf(claim).flatMap(({ text }) => (holds(text) ? [text] : [])));
  }
  return { claims, supported, wrong };
}
