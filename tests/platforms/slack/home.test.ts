import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commandCards, commands } from '../../../src/commands/index.ts';
import type { Answer } from '../../../src/core/answer.ts';
import { createBot } from '../../../src/core/bot.ts';
import type { Question } from '../../../src/core/question.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { renderHome } from '../../../src/platforms/slack/views.ts';
import { openStore } from '../../../src/store/index.ts';
import { base, knowledge } from '../../base.ts';
import { anyAnswer } from '../answers.ts';
import { say } from '../harness.ts';
import { type Bench, bench } from './bench.ts';
import { answer, command, formatCommand, saved, viewPress } from './cards.ts';
import { field, inspectView, list } from './inspect.ts';

const told = (heading: string, changes: Partial<Answer> = {}, words = heading): Answer => ({
  ...answer({ outcome: 'told', heading, citations: [], closing: '', actions: [], facts: [] }),
  body: [{ lines: [[{ kind: 'text', text: `${words}, in a few words.` }]], facts: [], rank: 0 }],
  audience: 'asker',
  ...changes,
});
const button = (label: string, text: string): Partial<Answer> => ({
  actions: [{ label, call: { command: 'boycott', text } }],
});

/** As the commands answer. */
function answerFor({ command, text, asker }: Question): Answer {
  if (command === 'boycott')
    return text === 'list'
      ? told('Companies', button('Acme', 'acme'))
      : told('Acme', button('Contracts', 'acme contracts'));
  return told(command, {}, text === '' ? command : asker.mayConfigure ? 'Saved' : 'Only admins');
}

async function opened(admins: readonly string[] = []): Promise<{ made: Bench; view: unknown }> {
  const made = await bench('http', answerFor, {}, { admins });
  const { method, body } = await made.answered(saved('home'));
  expect([method, body['user_id']]).toEqual(['views.publish', 'U00000001']);
  return { made, view: field(body, 'view') };
}

const accessories = (view: unknown): readonly unknown[] =>
  list(field(view, 'blocks')).flatMap((block) => field(block, 'accessory') ?? []);

