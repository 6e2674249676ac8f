import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { askLocally, localBot } from '../editor/local-bot.ts';
import type { Bot } from '../src/core/ports.ts';
import { type Part, percentile, type Row, rounded } from './figures.ts';
import { type Asking, realBase } from './real-base.ts';

/* How long the bot thinks about one question, with the real base and without any platform: from the call to the whole
   answer, one question after the other in this process. First every question of the evaluation files, several rounds
   after one that warms up; then texts that somebody may send to make it slow: very long ones, ones of one word over and
   over, and characters of every Unicode block. Beside the times stands the longest time for which the event loop was
   held up, since that is how long all other people waited. Words that were mended once are remembered, as in a bot that
   has been running for a while. */

export interface QuestionSizes {
  readonly rounds: number;
  /** How many texts of each kind are asked; all when left out. */
  readonly atMost?: number;
}

/** Characters of the longest text. */
const LONG = 100_000;
/** What a question is cut to is 200; pieces of the Unicode text are as long, so that every block is really read. */
const PIECE = 200;

/** Throws when a question gets no answer or an apology. */
export async function measureQuestions(sizes: QuestionSizes): Promise<Part> {
  const { knowledge, asked } = await realBase();
  const errors: unknown[] = [];
  const bot = localBot(knowledge, (error) => errors.push(error));
  const blocks = oneOfEveryBlock();
  const kinds: readonly (readonly [string, readonly Asking[]])[] = [
    ['questions of the evaluation', asked],
    ['100,000 characters', longTexts()],
    ['200 times one word', ['salesforce', 'ice', 'zzyzx', 'contrato', 'א', '?!'].map(repeated)],
    ['one of every Unicode block', [blocks, ...pieces(blocks)].map((text) => ({ text }))],
  ];
  await time(bot, asked.slice(0, sizes.atMost));
  const rows: Row[] = [];
  for (const [what, texts] of kinds) {
    rows.push(await measured(what, bot, texts.slice(0, sizes.atMost), sizes.rounds));
  }
  if (errors.length > 0) throw new Error(`question: ${errors.length} answers failed`, { cause: errors[0] });
  return {
    part: 'question',
    rows,
    notes: [
      `${sizes.rounds} rounds of each after one of the evaluation's questions.`,
      'held up: the longest wait of the event loop, measured every millisecond.',
    ],
  };
}

async function measured(what: string, bot: Bot, texts: readonly Asking[], rounds: number): Promise<Row> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times: number[] = [];
  delay.enable();
  for (let round = 0; round < rounds; round += 1) times.push(...(await time(bot, texts)));
  delay.disable();
  const at = (share: number): number => rounded(percentile(times, share));
  return {
    what,
    answers: times.length,
    p50: at(0.5),
    p90: at(0.9),
    p99: at(0.99),
    max: at(1),
    'held up': rounded(delay.max / 1e6),
  };
}

/** Milliseconds of each. The event loop gets a turn after every one, as between two people's questions. */
async function time(bot: Bot, texts: readonly Asking[]): Promise<number[]> {
  const times: number[] = [];
  for (const { text, language } of texts) {
    const started = performance.now();
    const { outcome, heading } = await askLocally(bot, text, language);
    times.push(performance.now() - started);
    if (outcome === 'failed' || heading === '')
      throw new Error(`question: no answer to ${text.slice(0, 80)}`);
    await turn();
  }
  return times;
}

function longTexts(): Asking[] {
  const shapes = ['x', 'what is the uip ', 'Salesforce? ', '((((', '`*_', 'a\u0301\u0323', 'ﷺ', '<@U1> '];
  return shapes.map((shape) => ({ text: shape.repeat(Math.ceil(LONG / shape.length)).slice(0, LONG) }));
}

function repeated(word: string): Asking {
  return { text: Array.from({ length: 200 }, () => word).join(' ') };
}

/** The first assigned character of every sixteen: blocks begin and end at multiples of sixteen. */
function oneOfEveryBlock(): string {
  const found: string[] = [];
  for (let start = 0; start <= 0x10_ff_ff; start += 16) {
    const row = Array.from({ length: 16 }, (_, index) => String.fromCodePoint(start + index));
    found.push(...row.filter((character) => /^[^\p{Cn}\p{Co}\p{Cs}]$/u.test(character)).slice(0, 1));
  }
  return found.join('');
}

function pieces(text: string): string[] {
  const characters = [...text];
  return Array.from({ length: Math.ceil(characters.length / PIECE) }, (_, index) =>
    characters.slice(index * PIECE, (index + 1) * PIECE).join(''),
  );
}
