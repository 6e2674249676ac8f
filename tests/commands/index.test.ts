import { describe, expect, it } from 'vitest';
import { commandCards, commands } from '../../src/commands/index.ts';
import { context, question } from '../base.ts';

describe('the commands', () => {
  it('each have a name of their own, one line of at most 100 characters, and a hint only where something follows', () => {
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length);
    for (const { name, description, hint, takes, options = [] } of commands) {
      expect(name).toMatch(/^[a-z]{2,32}$/);
      expect(description.length).toBeLessThanOrEqual(100);
      expect(description).toMatch(/^\S.*\.$/);
      if (takes === 'nothing') expect([hint, options]).toEqual([undefined, []]);
      else expect(options).not.toEqual([]);
      for (const option of options) {
        expect(option.name).toMatch(/^[a-z]{1,32}$/);
        expect(option.about).toMatch(/^\S.{0,98}\.$/);
      }
      // What may be left out stands last: Discord refuses another order.
      expect(options.map(({ required }) => required)).toEqual(
        options
          .map(({ required }) => required)
          .sort()
          .reverse(),
      );
    }
  });

  it('complete what is typed wherever a platform is told that they do', () => {
    for (const { options = [], suggest } of commands) {
      expect(suggest !== undefined).toBe(options.some(({ suggests }) => suggests));
    }
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