it('the Home tab shows help, companies and topics as buttons, settings and privacy, all from the commands', async () => {
  const { made, view } = await opened();
  const { visible, pings, overLimits } = inspectView(view);
  for (const heading of 'help Companies Acme settings privacy Contracts'.split(' ')) expect(visible).toContain(heading);
  expect(visible).toContain(say('button-search'));
  expect([...pings, ...overLimits]).toEqual([]);
  expect(accessories(view)).toEqual([]);
  // The other tab is no reason to publish it, nor to send anything else.
  const event = { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages' };
  await made.request(saved('home', { event }));
  await made.platform.stop();
  expect(made.slack.calls).toHaveLength(1);
});

it('the Home tab gives admins the settings as controls that show what holds', async () => {
  const made = await bench('http', answerFor, {}, { admins: ['U00000001'] });
  const settings = { ...DEFAULT_SETTINGS, language: 'es', posting: 'admins', channels: ['C123'] } as const;
  await made.tools.store.saveSettings('slack:T00000001', settings);
  const { body } = await made.answered(saved('home'));
  expect(accessories(field(body, 'view'))).toMatchObject([
    { action_id: 'set-language', initial_option: { value: 'language es' } },
    { action_id: 'set-audience', initial_option: { value: 'audience everyone' } },
    { action_id: 'set-posting', initial_option: { value: 'posting admins' } },
    { action_id: 'set-channels', initial_conversations: ['C123'] },
    { action_id: 'set-pause', value: 'pause' },
  ]);
  expect(made.bot.typed).toMatchObject([{ command: 'settings', text: 'language' }]);
});

it.each([
  [{ action_id: 'set-language', selected_option: { value: 'language es' } }, 'language es'],
  [{ action_id: 'set-posting', selected_option: { value: 'posting nobody' } }, 'posting nobody'],
  [{ action_id: 'set-channels', selected_conversations: ['C123', 'G45', 'x y'] }, 'channels C123,G45'],
  [{ action_id: 'set-channels', selected_conversations: [] }, 'channels all'],
  [{ action_id: 'set-pause', value: 'pause' }, 'pause'],
])('the Home tab changes a setting, and shows what came of it: %j', async (action, text) => {
  const { made } = await opened(['U00000001']);
  const { method, body } = await made.answered(viewPress('home', action));
  expect(method).toBe('views.publish');
  expect(inspectView(field(body, 'view')).visible).toContain('Saved');
  const asked = made.bot.questions.filter(({ command }) => command === 'settings');
  expect(asked.map((one) => one.text)).toEqual(['', text]);
  expect(asked[1]?.asker).toEqual({ id: 'U00000001', mayConfigure: true });
});

it('the Home tab tells others that they may not, and answers its buttons in a modal', async () => {
  const { made } = await opened();
  const { body } = await made.answered(viewPress('home', { action_id: 'set-pause', value: 'pause' }));
  expect(inspectView(field(body, 'view')).visible).toContain('Only admins');
  const value = '[1,"ask","boycott","acme contracts","en"]';
  expect((await made.answered(viewPress('home', { value }))).method).toBe('views.open');
  expect(made.bot.questions.at(-1)).toMatchObject({ command: 'boycott', text: 'acme contracts' });
});

it('the Home tab keeps Slack’s limits and pings nobody, whatever the answers', () => {
  const controls = { settings: DEFAULT_SETTINGS, languages: ['en', 'es', 'x'.repeat(30)] };
  const answers = { help: anyAnswer, companies: anyAnswer, dossier: anyAnswer };
  const changes = fc.constantFrom({}, { controls });
  const page = fc.record({ ...answers, settings: anyAnswer, privacy: anyAnswer, changes });
  fc.assert(
    fc.property(page, ({ changes: more, ...given }) => {
      const shown = { ...given, ...more, ...('controls' in more && { changed: given.settings }) };
      const { overLimits, pings } = inspectView(renderHome(shown, say, formatCommand));
      expect([...overLimits, ...pings]).toEqual([]);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

it('offers questions where people write to an agent', async () => {
  const made = await bench('http', undefined, {}, { scopes: 'chat:write,im:history,assistant:write' });
  const event = { type: 'app_home_opened', user: 'U1', channel: 'D00000001', tab: 'messages' };
  const { method, body } = await made.answered(saved('home', { event }));
  expect(method).toBe('assistant.threads.setSuggestedPrompts');
  expect(body).toEqual({
    channel_id: 'D00000001',
    prompts: ['What is the UIP?', 'Who is on the list?'].map((text) => ({ title: text, message: text })),
  });
});

/** The real commands over the base of the tests, behind the real Bolt. */
async function whole(admins: readonly string[] = []): Promise<Bench> {
  const store = openStore('memory:', DEFAULT_SETTINGS);
  const now = () => new Date();
  const [report, defaults] = [() => undefined, DEFAULT_SETTINGS];
  const bot = createBot({ knowledge: () => knowledge, commands, store, report, now, defaults });
  return bench('http', (question) => bot.answer(question), { store, commands: commandCards() }, { admins });
}

const [someFact = ''] = base.facts.keys();

it('the real commands fill the Home tab, and change what an admin changes there', async () => {
  const made = await whole(['U00000001']);
  const first = await made.answered(saved('home'));
  for (const key of ['help-heading', 'privacy-heading', 'settings-heading', 'companies'] as const)
    expect(inspectView(field(first.body, 'view')).visible).toContain(say(key));
  const nobody = { action_id: 'set-posting', selected_option: { value: 'posting nobody' } };
  const second = await made.answered(viewPress('home', nobody));
  expect(inspectView(field(second.body, 'view')).visible).toContain(say('settings-saved'));
  expect((await made.tools.store.settings('slack:T00000001')).posting).toBe('nobody');

  await made.answered(command({ text: `fact ${someFact}` }));
  await made.pressed(say('button-post'));
  const refused = await made.pressed(say('button-confirm-post'));
  expect(refused.body).toMatchObject({ text: say('post-refused-nobody') });
});
