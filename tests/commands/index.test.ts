import { describe, expect, it } from 'vitest';
import { commandCards, commands } from '../../src/commands/index.ts';
import { context, question } from '../base.ts';

describe('the commands', () => {
  it('each have a name of their own, one line of at most 100 characters, and a hint only where something follows', () => {
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
    for (const { name, description, hint, takes, option } of commands) {
      expect(name).toMatch(/^[a-z]{2,32}$/);
      expect(description.length).toBeLessThanOrEqual(100);
      expect(description).toMatch(/^\S.*\.$/);
      if (takes === 'nothing') expect([hint, option]).toEqual([undefined, undefined]);
      else expect(option?.name).toMatch(/^[a-z]{1,32}$/);
    }
  });

  it('complete what is typed wherever a platform is told that they do', () => {
    for (const { option, suggest } of commands) expect(suggest !== undefined).toBe(option?.suggests === true);
  });

  it('all answer nothing at all, whatever it is that follows them', async () => {
    for (const command of commands) {
      const answer = await command.run(question(command.name, ''), context);
      expect(answer.heading).not.toBe('');
      expect(answer.outcome).not.toBe('failed');
    }
  });
});

describe('commandCards', () => {
  it('give every command as platforms register it, by the name that a setting gave it', () => {
    const cards = commandCards({ boycott: 'receipts' });
    expect(cards.map(({ name, typed }) => [name, typed])).toEqual(
      commands.map(({ name }) => [name, name === 'boycott' ? 'receipts' : name]),
    );
    expect(commandCards().every(({ name, typed }) => name === typed)).toBe(true);
  });

  it('hold nothing that a platform has no use for', () => {
    for (const card of commandCards()) expect(Object.values(card)).not.toContain(undefined);
    expect(
      commandCards()
        .filter(({ slash }) => slash)
        .map(({ name }) => name),
    ).toEqual(['boycott', 'ask']);
  });
});
