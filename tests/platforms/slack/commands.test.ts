import { describe, expect, it } from 'vitest';
import { commandCards, commands } from '../../../src/commands/index.ts';
import { createBot } from '../../../src/core/bot.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { openStore } from '../../../src/store/index.ts';
import { base, knowledge } from '../../base.ts';
import { say } from '../say.ts';
import { type Bench, bench } from './bench.ts';
import { command, press, saved, viewPress } from './events.ts';
import { inspect, inspectView } from './inspect.ts';
import { field, list } from './rules.ts';

/** The real commands over the base of the tests, behind the real Bolt. */
async function whole(admins: readonly string[] = []): Promise<Bench> {
  const store = openStore('memory:', DEFAULT_SETTINGS);
  const bot = createBot({
    knowledge: () => knowledge,
    commands,
    store,
    report: () => undefined,
    now: () => new Date(),
    defaults: DEFAULT_SETTINGS,
  });
  return bench('http', (question) => bot.answer(question), { store, commands: commandCards() }, { admins });
}

/** Every button of a message or a view that was sent: its label and its value. */
function buttonsOf(holder: unknown): readonly { label: string; value: string }[] {
  return list(field(holder, 'blocks'))
    .flatMap((block) => list(field(block, 'elements')))
    .filter((one) => field(one, 'type') === 'button')
    .map((one) => ({ label: String(field(field(one, 'text'), 'text')), value: String(field(one, 'value')) }));
}

function valueBehind(holder: unknown, label: string): string {
  const found = buttonsOf(holder).find((one) => one.label === label);
  if (!found) throw new Error(`no button ${label}`);
  return found.value;
}

const [someFact = ''] = base.facts.keys();

describe('the real commands', () => {
  it('fill the Home tab, and change what an admin changes there', async () => {
    const made = await whole(['U00000001']);
    await made.request(saved('home'));
    const first = field((await made.slack.sent(1))[0]?.body, 'view');
    for (const key of ['help-heading', 'privacy-heading', 'settings-heading', 'companies'] as const)
      expect(inspectView(first).visible).toContain(say(key));
    const nobody = { action_id: 'set-posting', selected_option: { value: 'posting nobody' } };
    await made.request(viewPress('home', nobody));
    const second = field((await made.slack.sent(2))[1]?.body, 'view');
    expect(inspectView(second).visible).toContain(say('settings-saved'));
    expect((await made.tools.store.settings('slack:T00000001')).posting).toBe('nobody');

    await made.request(command({ text: `fact ${someFact}`, response_url: made.slack.responseUrl }));
    const card = (await made.slack.sent(3))[2]?.body;
    await made.request(
      press(valueBehind(card, say('button-post')), { response_url: made.slack.responseUrl }),
    );
    const preview = (await made.slack.sent(4))[3]?.body;
    const confirm = valueBehind(preview, say('button-confirm-post'));
    await made.request(press(confirm, { response_url: made.slack.responseUrl }));
    expect((await made.slack.sent(5))[4]?.body).toMatchObject({ text: say('post-refused-nobody') });
  });

  it('change nothing for who is no admin', async () => {
    const made = await whole();
    await made.request(viewPress('home', { action_id: 'set-pause', value: 'pause' }));
    const view = field((await made.slack.sent(1))[0]?.body, 'view');
    expect(inspectView(view).visible).toContain(say('settings-who', { platform: 'slack' }));
    expect((await made.tools.store.settings('slack:T00000001')).paused).toBe(false);
  });

  it('count what is wrong with a fact by two presses, and nothing else of it', async () => {
    const made = await whole();
    const at = { response_url: made.slack.responseUrl };
    await made.request(command({ text: `fact ${someFact}`, ...at }));
    const card = (await made.slack.sent(1))[0]?.body;
    await made.request(press(valueBehind(card, say('button-feedback')), at));
    const asks = (await made.slack.sent(2))[1]?.body;
    const reasons = ['wrong', 'outdated', 'unclear', 'other-question'] as const;
    expect(buttonsOf(asks).map(({ label }) => label)).toEqual(reasons.map((one) => say(`feedback-${one}`)));
    await made.request(press(valueBehind(asks, say('feedback-outdated')), at));
    const thanks = (await made.slack.sent(3))[2]?.body;
    expect(inspect(thanks).visible).toContain(say('feedback-thanks', { reason: say('feedback-outdated') }));
    expect(thanks).toMatchObject({ replace_original: true, response_type: 'ephemeral' });
    expect(await made.tools.store.feedback()).toEqual([{ fact: someFact, reason: 'outdated', count: 1 }]);
  });
});
