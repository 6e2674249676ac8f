import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { percentile } from '../editor/evaluation/measures.ts';
import { askLocally, localBot } from '../editor/local-bot.ts';
import type { Bot } from '../src/core/ports.ts';
import { type Asking, realBase } from './corpora.ts';
import { type Part, type Row, rounded } from './figures.ts';

/* How long the bot thinks about one question, with the real base and without any platform, one after the other: every
   question of the evaluation files, and very long texts. And for how long the event loop was held up: all others waited. */

const LONG = 100_000;

/** `atMost`: how many texts of each kind are asked. */
export async function measureQuestions(rounds: number, atMost?: number): Promise<readonly Part[]> {
  const { knowledge, asked } = await realBase();
  const errors: unknown[] = [];
  const bot = localBot(knowledge, (error) => errors.push(error));
  const shapes = ['x', 'what is the uip ', 'Salesforce? ', '((((', '`*_', 'a\u0301\u0323', 'ﷺ', '<@U1> '];
  const long = shapes.map((shape) => shape.repeat(Math.ceil(LONG / shape.length)).slice(0, LONG));
  const kinds: Readonly<Record<string, readonly Asking[]>> = {
    'questions of the evaluation': asked,
    '100,000 characters': long.map((text) => ({ text })),
  };
  await timed(bot, asked.slice(0, atMost));
  const rows: Row[] = [];
  for (const [what, texts] of Object.entries(kinds)) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const times: number[] = [];
    delay.enable();
    for (let round = 0; round < rounds; round += 1) times.push(...(await timed(bot, texts.slice(0, atMost))));
    delay.disable();
    const [p50 = 0, p99 = 0, max = 0] = [0.5, 0.99, 1].map((share) => rounded(percentile(times, share)));
    rows.push({ what, answers: times.length, p50, p99, max, 'held up': rounded(delay.max / 1e6) });
  }
  if (errors.length > 0) throw new Error(`question: ${errors.length} answers failed`, { cause: errors[0] });
  const held = 'held up: the longest wait of the event loop, measured every millisecond.';
  return [{ part: 'question', rows, notes: [`${rounds} rounds after one of the evaluation's questions.`, held] }];
}

/** Milliseconds of each. The event loop gets a turn after every one, as between two people's questions. */
async function timed(bot: Bot, texts: readonly Asking[]): Promise<number[]> {
  const times: number[] = [];
  for (const { text, language } of texts) {
    const started = performance.now();
    const { outcome, heading } = await askLocally(bot, text, language);
    times.push(performance.now() - started);
    if (outcome === 'failed' || heading === '') throw new Error(`question: no answer to ${text.slice(0, 80)}`);
    await turn();
  }
  return times;
}
