import { describe, expect, it } from 'vitest';
import { markOf } from '../../src/core/corrections.ts';
import type { NewPost } from '../../src/core/posting.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { createPosting } from '../../src/posting/index.ts';
import { openStore } from '../../src/store/index.ts';
import { base, fact } from '../base.ts';

const shown = fact('norvane.ctb-spent').id;
const post: NewPost = {
  workspace: 'slack:T1',
  channel: 'C1',
  call: { command: 'fact', text: shown },
  facts: [shown],
  language: 'en',
};
const anybody = { mayConfigure: false, insisted: false };

async function opened(changes: Partial<Settings> = {}) {
  const store = openStore('memory:', { ...DEFAULT_SETTINGS, ...changes });
  let lost = 0;
  const posting = createPosting(
    store,
    () => {
      lost += 1;
    },
    () => base,
  );
  return { store, posting, lost: () => lost };
}

describe('posting', () => {
  it('gives one of two claims at one moment a place, and remembers the message that took it; the other waits', async () => {
    const { store, posting } = await opened();
    const [claim, other] = await Promise.all([posting.claim(post, anybody), posting.claim(post, anybody)]);
    if (claim.kind !== 'claimed') throw new Error(claim.kind);
    expect(other.kind).toBe('busy');
    await posting.posted(claim.id, 'M1');
    const [found] = await store.postsOf(shown);
    expect(found).toMatchObject({ channel: 'C1', message: 'M1', call: post.call });
    const marked = await store.markedPost(found?.id ?? '');
    expect(marked?.marks.get(shown)).toBe(markOf(fact(shown)));
  });

  it('gives the place back when nothing was sent', async () => {
    const { posting } = await opened();
    const claim = await posting.claim(post, anybody);
    if (claim.kind === 'claimed') await posting.failed(claim.id);
    expect((await posting.claim(post, anybody)).kind).toBe('claimed');
  });

  it.each<[Partial<Settings>, boolean, string | undefined]>([
    [{ posting: 'nobody' }, true, 'nobody'],
    [{ posting: 'admins' }, false, 'admins'],
    [{ posting: 'admins' }, true, undefined],
    [{ channels: ['C2'] }, true, 'channel'],
    [{ channels: ['C2', 'C1'] }, false, undefined],
    [{ paused: true }, true, 'paused'],
  ])('keeps to the settings %j', async (settings, mayConfigure, why) => {
    const { posting } = await opened(settings);
    const claim = await posting.claim(post, { mayConfigure, insisted: false });
    expect(claim).toMatchObject(why === undefined ? { kind: 'claimed' } : { kind: 'refused', why });
  });

  it('posts nothing while the store is down, and tells when what was sent can’t be noted', async () => {
    const { store, posting, lost } = await opened();
    await store.close();
    expect(await posting.claim(post, anybody)).toEqual({ kind: 'refused', why: 'store' });
    await posting.posted('some', 'M1');
    await posting.failed('some');
    expect(lost()).toBe(2);
  });
});
