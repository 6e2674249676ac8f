import { describe, expect, it } from 'vitest';
import { base, english, run, textOf } from '../../base.ts';
import { brokenBy } from '../../core/answer-rules.ts';

describe('the list of companies', () => {
  it('names each company with a dossier, the one with most facts first, and what to type', async () => {
    const answer = await run('boycott', 'list');
    expect(brokenBy(answer, base)).toEqual([]);
    expect(answer.actions).toEqual([
      { label: 'Norvane', call: { command: 'boycott', text: 'norvane' } },
      { label: 'Brasko Freight', call: { command: 'boycott', text: 'brasko' } },
    ]);
    const lines = answer.body[0]?.lines ?? [];
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContainEqual({ kind: 'example', call: { command: 'boycott', text: 'brasko' } });
    expect(textOf(answer)).toContain(english.say('company-line', { company: 'Brasko Freight', count: 2 }));
  });

  it('names no company that facts only mention, and says how much there is', async () => {
    const text = textOf(await run('boycott', 'list'));
    expect(text).not.toContain('Pellworm');
    expect(text).toContain(String(base.sources.size));
  });
});
