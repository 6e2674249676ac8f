import { createHash } from 'node:crypto';
import type { Fact, FactBase, Wording } from '../../src/core/fact.ts';
import { fold } from '../../src/core/text.ts';

/** How English names a witness: by a verb of saying, or by the document that says it. */
const VERBS =
  /\b(?:says?|said|saying|reports?|reported|writes?|wrote|told|tells?|calls?|called|lists?|listed|labels?|labelled|describes?|described|states?|stated|announces?|announced|quotes?|quoted|counts?|counted|puts?|gives?|gave|notes?|noted|names?|named|according to|asks?|asked|urges?|urged|argues?|argued|denied|denies|tweeted|posted|replied|answered|credits?|credited|records?|recorded|shows?|publish(?:es|ed)|cites?|cited|mentions?|mentioned|discloses?|disclosed|estimates?|estimated|explains?|explained|finds?|found|adds?|added|repeats?|repeated|demand(?:s|ed)|promise[sd]?|pledge[sd]?|signed|letter|petition|announcement|press release|page|compilation|assessment|disclosure)\b|\bby [^.]{2,60}['’]s? (?:count|account|reading|estimate)\b|\bper \p{Lu}/iu;

/** Whether a claim names who says so: by a verb of saying, the document that says it, or a publisher or author that it cites. */
export function isAttributed({ wordings, cites }: Fact, { sources }: FactBase): boolean {
  const [wording] = wordings.values();
  const claim = wording?.claim ?? '';
  if (VERBS.test(claim)) return true;
  const folded = ` ${fold(claim)} `;
  return cites.some(({ source }) => {
    const { publisher = '', author = '' } = sources.get(source) ?? {};
    const names = [
      publisher,
      publisher.replace(/ *[(,].*$/, ''),
      /\(([^)]+)\)/.exec(publisher)?.[1] ?? '',
      author,
    ];
    return names.some((name) => fold(name) !== '' && folded.includes(` ${fold(name)} `));
  });
}

/** Words that judge, and what to write instead. Stems that English and Spanish share stand once. Short on purpose: a word
    is here because a source that we cite uses it, or because an author is likely to. */
const LOADED: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\binhuman[eoa]?(?:ly|ity)?\b/iu, 'It judges: say what was done'],
  [/(?<!\p{L})(?:complicit(?:y)?|c[oó]mplices?)(?!\p{L})/iu, 'It finds guilt: say what was sold to whom'],
  [/\bsurveil(?:s|led|ling)?\b/iu, 'It judges a system by its use: say what it shows to whom'],
  [/\bcruel(?:ty|dad|es)?\b/iu, 'It judges: say what was done'],
  [/\b(?:evil|heinous|atrocit(?:y|ies)|atrocidad(?:es)?|monstrous)\b/iu, 'It judges: say what was done'],
  [/\b(?:racis(?:t|ts|m)|fascis(?:t|ts|m)|genocid(?:e|al|io))\b/iu, 'It is a verdict: say what was done'],
  [/\bconcentration camps?\b/iu, 'It is a verdict: name the place'],
  [
    /\b(?:shameful(?:ly)?|disgraceful|outrageous|shocking(?:ly)?|horrific|notorious(?:ly)?)\b/iu,
    'It is our opinion: leave it out',
  ],
  [/\b(?:blood money|profiteer(?:s|ing)?|greed(?:y)?)\b/iu, 'It judges a motive: give the figure'],
  [
    /\b(?:slammed|blasted|lashed out|doubled down|caved)\b/iu,
    'It is a headline: write criticised, answered, kept, changed',
  ],
  [/\b(?:admitted|confessed)\b/iu, 'It finds guilt: write said'],
  [/\bso-called\b/iu, 'It sneers: say who calls it so'],
  [/\b(?:obviously|clearly|of course|undeniabl[ye])\b/iu, 'It argues: leave it out'],
];

/** The text without what stands in quotation marks. */
export function withoutQuotes(text: string): string {
  return text.replace(/“[^”]*”|"[^"]*"|«[^»]*»|(?<!\p{L})‘[^’]*’/gu, ' ');
}

/** Loaded words of a text, in the order of the list. */
export function findLoaded(text: string): { readonly word: string; readonly why: string }[] {
  return LOADED.flatMap(([pattern, why]) => {
    const word = pattern.exec(text)?.[0];
    return word === undefined ? [] : [{ word, why }];
  });
}

/** Eight letters that change when the claim or the caveat does: what a translation says it was made from. Letters only,
    because YAML reads `12345678` and `5e123456` as numbers. */
export function markWording({ claim, caveat = '' }: Pick<Wording, 'claim' | 'caveat'>): string {
  const hex = createHash('sha256').update(`${claim}\n${caveat}`).digest('hex').slice(0, 8);
  return [...hex].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('');
}
