import { describe, expect, it } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { routed } from '../../src/core/command.ts';
import { base, contextOf, english, knowledge, question, run, spanish, textOf } from '../base.ts';
import { brokenBy, spansOf } from '../core/answer-rules.ts';

describe('help', () => {
  it('shows examples that are all calls of real commands, and claims nothing', async () => {
    const answer = await run('help', '');
    expect(brokenBy(answer, base)).toEqual([]);
    expect(answer).toMatchObject({ outcome: 'told', facts: [], citations: [], audience: 'asker' });
    const calls = spansOf(answer).flatMap((span) => (span.kind === 'example' ? [span.call] : []));
    expect(calls.length).toBeGreaterThanOrEqual(7);
    for (const call of calls) expect(commands.map(({ name }) => name)).toContain(call.command);
    expect(new Set(calls.map(({ command }) => command))).toEqual(
      new Set(['ask', 'boycott', 'check', 'fact', 'cite', 'settings', 'schedule', 'privacy']),
    );
  });

  it('says what it covers, that it can be mentioned, and what it does not do', async () => {
    const text = textOf(await run('help', ''));
    for (const key of ['help-limits', 'help-mention'] as const) expect(text).toContain(english.say(key));
    expect(text).toContain('Norvane');
  });

  it('is in the language of the answer, and leads on by buttons that work', async () => {
    const answer = await run('help', '', contextOf(spanish));
    expect(answer).toMatchObject({ language: 'es', heading: spanish.say('help-heading') });
    for (const action of answer.actions) {
      if (!('call' in action)) continue;
      const { command, text } = routed(
        question(action.call.command, action.call.text),
        commands,
        knowledge.languages,
      );
      expect((await run(command, text)).outcome).toBe('told');
    }
  });
});
