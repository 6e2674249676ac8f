import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customId, readPress } from '../../../src/platforms/discord/buttons.ts';
import { spellFor } from '../../../src/platforms/discord/forms.ts';
import { receive } from '../../../src/platforms/discord/receive.ts';
import { COMMANDS } from './cards.ts';
import { BOT } from './fake-discord.ts';
import { saved } from './stage.ts';

const by = { commands: COMMANDS, me: BOT, now: new Date(0) };

describe('receiving', () => {
  it('takes markup off and keeps words', () => {
    const content = `<@${BOT}> what   is <#123> <@&55> <@!77> the <:uip:99> UIP <t:1700000000:R>, </ask:12> <https://a.example/x>?`;
    expect(receive(saved('mention', '1', { content }), by)?.question.text).toBe(
      'what is the UIP , /ask https://a.example/x?',
    );
  });

  it.each([
    ['es-ES', 'es'],
    ['es-419', 'es'],
    ['en-GB', 'en'],
    ['fr', 'fr'],
  ])('reads %s as %s', (locale, language) => {
    expect(receive(saved('command', '1', { locale }), by)?.question.language).toBe(language);
  });

  it('has no language where Discord tells none or nonsense', () => {
    expect(receive(saved('mention'), by)?.question).not.toHaveProperty('language');
    expect(receive(saved('command', '1', { locale: '<x>' }), by)?.question).not.toHaveProperty('language');
  });

  it('finds the command by what people type, and its text by its option', () => {
    const commands = COMMANDS.map((one) => (one.name === 'boycott' ? { ...one, typed: 'receipts' } : one));
    const data = {
      type: 1,
      name: 'receipts',
      options: [{ type: 3, name: 'company', value: ' <@5> salesforce ' }],
    };
    const received = receive(saved('command', '1', { data }), { ...by, commands });
    expect(received?.question).toMatchObject({ command: 'boycott', text: 'salesforce' });
    expect(receive(saved('command', '1', { data }), by)).toBeUndefined();
  });

  it('knows who may configure, only for commands that configure', () => {
    const user = { user: { id: '500000000000000001' } };
    const asked = (name: string, permissions: string) =>
      receive(saved('command', '1', { data: { type: 1, name }, member: { ...user, permissions } }), by)
        ?.question.asker.mayConfigure;
    expect(asked('settings', '32')).toBe(true);
    expect(asked('settings', '8')).toBe(true);
    expect(asked('settings', '2048')).toBe(false);
    expect(asked('settings', 'x')).toBe(false);
    expect(asked('help', '32')).toBe(false);
  });

  it('knows who may write here, in threads by their own permission', () => {
    const maySend = (permissions: string, type: number): unknown => {
      const member = { user: { id: '500000000000000001' }, permissions };
      const received = receive(saved('button', '1', { member, channel: { type } }), by);
      return received?.kind === 'button' && received.reply.place.maySend;
    };
    expect(maySend('2048', 0)).toBe(true);
    expect(maySend('2048', 11)).toBe(false);
    expect(maySend('274877906944', 11)).toBe(true);
    expect(maySend('8', 0)).toBe(true);
  });

  it('never throws, whatever comes over the wire', () => {
    const event = fc.record({
      t: fc.oneof(fc.constantFrom('INTERACTION_CREATE', 'MESSAGE_CREATE'), fc.anything()),
      d: fc.oneof(
        fc.anything(),
        fc.object({
          key: fc.constantFrom('id', 'type', 'data', 'member', 'user', 'author', 'content', 'options'),
        }),
        fc.anything().map((data) => Object.assign({}, saved('command').d, { data })),
        fc.anything().map((author) => Object.assign({}, saved('mention').d, { author })),
      ),
    });
    fc.assert(
      fc.property(event, (one) => {
        receive(one, by);
      }),
    );
  });
});

describe('a button', () => {
  it('holds its whole call', () => {
    fc.assert(
      fc.property(fc.constantFrom('ask', 'preview', 'post'), fc.string({ maxLength: 90 }), (kind, text) => {
        const id = customId(kind, { command: 'fact', text });
        if (id === undefined) return;
        expect(id.length).toBeLessThanOrEqual(100);
        expect(readPress(id)).toEqual({ kind, call: { command: 'fact', text } });
      }),
    );
    expect(customId('ask', { command: 'fact', text: 'x'.repeat(86) })).toBeDefined();
  });
});

describe('an example', () => {
  it('is spelt as it stands in the message box', () => {
    const spell = spellFor(COMMANDS.map((one) => (one.name === 'ask' ? { ...one, typed: 'frage' } : one)));
    expect(spell({ command: 'boycott', text: 'salesforce' })).toBe('/boycott company:salesforce');
    expect(spell({ command: 'ask', text: 'what' })).toBe('/frage question:what');
    expect(spell({ command: 'help', text: '' })).toBe('/help');
    expect(spell({ command: 'fact', text: 'a.b' })).toBe('/fact a.b');
  });
});
