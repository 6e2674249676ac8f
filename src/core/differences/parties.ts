import type { EntityId } from '../fact.ts';
import { type Difference, type Discrepancies, discrepancies } from './difference.ts';
import { isVerb } from './grammar.ts';
import { type Instead, type Parties, partiesOf, reversed, type Statement } from './relations.ts';
import { matchWord, type SourceClaim } from './source-claim.ts';

/** Who does what to whom, where the source has it the other way round, or has others do it. */
export function compareDirection(said: Statement, source: SourceClaim, instead: Instead): Discrepancies {
  const { texts } = source;
  for (const { deeds } of texts) {
    const [one, other] = reversed(said.deeds, deeds) ?? [];
    if (one?.by !== undefined && other?.by !== undefined) {
      return discrepancies([{ kind: 'direction', how: 'reversed', role: one.role, said: one.by, source: other.by }]);
    }
  }
  const moved = isDoneByOthers(said, source, instead) || isAgreedWithOthers(said, source, instead);
  return discrepancies([], moved ? ['order'] : []);
}

/** The names that stand in another's place. */
export const insteadOf = (differences: readonly Difference[]): Instead =>
  new Map(
    differences.flatMap((one): [string, EntityId][] =>
      one.kind === 'agency' || one.kind === 'company' || one.kind === 'person' ? [[one.said, one.source]] : [],
    ),
  );

/** Whether somebody does what the source says that others do; or, where it says so of several, does it to something else. */
function isDoneByOthers(said: Statement, source: SourceClaim, instead: Instead): boolean {
  return said.items.some((item, at) => {
    if (item.kind !== 'word' || !isVerb(item.word, said.grammar)) return false;
    const parties = partiesOf(said, at);
    if (parties.by === undefined && !parties.named) return false;
    const own = { ...parties, by: parties.by && (instead.get(parties.by) ?? parties.by) };
    const to = own.to === undefined ? undefined : (instead.get(own.to) ?? own.to);
    const { by } = matchWord(item, said, source);
    const theirs = source.texts.flatMap((text) =>
      by.flatMap((word) => (text.items.includes(word) ? [partiesOf(text, text.items.indexOf(word))] : [])),
    );
    const several = new Set(theirs.map((other) => other.by)).size > 1;
    const isSame = (other: Parties): boolean =>
      (own.by === undefined || other.by === own.by || (other.by === undefined && !own.beside)) &&
      (other.to === to || (!several && !(other.named && own.named)));
    return theirs.length > 0 && !theirs.some(isSame);
  });
}

/** Items between a contract and whom it is with. */
const WITH = 4;

/** Whether a contract is said to be with somebody else than the source says. */
function isAgreedWithOthers(said: Statement, source: SourceClaim, instead: Instead): boolean {
  const partners = (text: Statement, at: number): readonly EntityId[] =>
    text.items.slice(at + 1, at + 1 + WITH).flatMap((item) => (item.kind === 'entity' ? [item.id] : []));
  const around = (text: Statement, at: number): readonly EntityId[] =>
    partners(text, Math.max(-1, at - 1 - WITH)).concat(partners(text, at));
  return said.items.some((item, at) => {
    const [own] = partners(said, at);
    if (item.kind !== 'word' || !said.grammar.agreeing.has(item.word) || own === undefined) return false;
    const { by } = matchWord(item, said, source);
    const theirs = source.texts.flatMap((text) =>
      by.flatMap((word) => (text.items.includes(word) ? around(text, text.items.indexOf(word)) : [])),
    );
    return by.length > 0 && !theirs.includes(instead.get(own) ?? own);
  });
}
