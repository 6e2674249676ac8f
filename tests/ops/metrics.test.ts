import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMetrics, type Measured } from '../../src/ops/metrics.ts';
import { base, changed, question } from '../base.ts';
import { NO_ANSWER } from '../no-answer.ts';

const measured: Measured = {
  facts: () => base,
  languages: () => ['en', 'es'],
  today: () => '2026-03-10',
  baseReadAt: () => new Date(1_700_000_000_000),
  baseIsRefused: () => false,
  storeIsUp: async () => true,
  platforms: () => [],
};

const metricsOf = (changes: Partial<Measured> = {}) => createMetrics({ ...measured, ...changes }, false);

/** The samples, one a line, without what explains them. */
async function samples(metrics: ReturnType<typeof createMetrics>): Promise<string[]> {
  return (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('createMetrics', () => {
  it('counts a question by platform, outcome and language, and how long it took', async () => {
    const metrics = metricsOf();
    const event = { question: question('ask', 'what?', { workspace: 'slack:T1' }), answer: NO_ANSWER, ms: 7 };
    metrics.report(event);
    metrics.report({ ...event, ms: 2_500 });
    metrics.report({ ...event, answer: { ...NO_ANSWER, outcome: 'failed', language: 'es' }, error: 'x' });
    const text = await samples(metrics);
    expect(text).toContain('bot_questions_total{platform="slack",outcome="answered",language="en"} 2');
    expect(text).toContain('bot_questions_total{platform="slack",outcome="failed",language="es"} 1');
    expect(text).toContain('bot_answer_ms_bucket{le="10"} 2');
    expect(text).toContain('bot_answer_ms_bucket{le="3000"} 3');
    expect(text).toContain('bot_answer_ms_sum 2514');
  });

  it('counts deliveries and reopenings', async () => {
    const metrics = metricsOf();
    metrics.delivered('discord', 'sent');
    metrics.delivered('discord', 'sent');
    metrics.delivered('slack', 'unsure');
    metrics.restarted('slack');
    const text = await samples(metrics);
    expect(text).toContain('bot_deliveries_total{platform="discord",result="sent"} 2');
    expect(text).toContain('bot_deliveries_total{platform="slack",result="unsure"} 1');
    expect(text).toContain('bot_platform_restarts_total{platform="slack"} 1');
  });

  it('says how things stand at the moment at which it is asked', async () => {
    let health: 'ready' | 'down' = 'ready';
    let up = true;
    const metrics = metricsOf({
      storeIsUp: async () => up,
      baseIsRefused: () => !up,
      platforms: () => [
        { name: 'slack', health: () => health, lastSign: () => 1_700_000_005_000 },
        { name: 'console', health: () => 'ready', lastSign: () => undefined },
      ],
    });
    const before = await samples(metrics);
    health = 'down';
    up = false;
    const after = await samples(metrics);
    for (const [name, was, is] of [
      ['bot_platform_up{platform="slack"}', 1, 0],
      ['bot_platform_up{platform="console"}', 1, 1],
      ['bot_store_up', 1, 0],
      ['bot_base_refused', 0, 1],
    ]) {
      expect(before).toContain(`${name} ${was}`);
      expect(after).toContain(`${name} ${is}`);
    }
    expect(after).toContain(`bot_facts ${base.facts.size}`);
    expect(after).toContain('bot_base_read_timestamp_seconds 1700000000');
    expect(after).toContain('bot_platform_last_sign_timestamp_seconds{platform="slack"} 1700000005');
    expect(after.join('\n')).not.toContain('last_sign_timestamp_seconds{platform="console"}');
  });

  it('counts what should have been looked at again, and not what was withdrawn', async () => {
    const [one = '', two = '', three = ''] = base.facts.keys();
    const facts = [
      changed(one, { reviewBy: '2026-03-09', status: 'stands' }),
      changed(two, { reviewBy: '2026-03-10', status: 'stands' }),
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
      { numRuns: 50 },
    );
  });

  it('has a registry of its own, and says how the process does where that is wanted', async () => {
    const one = createMetrics(measured, true);
    const other = createMetrics(measured, false);
    one.restarted('slack');
    expect(await samples(other)).not.toContain('bot_platform_restarts_total{platform="slack"} 1');
    expect(await one.text()).toMatch(/^process_resident_memory_bytes \d+$/m);
    expect(await other.text()).not.toContain('process_');
    expect(one.contentType).toMatch(/^text\/plain/);
  });
});
