import { expect, it } from 'vitest';
import { askLocally, localBot } from '../../editor/local-bot.ts';
import { english, knowledge, spanish } from '../base.ts';

it('a local bot answers as the real one does', async () => {
  const bot = localBot(knowledge);
  expect(await askLocally(bot, 'what is the hml')).toMatchObject({
    outcome: 'answered',
    audience: 'everyone',
    language: 'en',
  });
  expect((await askLocally(bot, 'fact norvane.ctb-spent')).facts).toEqual(['norvane.ctb-spent']);
  expect((await askLocally(bot, 'norvane timeline', undefined, 'boycott')).share?.text).toBe('norvane timeline');
  expect((await askLocally(bot, 'help', 'es')).heading).toBe(spanish.say('help-heading'));
});

it('a local bot says what failed to whoever works on it', async () => {
  const errors: unknown[] = [];
  const broken = { ...knowledge, facts: { ...knowledge.facts, sources: new Map() } };
  const answer = await askLocally(
    localBot(broken, (error) => errors.push(error)),
    'what is the hml',
  );
  expect(answer).toMatchObject({ outcome: 'failed', heading: english.say('failed') });
  expect(errors).toHaveLength(1);
});
