import { type Difference, type Discrepancies, discrepancies } from './difference.ts';
import { type ParsedText, type Word, wordsIn } from './parse.ts';
import { matchWord, type SourceClaim } from './source-claim.ts';

/** Words that say the opposite of the source's, and words that make more, or less, of a statement than the source does. */
export function compareOpposites(said: ParsedText, source: SourceClaim): Discrepancies {
  const { atLeast, atMost, opposites, strong, hedges } = said.grammar;
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
  const own = ours.filter(({ word }) => hedges.has(word));
  const hedgesHeld = own.length > 0 && own.every(({ word }) => heard.has(word));
  const firmer = !hedgesHeld && source.texts.some((text) => isHedged(text) !== isHedged(said));
  return discrepancies(differences.slice(0, 1), [
    ...(claimsMore ? ['negation' as const] : []),
    ...(firmer ? ['firmness' as const] : []),
  ]);
}

/** Each word, and each with the next: `look-again`. */
function withPairs(words: readonly Word[]): readonly Pick<Word, 'word' | 'negated'>[] {
  const pairs = words
    .slice(1)
    .map(({ word, negated }, at) => ({ word: `${words[at]?.word}-${word}`, negated }));
  return [...words, ...pairs];
}

function isHedged(text: ParsedText): boolean {
  return withPairs(wordsIn(text)).some(({ word }) => text.grammar.hedges.has(word));
}

export function denies(text: ParsedText): boolean {
  return wordsIn(text).some(({ word }) => text.grammar.negations.has(word));
}

/** Whether what one denies the other affirms. */
export function compareNegation(said: ParsedText, source: SourceClaim): Discrepancies {
  const negated = wordsIn(said).filter((word) => {
    if (word.small || said.grammar.saying.has(word.word)) return false;
    const { how, by } = matchWord(word, said, source);
    return how === 'held' && by.every((other) => other.negated !== word.negated);
  });
  if (negated.length > 0) {
    const says = negated.some((word) => word.negated) ? 'no' : 'yes';
    return discrepancies([{ kind: 'direction', how: 'negated', said: says }]);
  }
  return discrepancies([], denies(said) && !source.texts.some(denies) ? ['negation'] : []);
}
