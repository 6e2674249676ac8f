import type { Answer } from './answer.ts';
import type { EntityId, FactBase, FactId } from './fact.ts';

/** What a conversation was shown last: ids, and nothing else. */
export interface Shown {
  /** Best first; none where a whole company was shown. */
  readonly facts: readonly FactId[];
  readonly subject: EntityId;
}

/** Remembers for a while what a conversation was shown last. */
export interface Conversations {
  /** `place`: the key of a thread, a direct message or a chain of private answers; never kept as it is. */
  last(place: string): Shown | undefined;
  showed(place: string, shown: Shown): void;
}

/** Facts that are remembered of one answer. */
const REMEMBERED = 3;

/** What an answer shows, to be read with the next question; undefined when it shows nothing. `named`: what was asked
    about. */
export function shownBy(
  { body, offered, share }: Answer,
  named: readonly EntityId[],
  before: Shown | undefined,
  facts: FactBase,
): Shown | undefined {
  const ids = body.flatMap((passage) => passage.facts);
  const shown = ids.length > 0 ? ids : offered;
  const [first] = shown.flatMap((id) => facts.facts.get(id) ?? []);
  if (!first) return undefined;
  const company = facts.packs.get(first.pack)?.company;
  if (share?.command === 'boycott') return { facts: [], subject: company ?? first.about[0] };
  const isAbout = (id: EntityId): boolean => first.about.includes(id);
  const subject = [...named, ...(before ? [before.subject] : [])].find(isAbout) ?? first.about[0];
  return { facts: shown.slice(0, REMEMBERED), subject };
}
