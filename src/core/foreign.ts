import type { Answer } from './answer.ts';
import { sayLanguage, sayList } from './dates.ts';
import type { LanguageTag } from './fact.ts';
import type { Language } from './language.ts';
import type { Context } from './ports.ts';
import { cutTyped, fold } from './text.ts';
import { signsOf } from './understand.ts';

/** Very common words of languages that nobody here answers in, as they are written: an accent tells `é` from `e`. Those
    before an apostrophe stand alone. Words that deny are left out: what they deny must not be asked as if it were so. So
    are long ones that are English words too: `comment`, `come`. */
const COMMON: ReadonlyMap<LanguageTag, ReadonlySet<string>> = new Map(
  Object.entries({
    fr: 'qu que qui quoi quel quelle quels quelles est sont ce c cette ces le les l des du au aux et où pourquoi combien quand avec pour dans sur une un de d la a à il elle ils elles n s je vous nous ont été par travaille',
    pt: 'o a à ao as os um uma uns umas é são que quem qual quais onde quando quanto quantos quanta por porquê como com do da dos das na nos nas em para pelo pela foi de e se seu sua você está tem trabalha',
    it: 'che chi cosa cos è sono il lo la i gli le l un una uno di del della dei delle da dal nel nella con per perché quando quanto quanti quale quali e ha hanno si lavora',
    ca: 'què qui quin quina quins quines és són el la els les l un una de d del dels amb per perquè com on quan quant quants i ha han va van que es a al als seva seu està té treballa',
    de: 'was wer wie wo warum wann welche welcher welches wieviel ist sind der die das den dem des ein eine einen einem und oder mit für von vom zu zum zur im auf über bei hat haben wird werden gibt es ich sie viel viele arbeitet',
    nl: 'wat wie waar waarom wanneer hoe welke hoeveel is zijn de het een en of met voor van naar aan op bij heeft hebben wordt er dat dit ik veel werkt',
  }).map(([tag, words]) => [tag, new Set(words.split(' '))]),
);

/** Letters of another script than the Latin one, together: in a language without spaces that is a sentence. */
const OTHER_SCRIPT = /(?:(?!\p{Script=Latin}|\p{Script=Common})\p{L}|(?<=\p{L})\p{M})+/gu;
/** Letters that neither English nor Spanish has. */
const ELSEWHERE = /[àâãäçèêëìîïòôõöùûœßæ]|^é$/u;
/** What alone is sign enough where nothing speaks for a language of ours; a shorter word may be part of a name. */
const PLAIN_SIGN = /^.{4}|\P{ASCII}/u;
/** A letter beside a sign is part of a name or of a formula: `C&A`, `$A$2`. */
const WORD = /(?<![&+$\p{L}\p{M}\p{N}])[\p{L}\p{M}\p{N}]+(?![&+$\p{L}\p{M}\p{N}])/gu;
/** Characters that are looked at. */
const LOOKED_AT = 400;

/** What a text holds besides the common words of another language, when it is written in one that is not understood:
    `qu’est-ce que l’UIP ?` gives `UIP`, which is asked as well as any name alone. Undefined for a text in one of the
    languages, and for one that tells nothing. */
export function foreign(text: string, languages: readonly Language[]): string | undefined {
  const typed = cutTyped(text, LOOKED_AT);
  const words = typed.toLowerCase().match(WORD) ?? [];
  const plain = words.filter((word) => !ELSEWHERE.test(word)).map(fold);
  const own = Math.max(...languages.map((language) => signsOf(language, plain)));
  if ((typed.match(OTHER_SCRIPT)?.length ?? 0) > own) return spaced(typed.replace(OTHER_SCRIPT, ' '));
  const [best] = [...COMMON]
    .filter(([tag]) => languages.every((language) => language.tag !== tag))
    .map(([, common]) => ({ common, signs: words.filter((word) => common.has(word)) }))
    .sort((a, b) => b.signs.length - a.signs.length);
  if (!best || best.signs.length <= own) return undefined;
  if (best.signs.length === 1 && !best.signs.some((word) => PLAIN_SIGN.test(word))) return undefined;
  return spaced(typed.replace(WORD, (word) => (best.common.has(word.toLowerCase()) ? ' ' : word)));
}

/** Names and other words alone, without the marks that stood between them. */
function spaced(text: string): string {
  const marks = /(?<!\p{L})['’-]+|['’-]+(?!\p{L})|[?¿!¡,;:«»„“”"。？！、，؟]+/gu;
  return text.replace(marks, ' ').replace(/\s+/gu, ' ').trim();
}

/** An answer to what was left of a text in another language: one that shows no fact says first what is understood. */
export function inOtherWords(answer: Answer, { language: { say, tag }, languages }: Context): Answer {
  if (answer.facts.length > 0 || answer.shown.length > 0 || answer.outcome === 'answered') return answer;
  const names = languages.map((one) => sayLanguage(one.tag, tag));
  return { ...answer, heading: say('foreign', { languages: sayList(names, tag) }) };
}
