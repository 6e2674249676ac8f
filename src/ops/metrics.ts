import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { dayOf } from '../core/dates.ts';
import type { FactBase, IsoDate } from '../core/fact.ts';
import type { DeliveryResult, Platform, Report } from '../core/ports.ts';

export type RunningPlatform = Pick<Platform, 'name' | 'health' | 'lastSign'>;

/** What health and metrics look at whenever somebody asks for them. */
export interface RunningBot {
  /** What is answered from. */
  facts(): FactBase;
  /** Every language that an answer may be worded in. */
  languages(): readonly string[];
  baseReadAt(): Date;
  baseIsRefused(): boolean;
  storeIsUp(): Promise<boolean>;
  platforms(): readonly RunningPlatform[];
  now(): Date;
}

export type Metrics = ReturnType<typeof createMetrics>;

const PLATFORMS = ['slack', 'discord', 'console'];
const OUTCOMES = ['answered', 'nearest', 'choose', 'unknown', 'told', 'failed'];
const RESULTS = ['sent', 'refused', 'unsure'];

/** Of a histogram in milliseconds: most answers take a few; Slack and Discord wait for 3,000. */
const BUCKETS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 3_000, 10_000];

/** Counts in a registry of its own. Every label is one of a closed list, or `other`: no text, no id and no name of
    anybody can become one, and their number is bounded. `processToo`: memory, CPU and event loop of this process. */
export function createMetrics(bot: RunningBot, processToo: boolean) {
  const registry = new Registry();
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[]) =>
    new Counter({ name, help, labelNames, registers });
  const questions = counter(
    'bot_questions_total',
    'Questions answered, by platform, by what became of them and by the language of the answer.',
    ['platform', 'outcome', 'language'],
  );
  const deliveries = counter(
    'bot_deliveries_total',
    'Messages and views handed to a platform: sent, refused, or unsure when no answer came.',
    ['platform', 'result'],
  );
  const restarts = counter(
    'bot_platform_restarts_total',
    'How often a platform was closed and opened anew because it had gone silent.',
    ['platform'],
  );
  const took = new Histogram({
    name: 'bot_answer_ms',
    help: 'Milliseconds from a question to its answer, without its delivery.',
    buckets: BUCKETS,
    registers,
  });
  gauges(bot, registers);
  if (processToo) collectDefaultMetrics({ register: registry });
  return {
    report({ question, answer, ms }: Parameters<Report>[0]): void {
      questions.inc({
        platform: oneOf(PLATFORMS, question.workspace.slice(0, question.workspace.indexOf(':'))),
        outcome: oneOf(OUTCOMES, answer.outcome),
        language: oneOf(bot.languages(), answer.language),
      });
      took.observe(ms);
    },
    delivered: (platform: string, result: DeliveryResult) =>
      deliveries.inc({ platform: oneOf(PLATFORMS, platform), result: oneOf(RESULTS, result) }),
    restarted: (platform: string) => restarts.inc({ platform: oneOf(PLATFORMS, platform) }),
    /** All of them in Prometheus' text form. */
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** What has no history of its own, and is looked at when it is asked for. */
function gauges(bot: RunningBot, registers: Registry[]): void {
  const values: readonly (readonly [name: string, help: string, value: () => number | Promise<number>])[] = [
    ['bot_facts', 'Facts that are answered from.', () => bot.facts().facts.size],
    [
      'bot_facts_overdue',
      'Facts that stand and were to be looked at again before today.',
      () => overdue(bot.facts(), dayOf(bot.now())),
    ],
    [
      'bot_base_read_timestamp_seconds',
      'When the facts in use were read, in seconds since 1970.',
      () => bot.baseReadAt().getTime() / 1000,
    ],
    ['bot_base_refused', '1 when changed facts lie there and were refused.', () => Number(bot.baseIsRefused())],
    ['bot_store_up', '1 when the store answers within a second.', async () => Number(await bot.storeIsUp())],
  ];
  for (const [name, help, value] of values) {
    const collect = async (): Promise<void> => gauge.set(await value());
    const gauge = new Gauge({ name, help, registers, collect });
  }
  const ofPlatforms = (name: string, help: string, value: (one: RunningPlatform) => number | undefined) => {
    const collect = (): void => {
      for (const one of bot.platforms()) {
        const now = value(one);
        if (now !== undefined) gauge.set({ platform: oneOf(PLATFORMS, one.name) }, now);
      }
    };
    const gauge = new Gauge({ name, help, labelNames: ['platform'], registers, collect });
  };
  ofPlatforms('bot_platform_up', '1 when a platform that is wanted is ready.', (one) =>
    Number(one.health() === 'ready'),
  );
  ofPlatforms(
    'bot_platform_last_sign_timestamp_seconds',
    'When a platform gave its last sign of life, in seconds since 1970.',
    (one) => {
      const sign = one.lastSign();
      return sign === undefined ? undefined : sign / 1000;
    },
  );
}

function oneOf(words: readonly string[], value: string): string {
  return words.includes(value) ? value : 'other';
}

/** What was withdrawn or superseded need not be looked at again. */
function overdue({ facts }: FactBase, today: IsoDate): number {
  return [...facts.values()].filter(
    ({ reviewBy, status }) => reviewBy < today && status !== 'withdrawn' && status !== 'superseded',
  ).length;
}
