import { type Discrepancies, discrepancies } from './difference.ts';
import { type Grammar, isVerb } from './grammar.ts';
import { type Item, type ParsedText, type Word, wordsIn } from './parse.ts';
import type { Actor, Statement } from './relations.ts';
import { type BaseView, matchWord, type SourceClaim } from './source-claim.ts';

/** Share of a statement's words that only questions about the fact, or names in it, account for. */
const NEAR_SHARE = 1 / 3;
/** Words of a statement for one of them that the claim need not hold, where it neither tells a deed nor names somebody. */
const PER_LOOSE = 6;

/** Words that the claim does not hold, or that only come near to it. `opposed`: one of them says the opposite of a word of the
    claim, which is a difference of its own. */
export function compareWords(
  said: Statement,
  source: SourceClaim,
  opposed: boolean,
  { retriever }: BaseView,
): Discrepancies & { readonly tells: boolean } {
  let held = 0;
  let near = 0;
  let loose = 0;
  let tells = false;
  let missing = false;
  const { grammar, items, language } = said;
  const theirs = source.texts.flatMap(wordsIn);
  const heard = new Set(theirs.map(({ word }) => word));
  const modes = new Set(theirs.flatMap(({ word }) => grammar.modes.get(word) ?? []));
  const oppositeHeld = (word: string): boolean =>
    opposed &&
    grammar.opposites.some(([one, other]) => {
      const against = one.has(word) ? other : other.has(word) ? one : [];
      return [...against].some((form) => heard.has(form));
    });
  items.forEach((item, at) => {
    if (item.kind !== 'word' || item.small || isOfFigure(said, at)) return;
    const { word } = item;
    if (grammar.saying.has(word) || grammar.accordingTo.has(word) || grammar.chatter.includes(word)) return;
    const mode = grammar.modes.get(word);
    if (mode && modes.has(mode)) return;
    const { how, by } = matchWord(item, said, source);
    // What is counted, and who, is held or not: two workers are no two customers.
    const counted = items[at - 1]?.kind === 'figure' || grammar.people.has(word);
    if (how === 'near' && !counted && !isVerb(word, grammar)) near += 1;
    else if (how !== 'held') {
      if (oppositeHeld(word) || isSameRelation(item, at, said, source)) return;
      const adds = items.slice(Math.max(0, at - LISTED), at).some((one) => isListing(one, grammar));
      const named = retriever.lexicon.isOrdinary(word, language) === false;
      if (adds || named || mode || counted || isVerb(word, grammar)) missing = true;
      else loose += 1;
    } else {
      held += 1;
      // What is counted in both is only named: `employees` in `1,400 employees`.
      const named = isCounted(said, at) && by.every((one) => isCountedIn(one, source));
      if (!named && !grammar.people.has(word)) tells = true;
    }
  });
  const tooNear = near > 0 && near > Math.max(held > 0 ? 1 : 0, (held + near) * NEAR_SHARE);
  const tooLoose = loose > Math.floor((held + near + loose) / PER_LOOSE);
  return { ...discrepancies([], missing || tooNear || tooLoose ? ['word'] : [], held), tells };
}

/** Words after an `and` that may be what it adds. */
const LISTED = 3;

const isListing = (item: Item, { listing }: Grammar): boolean => item.kind === 'word' && listing.has(item.word);

/** Whether a verb tells a deed in another word that the claim tells, too: `landed $307 million` and `was paid`. */
function isSameRelation({ word }: Word, at: number, said: Statement, { texts }: SourceClaim): boolean {
  const roles = said.grammar.relations
    .filter(({ forward, inverse, received }) => [forward, inverse, received].some((forms) => forms.has(word)))
    .map(({ role }) => role);
  const fits = (one: Actor | undefined, other: Actor | undefined): boolean =>
    one === undefined || other === undefined || one === other;
  return said.deeds.some(
    (deed) =>
      deed.at === at &&
      roles.includes('pays') &&
      deed.role === 'pays' &&
      texts.some((text) =>
        text.deeds.some((other) => other.role === deed.role && fits(deed.by, other.by) && fits(deed.to, other.to)),
      ),
  );
}

/** Whether it is the first word after a figure: what is counted. */
function isCounted({ items }: ParsedText, at: number): boolean {
  const figure = items.slice(0, at).findLastIndex((one) => one.kind === 'figure');
  return (
    figure >= 0 &&
    items.slice(figure + 1, at).every((one) => one.kind === 'entity' || (one.kind === 'word' && one.small))
  );
}

function isCountedIn(word: Word, { texts }: SourceClaim): boolean {
  return texts.some((text) => {
    const at = text.items.indexOf(word);
    return at >= 0 && isCounted(text, at);
  });
}

/** `more than` before a figure is read with it; `worth` beside one says nothing more. */
function isOfFigure({ items, grammar }: ParsedText, at: number): boolean {
  const item = items[at];
  if (item?.kind !== 'word') return false;
  const phrases = [...grammar.atLeast, ...grammar.atMost, ...grammar.about];
  const isBound = phrases.some((phrase) => phrase.split(' ').includes(item.word));
  if (isBound && items.slice(at + 1, at + 4).some((one) => one.kind === 'figure')) return true;
  return grammar.fillers.has(item.word) && items.some((one) => one.kind === 'figure');
}
