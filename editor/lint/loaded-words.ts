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
