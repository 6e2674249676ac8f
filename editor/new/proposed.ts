import type { AmountNature } from '../../src/core/fact.ts';
import { fold } from '../../src/core/text.ts';

const NATURE_WORDS: readonly (readonly [AmountNature, RegExp])[] = [
  ['ceiling', /\b(?:not exceed|up to|at most|no more than|ceiling|maximum|could reach)\b/i],
  ['paid', /\b(?:paid|spent)\b/i],
  ['pledge', /\b(?:pledg\w+|promis\w+)\b/i],
  ['offer', /\b(?:offer(?:ed|s)?)\b/i],
  ['estimate', /\b(?:estimat\w+)\b/i],
];

/** What the words of a claim say that its dollars are, where they leave no doubt. */
export function natureIn(claim: string): AmountNature | undefined {
  const [found, ...others] = NATURE_WORDS.filter(([, words]) => words.test(claim));
  return others.length === 0 ? found?.[0] : undefined;
}

const SCALE: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };

/** The first sum of a claim in digits: `$256 million` → `256000000`. */
export function dollarsIn(claim: string): string | undefined {
  const [, digits, scale = ''] =
    /\$\s?([\d,]+(?:\.\d+)?)(?:\s*(thousand|million|billion))?/i.exec(claim) ?? [];
  if (digits === undefined) return undefined;
  return String(Math.round(Number(digits.replace(/,/g, '')) * (SCALE[scale.toLowerCase()] ?? 1) * 100) / 100);
}

const LITTLE =
  /^(?:an?|the|of|in|on|at|to|for|by|with|from|and|or|is|are|was|were|do|does|did|has|have|had|who|what|when|where|which|why|how|its?|)$/;

/** `When was Acme founded?` → `acme-founded`: at most six words and 40 characters, none cut. */
export function slugOf(text: string): string {
  const words = fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => !LITTLE.test(word));
  const slug = words.slice(0, 6).join('-');
  return slug.length > 40 ? slug.slice(0, 41).replace(/-[^-]*$/, '') : slug;
}

/** The same day so many months on, at most the 28th. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, Math.min(28, date))).toISOString().slice(0, 10);
}
