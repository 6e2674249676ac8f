import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type NewPost, type Post, sayClaim, turnOf } from '../../src/core/posting.ts';
import { english, fact } from '../base.ts';

const [spent, signers, list] = ['norvane.ctb-spent', 'norvane.letter-2019-signers', 'norvane.hml-described'].map(
  (id) => fact(id).id,
);
if (!spent || !signers || !list) throw new Error('three are named');
const NOW = new Date('2026-03-10T12:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;

const where = { workspace: 'slack:T1', channel: 'C1', language: 'en' } as const;
const card = (text: string, facts: NewPost['facts']): NewPost => ({ ...where, call: { command: 'fact', text }, facts });
const posted = (post: NewPost, ago: number): Post => ({ ...post, id: 'p', at: new Date(NOW.getTime() - ago) });

const one = card(spent, [spent]);

it('turnOf is free in a channel that was shown nothing', () =>
  expect(turnOf([], one, false, NOW)).toEqual({ kind: 'free' }));

it('turnOf lets one card a minute through, whatever it shows and whoever insists', () => {
  const other = posted(card(signers, [signers]), MINUTE - 1);
  expect(turnOf([other], one, true, NOW)).toEqual({ kind: 'busy', ms: 1 });
  expect(turnOf([posted(other, MINUTE)], one, false, NOW)).toEqual({ kind: 'free' });
});

it('turnOf shows nothing twice in a day, unless somebody insists', () => {
  const earlier = posted(one, DAY - 1);
  expect(turnOf([earlier], one, false, NOW)).toEqual({ kind: 'repeated', ms: DAY - 1 });
  expect(turnOf([earlier], one, true, NOW)).toEqual({ kind: 'free' });
  expect(turnOf([posted(one, DAY)], one, false, NOW)).toEqual({ kind: 'free' });
});

it('turnOf counts a fact that another card showed, and not a card that shows one more', () => {
  const both = card('norvane', [spent, signers]);
  expect(turnOf([posted(both, MINUTE)], one, false, NOW).kind).toBe('repeated');
  expect(turnOf([posted(one, MINUTE)], both, false, NOW).kind).toBe('free');
});

it('turnOf never lets two through within a minute, nor one again within a day', () => {
  const cards = [one, card(signers, [signers]), card('norvane', [spent, signers]), card(list, [])];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(2 * DAY)), { maxLength: 12 }), (tries) => {
      const through: Post[] = [];
      for (const [which, at] of tries.toSorted((a, b) => a[1] - b[1])) {
        const wanted = cards[which] ?? one;
        const now = new Date(at);
        if (turnOf(through, wanted, false, now).kind === 'free') through.push({ ...wanted, id: 'p', at: now });
      }
      through.forEach((post, index) => {
        for (const earlier of through.slice(0, index)) {
          const gap = post.at.getTime() - earlier.at.getTime();
          expect(gap).toBeGreaterThanOrEqual(MINUTE);
          if (post.call.text === earlier.call.text) expect(gap).toBeGreaterThanOrEqual(DAY);
        }
      });
    }),
  );
});

it('sayClaim says of every claim that was not granted what to do, in one sentence', () => {
  const refused = (['nobody', 'admins', 'channel', 'paused', 'store'] as const).map(
    (why) => ({ kind: 'refused', why }) as const,
  );
  const claims = [{ kind: 'busy', ms: 12_400 }, { kind: 'repeated', ms: 3 * 3_600_000 }, ...refused] as const;
  const sentences = claims.map((claim) => sayClaim(claim, english.say, 'en'));
  expect(sentences[0]).toContain('13 seconds');
  expect(sentences[1]).toContain('3 hours ago');
  expect(new Set(sentences).size).toBe(7);
  for (const sentence of sentences) expect(sentence).toMatch(/[.?]$/);
});
