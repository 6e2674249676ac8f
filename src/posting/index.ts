import { marksOf } from '../core/corrections.ts';
import type { FactBase } from '../core/fact.ts';
import type { Posting, Store } from '../core/ports.ts';
import { type Claim, forbids } from '../core/posting.ts';

type Memory = Pick<Store, 'settings' | 'claimPost' | 'confirmPost' | 'releasePost'>;

/** What a workspace allows, and what its channels were shown. Without the store nothing is posted: it can't be known
    whether it may be, and it could not be corrected. `onLost` is told when a post that was sent could not be noted. */
export function createPosting(store: Memory, onLost: () => void, facts: () => Pick<FactBase, 'facts'>): Posting {
  const noted = async (work: Promise<void>): Promise<void> => {
    try {
      await work;
    } catch {
      onLost();
    }
  };
  return {
    async claim(post, { mayConfigure, insisted }): Promise<Claim> {
      try {
        const why = forbids(await store.settings(post.workspace), post.channel, mayConfigure);
        return why === undefined
          ? await store.claimPost(post, insisted, marksOf(post.facts, facts()))
          : { kind: 'refused', why };
      } catch {
        return { kind: 'refused', why: 'store' };
      }
    },
    posted: (id, message) => noted(store.confirmPost(id, message)),
    failed: (id) => noted(store.releasePost(id)),
  };
}
