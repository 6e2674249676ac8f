import { describe, expect, it } from 'vitest';
import { commandCards, commands } from '../../../src/commands/index.ts';
import { createBot } from '../../../src/core/bot.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { openStore } from '../../../src/store/index.ts';
import { base, knowledge } from '../../base.ts';
import { say } from '../say.ts';
import { type Bench, bench, buttonsOf } from './bench.ts';
import { command, saved, viewPress } from './events.ts';
import { inspect, inspectView } from './inspect.ts';
import { field } from './rules.ts';

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

const [someFact = ''] = base.facts.keys();

describe('the real commands', () => {
  it('fill the Home tab, and change what an admin changes there', async () => {
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

  it('change nothing for who is no admin', async () => {
    const made = await whole();
    const { body } = await made.answered(viewPress('home', { action_id: 'set-pause', value: 'pause' }));
    expect(inspectView(field(body, 'view')).visible).toContain(say('settings-who', { platform: 'slack' }));
    expect((await made.tools.store.settings('slack:T00000001')).paused).toBe(false);
  });

  it('count what is wrong with a fact by two presses, and nothing else of it', async () => {
    const made = await whole();
    await made.answered(command({ text: `fact ${someFact}` }));
    const asks = await made.pressed(say('button-feedback'));
    expect(asks.body).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    const reasons = ['wrong', 'outdated', 'unclear', 'other-question'] as const;
    expect(buttonsOf(asks.body).map(({ label }) => label)).toEqual(
      reasons.map((one) => say(`feedback-${one}`)),
    );
    const thanks = await made.pressed(say('feedback-outdated'));
    expect(inspect(thanks.body).visible).toContain(
      say('feedback-thanks', { reason: say('feedback-outdated') }),
    );
    expect(thanks.body).toMatchObject({ replace_original: true, response_type: 'ephemeral' });
    expect(await made.tools.store.feedback()).toEqual([{ fact: someFact, reason: 'outdated', count: 1 }]);
  });
});
