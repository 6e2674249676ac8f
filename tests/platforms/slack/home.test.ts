import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/core/answer.ts';
import type { Question } from '../../../src/core/question.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { renderHome } from '../../../src/platforms/slack/views.ts';
import { anyAnswer } from '../answers.ts';
import { say } from '../say.ts';
import { type Bench, bench } from './bench.ts';
import { answer, formatCommand } from './cards.ts';
import { saved, viewPress } from './events.ts';
import { inspectView } from './inspect.ts';
import { field, list } from './rules.ts';

const told = (heading: string, changes: Partial<Answer> = {}): Answer => ({
  ...answer({
    outcome: 'told',
    heading,
    citations: [],
    closing: '',
    actions: [],
    facts: [],
    audience: 'asker',
  }),
  body: [{ lines: [[{ kind: 'text', text: `${heading}, in a few words.` }]], facts: [], rank: 0 }],
  ...changes,
});

/** As the commands answer. */
function answerFor({ command, text, asker }: Question): Answer {
  if (command === 'boycott' && text === 'list') {
    const actions = [{ label: 'Acme', call: { command: 'boycott', text: 'acme' } }];
    return told('Companies', { actions });
  }
  if (command === 'boycott') {
    const actions = [{ label: 'Contracts', call: { command: 'boycott', text: 'acme contracts' } }];
    return told('Acme', { actions });
  }
  if (command !== 'settings' || text === '') return told(command);
  return told('settings', {
    body: [
      {
        lines: [[{ kind: 'text', text: asker.mayConfigure ? 'Saved.' : 'Only admins.' }]],
        facts: [],
        rank: 0,
      },
    ],
  });
}

async function opened(admins: readonly string[] = []): Promise<{ made: Bench; view: unknown }> {
  const made = await bench('http', answerFor, {}, { admins });
  await made.request(saved('home'));
  const [call] = await made.slack.sent(1);
  expect(call).toMatchObject({ method: 'views.publish', body: { user_id: 'U00000001' } });
  return { made, view: field(call?.body, 'view') };
}

const accessories = (view: unknown): readonly unknown[] =>
  list(field(view, 'blocks')).flatMap((block) => field(block, 'accessory') ?? []);

describe('the Home tab', () => {
  it('shows help, companies and topics as buttons, settings and privacy, all from the commands', async () => {
    const { made, view } = await opened();
    const { visible, pings, overLimits } = inspectView(view);
    for (const heading of [
      'help',
      'Companies',
      'Acme',
      'settings',
      'privacy',
      'Contracts',
      say('button-search'),
    ])
      expect(visible).toContain(heading);
    expect([...pings, ...overLimits]).toEqual([]);
    expect(made.bot.questions.map(({ command, text }) => `${command} ${text}`.trim()).sort()).toEqual([
      'boycott acme',
      'boycott list',
      'help',
      'privacy',
      'settings',
    ]);
    expect(accessories(view)).toEqual([]);
  });

  it('is not published when the other tab was opened, nor anything else sent', async () => {
    const { made } = await opened();
    const event = { type: 'app_home_opened', user: 'U1', channel: 'D1', tab: 'messages' };
    await made.request(saved('home', { event }));
    await made.platform.stop();
    expect(made.slack.calls).toHaveLength(1);
  });

  it('gives admins the settings as controls that show what holds', async () => {
    const made = await bench('http', answerFor, {}, { admins: ['U00000001'] });
    const settings = { ...DEFAULT_SETTINGS, language: 'es', posting: 'admins', channels: ['C123'] } as const;
    await made.tools.store.saveSettings('slack:T00000001', settings);
    await made.request(saved('home'));
    const view = field((await made.slack.sent(1))[0]?.body, 'view');
    expect(accessories(view)).toMatchObject([
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
  ])('changes a setting, and shows what came of it: %j', async (action, text) => {
    const { made } = await opened(['U00000001']);
    await made.request(viewPress('home', action));
    const calls = await made.slack.sent(2);
    expect(calls[1]?.method).toBe('views.publish');
    expect(inspectView(field(calls[1]?.body, 'view')).visible).toContain('Saved.');
    const asked = made.bot.questions.filter(({ command }) => command === 'settings');
    expect(asked.map((one) => one.text)).toEqual(['', text]);
    expect(asked[1]?.asker).toEqual({ id: 'U00000001', mayConfigure: true });
  });

  it('tells others that they may not', async () => {
    const { made } = await opened();
    await made.request(viewPress('home', { action_id: 'set-pause', value: 'pause' }));
    const calls = await made.slack.sent(2);
    expect(inspectView(field(calls[1]?.body, 'view')).visible).toContain('Only admins.');
  });

  it('answers its buttons in a modal', async () => {
    const { made } = await opened();
    await made.request(viewPress('home', { value: '[1,"ask","boycott","acme contracts","en"]' }));
    const calls = await made.slack.sent(2);
    expect(calls[1]?.method).toBe('views.open');
    expect(made.bot.questions.at(-1)).toMatchObject({ command: 'boycott', text: 'acme contracts' });
  });

  it('keeps Slack’s limits and pings nobody, whatever the answers', () => {
    const controls = { settings: DEFAULT_SETTINGS, languages: ['en', 'es', 'x'.repeat(30)] };
    fc.assert(
      fc.property(fc.array(anyAnswer, { minLength: 5, maxLength: 5 }), fc.boolean(), (answers, may) => {
        const [help, companies, dossier, settings, privacy] = answers;
        if (!help || !companies || !dossier || !settings || !privacy) throw new Error('five answers');
        const page = {
          help,
          companies,
          dossier,
          settings,
          privacy,
          ...(may && { controls, changed: settings }),
        };
        const { overLimits, pings } = inspectView(renderHome(page, say, formatCommand));
        expect(overLimits).toEqual([]);
        expect(pings).toEqual([]);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});

describe('the place where people write to an agent', () => {
  const messages = saved('home', {
    event: { type: 'app_home_opened', user: 'U1', channel: 'D00000001', tab: 'messages' },
  });

  it('offers questions where it was installed as one', async () => {
    const made = await bench('http', undefined, {}, { scopes: 'chat:write,im:history,assistant:write' });
    await made.request(messages);
    const [call] = await made.slack.sent(1);
    expect(call).toMatchObject({
      method: 'assistant.threads.setSuggestedPrompts',
      body: {
        channel_id: 'D00000001',
        prompts: [
          { title: 'What is the UIP?', message: 'What is the UIP?' },
          { title: 'Who is on the list?', message: 'Who is on the list?' },
        ],
      },
    });
    expect(call?.body).not.toHaveProperty('thread_ts');
  });
});
