import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { renderModal } from '../../../src/platforms/slack/views.ts';
import { conformance } from '../conformance.ts';
import { say } from '../say.ts';
import { bench } from './bench.ts';
import { answer, formatCommand } from './cards.ts';
import { command, saved, viewPress } from './events.ts';
import { inspectView } from './inspect.ts';
import { field, optionProblems } from './rules.ts';

const Options = z.strictObject({
  options: z.array(z.strictObject({ text: z.record(z.string(), z.unknown()), value: z.string() })),
});

describe('every answer in a modal', () => {
  conformance((one, words) => renderModal(words, formatCommand, one), inspectView);
});

describe('the search', () => {
  it('opens from its shortcut, in the language of the workspace', async () => {
    const made = await bench('http');
    const trigger_id = 'trigger-of-its-own';
    const call = await made.answered(saved('shortcut', { trigger_id }));
    expect(call).toMatchObject({ method: 'views.open', body: { trigger_id } });
    const { visible } = inspectView(field(call.body, 'view'));
    expect(visible).toContain(say('search-text'));
    expect(visible).toContain(say('search-hint'));
    expect(made.bot.questions).toEqual([]);
  });

  it('opens from a refusal, and from no other answer', async () => {
    const refusing = await bench('http', () => answer({ outcome: 'unknown' }));
    await refusing.answered(command());
    expect((await refusing.pressed(say('button-search'))).method).toBe('views.open');
    const made = await bench('http');
    expect(JSON.stringify((await made.answered(command())).body)).not.toContain('"search"');
  });

  it.each(['http', 'socket'] as const)('offers questions while somebody types, over %s', async (mode) => {
    const made = await bench(mode);
    const body = saved('suggestion', { value: 'who <is> ' });
    const said =
      mode === 'http'
        ? JSON.parse((await made.exchange(body)).text)
        : await made.slack.envelope('interactive', body, { accepts_response_payload: true });
    const { options } = Options.parse(said);
    const offered = ['What is the UIP?', 'Who is on the list?', 'who <is>'];
    expect(options.map(({ value }) => value)).toEqual(offered);
    expect(optionProblems(options)).toEqual([]);
    for (const { text } of options) expect(field(text, 'type')).toBe('plain_text');
    expect(made.bot.typed).toMatchObject([{ command: 'ask', text: 'who <is>' }]);
    expect(made.slack.calls).toEqual([]);
  });

  it('is useful before anything is typed, and bounded whatever is', async () => {
    const made = await bench('http');
    const offered = async (value: string): Promise<z.infer<typeof Options>['options']> =>
      Options.parse(JSON.parse((await made.exchange(saved('suggestion', { value }))).text)).options;
    expect(await offered('')).toHaveLength(2);
    for (const value of ['x'.repeat(3_000), '👩‍👩‍👧‍👦'.repeat(400), '\u202e\u0000<!channel>'])
      expect(optionProblems(await offered(value))).toEqual([]);
  });

  it('shows the answer to what was picked in its own place', async () => {
    const made = await bench('http');
    const selected_option = { text: { type: 'plain_text', text: 'What is…' }, value: 'What is the UIP?' };
    const picked = { action_id: 'asked', type: 'external_select', selected_option };
    const call = await made.answered(viewPress('modal', picked));
    expect(made.bot.questions).toMatchObject([{ command: 'ask', text: 'What is the UIP?' }]);
    expect(call).toMatchObject({ method: 'views.update', body: { view_id: 'V00000001' } });
    const { visible, links } = inspectView(field(call.body, 'view'));
    expect(visible).toContain('was founded in 1949');
    expect(visible).toContain(say('search-text'));
    expect(links).toContain('https://daily.example/acme?a=1&b=2');
    expect(visible).not.toContain(say('button-post'));
  });

  it('shows the answer to a button in it there too, in the language of the answer, or that it has expired', async () => {
    const made = await bench('http');
    const value = '[1,"ask","fact","acme.owner","es"]';
    expect((await made.answered(viewPress('modal', { value }))).method).toBe('views.update');
    expect(made.bot.questions).toMatchObject([{ command: 'fact', text: 'acme.owner', language: 'es' }]);
    const { body } = await made.answered(viewPress('modal', { value: 'junk' }));
    expect(inspectView(field(body, 'view')).visible).toContain(say('button-expired'));
  });

  it('that can’t be opened any more ends nothing, and is logged as a code', async () => {
    const made = await bench('http');
    made.slack.refusals.set('views.open', 'expired_trigger_id');
    await made.answered(saved('shortcut'));
    await made.platform.stop();
    expect(made.tools.written).toMatchObject([
      { event: 'slack delivery failed', rest: [{ detail: 'expired_trigger_id' }] },
    ]);
  });
});
