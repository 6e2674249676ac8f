import type { EntityId, Fact, FactBase, FactId, IsoDate, LanguageTag } from './fact.ts';
import type { WorkspaceId } from './question.ts';
import { byWeight, factsAbout } from './subjects.ts';
import type { ScheduleDays } from './when.ts';

/** One fact of a company after another in a channel; set up by an admin, at most one in a channel. */
export interface Schedule {
  readonly workspace: WorkspaceId;
  readonly channel: string;
  readonly company: EntityId;
  readonly days: ScheduleDays;
  /** `09:00`, in `zone`. */
  readonly time: string;
  /** An IANA time zone: `Europe/Berlin`. */
  readonly zone: string;
  readonly language: LanguageTag;
  /** When it was set up: what was due before is not posted. */
  readonly since: Date;
}

/** The fact that a channel is shown next: one about the company that it was not shown yet, the weightiest first; when it
    was shown all, the one shown longest ago. Undefined when there is none. `shown`: when each was shown last. What is
    contested, withdrawn, past its review or about a document only is not posted unasked. */
export function nextFact(
  company: EntityId,
  facts: FactBase,
  shown: ReadonlyMap<FactId, Date>,
  today: IsoDate,
): Fact | undefined {
  const since = ({ id }: Fact): number => shown.get(id)?.getTime() ?? 0;
  return factsAbout(company, facts)
    .filter((fact) => fact.about[0] === company && fact.status === 'stands' && fact.reviewBy >= today)
    .filter((fact) => fact.kind !== 'metadata' && fact.disagreesWith.length === 0)
    .sort((a, b) => since(a) - since(b) || byWeight(a, b))[0];
}
