import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import type { Knowledge } from '../../src/core/bot.ts';
import type { Place, Posted } from '../../src/core/posting.ts';
import { correctingOf } from '../../src/posting/corrections.ts';
import { fact, knowledge, textOf } from '../base.ts';
import { fakeTools } from '../platforms/harness.ts';
import { card, Scene } from '../store/places.ts';
import { botOf, CORRECTIONS, correctedBase, SHOWN, WAS, WHY, withFact } from './corrected.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CLAIM = fact(SHOWN).wordings.get('en')?.claim ?? '';

const scene = new Scene();

/** A channel with a card that shows the fact as it was, and a platform that answers as it is told. */
async function posted(refuse: (place: Place) => Posted | undefined = () => undefined, text: string = SHOWN) {
  const call = { command: text === SHOWN ? 'fact' : 'boycott', text };
  const post = await scene.posted(card([SHOWN], { call }), 'm1', [[SHOWN, '0']]);
  const tools = fakeTools({ store: scene.store, now: () => new Date(scene.time) });
  const made: { readonly place: Place; readonly card: Answer }[] = [];
  let current: Knowledge = knowledge;
  const bot = botOf(scene.store, tools.now, () => current);
  const platform = {
    name: 'slack',
    health: () => 'ready' as const,
    async post(place: Place, shown: Answer): Promise<Posted> {
      made.push({ place, card: shown });
      return refuse(place) ?? { kind: 'sent', message: 'm1' };
    },
  };
  const by = { ...tools, store: scene.store, platforms: [platform], bot, knowledge: () => current, gap: 0 };
  const round = correctingOf(by);
  return {
    post,
    made,
    kinds: () => made.map(({ place }) => place.kind),
    /** The base is another one from now on. */
    async becomes(next: Knowledge) {
      current = next;
      await round();
    },
    async after(ms: number) {
      scene.time += ms;
      await round();
    },
    restarted: () => correctingOf(by)(),
  };
}

describe('a posted card', () => {
  it('is edited once when its fact is corrected: what it said, what it says now, why and when', async () => {
    const { made, becomes, after, restarted } = await posted();
    await becomes(knowledge);
    expect(made).toEqual([]);
    await becomes(correctedBase());
    await after(HOUR);
    await restarted();
    expect(made).toHaveLength(1);
    expect(made[0]?.place).toEqual({ kind: 'edit', workspace: 'slack:T1', channel: 'C1', message: 'm1' });
    const [notice, ...rest] = made[0]?.card.body ?? [];
    const said = JSON.stringify(notice);
    for (const words of ['Corrected on 9 Mar', WHY, WAS, CLAIM]) expect(said).toContain(words);
    expect(JSON.stringify(rest)).toContain(CLAIM);
    const again = [{ on: '2026-03-10', was: CLAIM, why: 'Again.' }, ...CORRECTIONS] as const;
    await becomes(withFact({ corrections: again }));
    expect(made).toHaveLength(2);
    expect(JSON.stringify(made[1]?.card.body[0])).not.toContain(WHY);
  });

  it('is left to a process with newer facts by one with older ones', async () => {
    const answers: Posted[] = [{ kind: 'refused' }];
    const { kinds, becomes, after } = await posted(() => answers.shift());
    await becomes(correctedBase());
    scene.time += MINUTE;
    await becomes(knowledge);
    await after(HOUR);
    expect(kinds()).toEqual(['edit']);
    scene.time += HOUR;
    await becomes(correctedBase());
    await after(HOUR);
    expect(kinds()).toEqual(['edit', 'edit']);
  });

  it('says first that its fact was withdrawn, and claims it no more', async () => {
    const { made, becomes } = await posted();
    const ended = [{ on: '2026-03-09', was: CLAIM, why: 'The page was not read.' }] as const;
    await becomes(withFact({ status: 'withdrawn', corrections: ended }));
    const shown = made[0]?.card;
    expect(shown?.facts).toEqual([]);
    expect(shown && textOf(shown)).toMatch(/^\S*Corrections\s+.*Withdrawn on 9 Mar/s);
    expect(made).toHaveLength(1);
  });

  it('keeps what else it shows below what was corrected', async () => {
    const { made, becomes } = await posted(undefined, 'norvane');
    await becomes(correctedBase());
    const [notice, ...rest] = made[0]?.card.body ?? [];
    expect(JSON.stringify(notice)).toContain(WAS);
    expect(rest.length).toBeGreaterThan(2);
  });

  it('is tried again while it is refused for now, or nobody knows: an edit does no harm twice', async () => {
    const answers: (Posted | undefined)[] = [{ kind: 'unsure' }, { kind: 'refused', retryAfter: 300 }];
    const { kinds, becomes, after } = await posted(() => answers.shift());
    await becomes(correctedBase());
    await after(MINUTE);
    await after(4 * MINUTE);
    expect(kinds()).toEqual(['edit', 'edit']);
    for (const ms of [MINUTE, HOUR]) await after(ms);
    expect(kinds()).toEqual(['edit', 'edit', 'edit']);
  });

  it('gets a reply in its thread, once, where it can’t be edited', async () => {
    const { kinds, made, becomes, after } = await posted(({ kind }) =>
      kind === 'edit' ? { kind: 'refused', why: 'cant_update_message', never: 'closed' } : undefined,
    );
    await becomes(correctedBase());
    for (const ms of [MINUTE, HOUR]) await after(ms);
    expect(kinds()).toEqual(['edit', 'reply']);
    expect(JSON.stringify(made[1]?.card.body)).toContain(WAS);
    expect(made[1]?.card.outcome).toBe('told');
  });

  it('is told of to an admin where nothing is taken for a day, or nobody knows whether a reply arrived', async () => {
    for (const [reply, words] of [
      [{ kind: 'refused', why: 'is_archived' }, /could not correct it \(is_archived\)/],
      [{ kind: 'unsure' }, /I don’t know whether my word/],
    ] as const) {
      const { made, becomes, after } = await posted(({ kind }) =>
        kind === 'edit' ? { kind: 'refused', never: 'closed' } : kind === 'reply' ? reply : undefined,
      );
      await becomes(correctedBase());
      for (let hour = 0; hour < 26; hour++) await after(HOUR);
      const notices = made.filter(({ place }) => place.kind === 'admin');
      expect(notices.map((one) => textOf(one.card))).toEqual([expect.stringMatching(words)]);
      await scene.store.forget('slack:T1');
      scene.time += MINUTE;
    }
  });

  it('that was deleted is left alone, and so is one of which nothing is known any more', async () => {
    const gone = await posted(() => ({ kind: 'refused', why: 'message_not_found', never: 'gone' }));
    await gone.becomes(correctedBase());
    for (let hour = 0; hour < 26; hour++) await gone.after(HOUR);
    expect(gone.kinds()).toEqual(['edit']);
    await scene.store.forget('slack:T1');
    const forgotten = await posted();
    await scene.store.releasePost(forgotten.post);
    await forgotten.becomes(correctedBase());
    expect(forgotten.kinds()).toEqual([]);
  });
});
