import { AMOUNT_NATURES, type AmountNature } from '../../src/core/fact.ts';
import { AMOUNT_NATURE_MEANS } from '../../src/facts/schema/meanings.ts';
import type { SourceInput } from '../write/entry-text.ts';
import type { Asker } from './asker.ts';
import { type Growing, holdsOn, wrongIn, yearsLater } from './growing.ts';

/** Asks what sort of figure the dollars of a claim are, when it names some. */
export async function askMoney(asker: Asker, growing: Growing, claim: string): Promise<void> {
  if (!/\$\s?\d/.test(claim)) return;
  const guess = dollarsIn(claim);
  const usd = await asker.text('amount', {
    message: 'How many dollars is that, in digits?',
    why: 'The claim names a sum. Empty if it names several of which none is the figure of this fact.',
    example: '256000000',
    ...(guess !== undefined && { initial: String(guess) }),
    optional: true,
    check: (answer) => {
      if (!/^\$?[\d,]+(?:\.\d+)?$/.test(answer)) return 'Write digits alone: 256000000 for $256 million.';
      const only = (claim.match(/\$/g) ?? []).length === 1;
      if (only && guess !== undefined && numberOf(answer) !== guess)
        return `The claim says ${guess} dollars. Write that.`;
      return wrongIn(growing, { amount: { usd: numberOf(answer), nature: 'paid' } }, ['amount']);
    },
  });
  if (usd === '') return;
  const likely = natureIn(claim);
  let nature = '';
  // Nothing is taken by a careless Enter: a ceiling that is written as a payment is the worst that could be.
  while (nature === '') {
    nature = await asker.choose('nature', {
      message: 'What sort of figure is it?',
      why: 'A ceiling is not a payment: every answer says which it is.',
      choices: [
        ...(likely === undefined ? [{ value: '', label: 'choose what the document says it is' }] : []),
        ...AMOUNT_NATURES.map((value) => ({ value, label: value, hint: AMOUNT_NATURE_MEANS[value] })),
      ],
      ...(likely !== undefined && { initial: likely }),
    });
  }
  growing.fact.amount = {
    usd: numberOf(usd),
    nature: AMOUNT_NATURES.find((one) => one === nature) ?? 'estimate',
  };
}

/** What the words of a claim say that its dollars are, where they leave no doubt. */
export function natureIn(claim: string): AmountNature | undefined {
  const found = NATURE_WORDS.filter(([, words]) => words.test(claim)).map(([nature]) => nature);
  return found.length === 1 ? found[0] : undefined;
}

const NATURE_WORDS: readonly (readonly [AmountNature, RegExp])[] = [
  ['ceiling', /\b(?:not exceed|up to|at most|no more than|ceiling|maximum|could reach)\b/i],
  ['paid', /\b(?:has paid|have paid|paid|spent)\b/i],
  ['pledge', /\b(?:pledg\w+|promis\w+)\b/i],
  ['offer', /\b(?:offer(?:ed|s)?)\b/i],
  ['estimate', /\b(?:estimat\w+)\b/i],
];

function numberOf(text: string): number {
  return Number(text.replace(/[$,]/g, ''));
}

const SCALE: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };

/** The first sum of a claim: `$256 million` → 256000000. */
export function dollarsIn(claim: string): number | undefined {
  const [, digits, scale] = /\$\s?([\d,]+(?:\.\d+)?)(?:\s*(thousand|million|billion))?/i.exec(claim) ?? [];
  if (digits === undefined) return undefined;
  return Math.round(numberOf(digits) * (SCALE[scale?.toLowerCase() ?? ''] ?? 1) * 100) / 100;
}

/** Asks when it happened, on which day it is known to hold, and when somebody should look again. */
export async function askDates(
  asker: Asker,
  growing: Growing,
  source: Pick<SourceInput, 'published' | 'validAsOf'> | undefined,
): Promise<void> {
  const { today } = growing.workspace;
  const from = await asker.text('from', {
    message: 'When did it happen, or begin?',
    why: 'What the sentence tells: of a contract that was approved, the day of that. As exactly as the document says: 2018, 2018-06 or 2018-06-25. Empty for what simply is so.',
    optional: true,
    check: (answer) => wrongIn(growing, { period: { from: answer }, asOf: '9999-12-30' }, ['period']),
  });
  if (from !== '') {
    const to = await asker.text('to', {
      message: 'When did it end?',
      why: 'Only for a stretch of time; else empty.',
      optional: true,
      check: (answer) => wrongIn(growing, { period: { from, to: answer }, asOf: '9999-12-30' }, ['period']),
    });
    growing.fact.period = { from, ...(to !== '' && { to }) };
  }
  growing.fact.asOf = await asker.text('asOf', {
    message: 'On which day is it known to hold?',
    why: 'Most often the day on which the document was published.',
    initial: later(holdsOn(source, today), firstDayOf(from)),
    check: (answer) =>
      answer < from
        ? `That is before it happened or began (${from}). Give that day or a later one; < goes back.`
        : wrongIn(growing, { asOf: answer }, ['asOf']),
  });
  const past = from !== '';
  growing.fact.reviewBy = await asker.text('reviewBy', {
    message: 'By when should somebody look again?',
    why: 'What is past: in two years. What is so now: in half a year.',
    initial: past ? yearsLater(today, 2) : halfAYearLater(today),
    check: (answer) => wrongIn(growing, { reviewBy: answer }, ['reviewBy']),
  });
}

const later = (one: string, other: string): string => (one > other ? one : other);

/** `2018-06` → `2018-06-01`. */
function firstDayOf(loose: string): string {
  return loose === '' ? '' : `${loose}-01-01`.slice(0, 10);
}

/** The same day six months on, at most the 28th. */
function halfAYearLater(day: string): string {
  const month = Number(day.slice(5, 7)) + 6;
  const year = Number(day.slice(0, 4)) + (month > 12 ? 1 : 0);
  const date = Math.min(28, Number(day.slice(8)));
  return `${year}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

const NONE_FOUND = '-';
const NOT_NEEDED = '';

/** Asks what the company says to it, unless it is the company that speaks. */
export async function askReply(asker: Asker, growing: Growing): Promise<void> {
  const { kind } = growing.fact;
  if (kind === 'company-statement' || kind === 'metadata') return;
  const own = [...growing.workspace.written.base.facts.values()].filter(
    (fact) => fact.pack === growing.pack && fact.kind === 'company-statement' && fact.status !== 'withdrawn',
  );
  const reply = await asker.pick('reply', {
    message: 'What does the company say to it?',
    why: 'What is said about a company is never shown without its own words on it, or that somebody looked and found none.',
    choices: [
      // First, so that nothing is said of a search that nobody made.
      { value: NOT_NEEDED, label: 'I have not looked yet, or nothing is said about the company here' },
      { value: NONE_FOUND, label: 'I looked today in the documents, and found nothing' },
      ...own.map((fact) => ({
        value: String(fact.id),
        label: [...fact.wordings.values()][0]?.claim.slice(0, 90) ?? fact.id,
        hint: fact.id,
      })),
    ],
  });
  if (reply === NONE_FOUND) growing.fact.reply = { noneFound: growing.workspace.today };
  else if (reply !== NOT_NEEDED) growing.fact.reply = { facts: [reply] };
}
