import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMetrics, type RunningBot } from '../../src/ops/metrics.ts';
import { base, changed, question } from '../base.ts';
import { NO_ANSWER } from '../no-answer.ts';
import { platform, running } from './running-bot.ts';

const metricsOf = (changes: Partial<RunningBot> = {}) => createMetrics(running(changes), false);

/** The samples, one a line, without what explains them. */
async function samples(metrics: ReturnType<typeof createMetrics>): Promise<string[]> {
  return (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('createMetrics', () => {
  it('counts questions by platform, outcome and language, how long they took, deliveries and reopenings', async () => {
    const metrics = metricsOf();
    const event = { question: question('ask', 'what?', { workspace: 'slack:T1' }), answer: NO_ANSWER, ms: 7 };
    metrics.report(event);
    metrics.report({ ...event, ms: 2_500 });
    metrics.report({ ...event, answer: { ...NO_ANSWER, outcome: 'failed', language: 'es' }, error: 'x' });
    metrics.delivered('discord', 'sent');
    metrics.delivered('discord', 'sent');
    metrics.delivered('slack', 'unsure');
    metrics.restarted('slack');
    expect(await samples(metrics)).toEqual(
      expect.arrayContaining([
        'bot_questions_total{platform="slack",outcome="answered",language="en"} 2',
        'bot_questions_total{platform="slack",outcome="failed",language="es"} 1',
        'bot_answer_ms_bucket{le="10"} 2',
        'bot_answer_ms_bucket{le="3000"} 3',
        'bot_answer_ms_sum 2514',
        'bot_deliveries_total{platform="discord",result="sent"} 2',
        'bot_deliveries_total{platform="slack",result="unsure"} 1',
        'bot_platform_restarts_total{platform="slack"} 1',
      ]),
    );
  });

  it.each([
    ['ready', true],
    ['down', false],
  ] as const)('says how things are at the moment at which it is asked: %s', async (health, isUp) => {
    let now: Partial<RunningBot> = {};
    const metrics = metricsOf({
      storeIsUp: async () => now.storeIsUp?.() ?? true,
      baseIsRefused: () => now.baseIsRefused?.() ?? false,
      platforms: () => now.platforms?.() ?? [],
    });
    now = {
      storeIsUp: async () => isUp,
      baseIsRefused: () => !isUp,
      platforms: () => [platform('slack', health, 1_700_000_005_000), platform('console', 'ready')],
    };
    const text = await samples(metrics);
    expect(text).toEqual(
      expect.arrayContaining([
        `bot_platform_up{platform="slack"} ${Number(isUp)}`,
        'bot_platform_up{platform="console"} 1',
        `bot_store_up ${Number(isUp)}`,
        `bot_base_refused ${Number(!isUp)}`,
        `bot_facts ${base.facts.size}`,
        'bot_base_read_timestamp_seconds 1700000000',
        'bot_platform_last_sign_timestamp_seconds{platform="slack"} 1700000005',
      ]),
    );
    expect(text.join('\n')).not.toContain('last_sign_timestamp_seconds{platform="console"}');
  });

  it('counts what should have been looked at again, and not what was withdrawn', async () => {
    const [one = '', two = '', three = ''] = base.facts.keys();
    const facts = [
      changed(one, { reviewBy: '2023-11-13', status: 'stands' }),
      changed(two, { reviewBy: '2023-11-14', status: 'stands' }),
      changed(three, { reviewBy: '2020-01-01', status: 'withdrawn' }),
    ];
    const few = { ...base, facts: new Map(facts.map((fact) => [fact.id, fact] as const)) };
    expect(await samples(metricsOf({ facts: () => few }))).toContain('bot_facts_overdue 1');
  });

  it('makes no label of anything that people wrote', async () => {
    const text = fc.string({ minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, text, text, async (typed, workspace, language) => {
        const metrics = metricsOf();
        const asked = { ...question('ask', typed), workspace: `console:${workspace}` as const };
        metrics.report({ question: asked, answer: { ...NO_ANSWER, language: `${language}~` }, ms: 1 });
        metrics.delivered(`${workspace}~`, 'sent');
        const lines = await samples(metrics);
        expect(lines).toContain(
          'bot_questions_total{platform="console",outcome="answered",language="other"} 1',
        );
        expect(lines).toContain('bot_deliveries_total{platform="other",result="sent"} 1');
        expect(lines.join('')).not.toContain('~');
      }),
      { numRuns: 50, seed: 20261122 },
    );
  });

  it('has a registry of its own, and says how the process does where that is wanted', async () => {
    const [one, other] = [createMetrics(running(), true), metricsOf()];
    one.restarted('slack');
    expect(await samples(other)).not.toContain('bot_platform_restarts_total{platform="slack"} 1');
    expect(await one.text()).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(await other.text()).not.toContain('process_');
    expect(one.contentType).toMatch(/^text\/plain/);
  });
});
