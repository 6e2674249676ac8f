import { type Difference, type Discrepancies, discrepancies } from './difference.ts';
import { compareFigures } from './figures.ts';
import { isVerb, type Mode } from './grammar.ts';
import { type ParsedText, type Word, wordsIn } from './parse.ts';
import { matchWord, type SourceClaim } from './source-claim.ts';

/** Words that say the opposite of the source's, and words that make more of a statement than the source does. */
export function compareOpposites(said: ParsedText, source: SourceClaim): Discrepancies {
  const { atLeast, atMost, opposites, strong } = said.grammar;
  const ours = wordsIn(said);
  const theirs = source.texts.flatMap((text) => withPairs(wordsIn(text)));
  const heard = new Set(theirs.map(({ word }) => word));
  // `less than` before a figure is compared with the figure.
  const bounds = new Set([...atLeast, ...atMost].flatMap((phrase) => phrase.split(' ')));
  const differences = withPairs(ours).flatMap(({ word, negated }): Difference[] => {
    if (bounds.has(word)) return [];
    return opposites.flatMap(([one, other]): Difference[] => {
      const [own, against] = one.has(word) ? [one, other] : other.has(word) ? [other, one] : [];
      if (!own || !against || [...own].some((form) => heard.has(form))) return [];
      const instead = theirs.find((their) => against.has(their.word));
      if (instead?.negated !== negated) return [];
      const plain = (form: string): string => form.replace('-', ' ');
      return [{ kind: 'direction', how: 'opposite', said: plain(word), source: plain(instead.word) }];
    });
  });
  const claimsMore = ours.some(({ word }) => strong.has(word) && !heard.has(word));
  return discrepancies(differences.slice(0, 1), claimsMore ? ['negation'] : []);
}

/** Words and figures that the two have in common and mean otherwise: what was planned, offered, asked for, held possible or
    denied was not done. `turned`: one denies what the other affirms, which is a difference of its own. */
export function compareModes(said: ParsedText, source: SourceClaim, turned: boolean): Discrepancies {
  const differences: Difference[] = [];
  let firmer = false;
  const compare = (own: ReadonlySet<Mode>, theirs: readonly ReadonlySet<Mode>[], acts: boolean): void => {
    // What is asked of possible business is asked of business.
    const plain = theirs.map((modes) => weighed(own.size > 0 ? without(modes, 'may', own) : modes, acts, turned));
    const ours = weighed(own, acts, turned);
    if (plain.length === 0 || plain.some((other) => isSameMode(ours, other))) return;
    const [how, ...others] = new Set(plain.map(differenceOf));
    if (acts && ours.size === 0 && how && others.length === 0) differences.push({ kind: 'direction', how });
    else firmer = true;
  };
  for (const item of said.items) {
    if (item.kind === 'word') {
      const { word, small } = item;
      if (small || said.grammar.saying.has(word) || said.grammar.modes.has(word)) continue;
      const { by } = matchWord(item, said, source);
      compare(
        item.modes,
        by.map((other) => other.modes),
        isVerb(word, said.grammar) && !isUnderWay(word, said.grammar),
      );
    }
    if (item.kind === 'figure') {
      const alike = source.texts.flatMap((text) =>
        text.items.flatMap((other) =>
          other.kind === 'figure' && compareFigures(item.figure, other.figure) === 'agrees' ? [other.modes] : [],
        ),
      );
      compare(item.modes, alike, true);
    }
  }
  return discrepancies(differences.slice(0, 1), firmer ? ['firmness'] : []);
}

/** `closing` may be meant to come. */
const isUnderWay = (word: string, { underWay }: ParsedText['grammar']): boolean =>
  underWay.some((ending) => word.endsWith(ending));

/** What is planned, offered or asked for is done or not; what is only named is the same. */
const OF_DEEDS: ReadonlySet<Mode> = new Set(['plan', 'offer', 'ask', 'aim']);
const weighed = (modes: ReadonlySet<Mode>, acts: boolean, turned: boolean): ReadonlySet<Mode> =>
  new Set([...modes].filter((mode) => (acts || !OF_DEEDS.has(mode)) && !(turned && mode === 'not')));

const differenceOf = (modes: ReadonlySet<Mode>): 'announced' | 'denied' | undefined =>
  modes.has('deny') ? 'denied' : modes.has('plan') && modes.size === 1 ? 'announced' : undefined;

const isSameMode = (one: ReadonlySet<Mode>, other: ReadonlySet<Mode>): boolean =>
  one.size === other.size && [...one].every((mode) => other.has(mode));

const without = (modes: ReadonlySet<Mode>, mode: Mode, own: ReadonlySet<Mode>): ReadonlySet<Mode> =>
  new Set([...modes].filter((one) => one !== mode || own.has(mode)));

/** Each word, and each with the next: `look-again`. */
function withPairs(words: readonly Word[]): readonly Pick<Word, 'word' | 'negated'>[] {
  const pairs = words.slice(1).map(({ word, negated }, at) => ({ word: `${words[at]?.word}-${word}`, negated }));
  return [...words, ...pairs];
}

/** Whether one of two is denied and the other is not; each may be denied from further off. */
const isTurned = (one: Word, other: Word): boolean =>
  one.negated !== other.negated && one.modes.has('not') !== other.modes.has('not');

export function denies(text: ParsedText): boolean {
  return wordsIn(text).some(({ word }) => text.grammar.negations.has(word));
}

/** Whether what one denies the other affirms. */
export function compareNegation(said: ParsedText, source: SourceClaim): Discrepancies {
  const negated = wordsIn(said).filter((word) => {
    if (word.small || said.grammar.saying.has(word.word)) return false;
    const { how, by } = matchWord(word, said, source);
    return how === 'held' && by.every((other) => isTurned(word, other));
  });
  if (negated.length > 0) {
    const says = negated.some((word) => word.negated) ? 'no' : 'yes';
    return discrepancies([{ kind: 'direction', how: 'negated', said: says }]);
  }
  return discrepancies([], denies(said) && !source.texts.some(denies) ? ['negation'] : []);
}
