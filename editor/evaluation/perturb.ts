/* How much is done to a text was measured on 4,930 questions that people had typed and the same with made slips (43,609
   words, English and Spanish), aligned word by word. */

/** In questions of three and more words this share is lost, in shorter ones none. */
const LOST = 0.099;
const LOSES_FROM = 3;
/** Of the remaining words of three and more letters without a digit this share slips; those of nine and more slip twice. */
const SLIPPED = 0.296;
const SLIPS_FROM = 3;
const SLIPS_TWICE_FROM = 9;

/** A letter's neighbours on a QWERTY keyboard: the keys that touch its own. */
const NEIGHBOURS: ReadonlyMap<string, string> = new Map(
  'a:qswz b:ghnv c:dfvx d:cefrsx e:drsw f:cdgrtv g:bfhtvy h:bgjnuy i:jkou j:hikmnu k:ijlmo l:kop m:jkn n:bhjm o:iklp p:lo q:aw r:deft s:adewxz t:fgry u:hijy v:bcfg w:aeqs x:cdsz y:ghtu z:asx'
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(2)]),
);

/** Numbers from 0 to below 1, the same ones for the same seed. */
type Chance = () => number;

/** Numbers by Mulberry32 (Tommy Ettinger, 2017), started from the FNV-1a hash of the seed: no secret. */
export function chanceOf(seed: string): Chance {
  let state = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) state = Math.imul(state ^ seed.charCodeAt(at), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A question as somebody in a hurry would type it: no capitals, no punctuation (apostrophes join, anything else parts
    words), some words lost, slips of the keyboard in others. The same for the same id, text and seed; never empty. */
export function perturb(question: { readonly id: string; readonly q: string }, seed = 1): string {
  const words = bareWords(question.q);
  if (words.length === 0) return question.q;
  const chance = chanceOf(`${seed}\n${question.id}\n${question.q}`);
  const kept = words.filter(() => words.length < LOSES_FROM || chance() >= LOST);
  return (kept.length > 0 ? kept : words).map((word) => typed(word, chance)).join(' ');
}

/** A name with one slip in it, never the name as it was; capitals stay where they stood. The same for the same seed. */
export function misspell(name: string, seed: number): string {
  const slipped = slip(name, chanceOf(`${seed}\n${name}`));
  return slipped === name ? name + ([...name].at(-1) ?? '') : slipped;
}

function bareWords(text: string): readonly string[] {
  const bare = text.toLowerCase().replace(/['’‘ʼ`´]/gu, '');
  return bare.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
}

function typed(word: string, chance: Chance): string {
  const { length } = [...word];
  if (length < SLIPS_FROM || /\p{N}/u.test(word) || chance() >= SLIPPED) return word;
  const once = slip(word, chance);
  if (length < SLIPS_TWICE_FROM) return once;
  const twice = slip(once, chance);
  return twice === word ? once : twice;
}

interface Slip {
  /** Of all slips this share and those of the ones before. */
  readonly upTo: number;
  /** Whether it can be made at a letter. `only`: it is all that there is. */
  can(letter: string, next: string, only: boolean): boolean;
  /** What stands in place of the letter and what follows it. `hit` gives a neighbouring key. */
  made(letter: string, next: string, hit: (of: string) => string): string;
}

const hasNeighbours = (letter: string): boolean => neighboursOf(letter) !== '';
const SUBSTITUTION: Slip = { upTo: 0.404, can: hasNeighbours, made: (one, next, hit) => hit(one) + next };
const DELETION: Slip = {
  upTo: 0.665,
  // A mark without its letter is nothing that anybody types.
  can: (_, next, only) => !only && !/\p{M}/u.test(next),
  made: (_, next) => next,
};
const INSERTION: Slip = { upTo: 0.865, can: hasNeighbours, made: (one, next, hit) => hit(one) + one + next };
const SWAP: Slip = {
  upTo: 1,
  can: (one, next) => /\p{L}/u.test(next) && next.toLowerCase() !== one.toLowerCase(),
  made: (one, next) => inCaseOf(one, next) + inCaseOf(next, one),
};

/** One slip; the text as it was only when it has no letter. What can't be done gives way to the next kind that can. */
function slip(text: string, chance: Chance): string {
  const signs = [...text];
  const drawn = chance();
  const first = [SUBSTITUTION, DELETION, INSERTION].find(({ upTo }) => drawn < upTo) ?? SWAP;
  for (const { can, made } of [first, SUBSTITUTION, SWAP, DELETION, INSERTION]) {
    const places = [...signs.entries()].filter(
      ([at, one]) => /\p{L}/u.test(one) && can(one, signs[at + 1] ?? '', signs.length === 1),
    );
    const [at, one] = places[Math.floor(chance() * places.length)] ?? [];
    if (at === undefined || one === undefined) continue;
    const hit = (letter: string): string => {
      const keys = neighboursOf(letter);
      return inCaseOf(letter, keys.charAt(Math.floor(chance() * keys.length)));
    };
    return signs.slice(0, at).join('') + made(one, signs[at + 1] ?? '', hit) + signs.slice(at + 2).join('');
  }
  return text;
}

/** An accented letter has the neighbours of the plain one. Empty for what no key of the keyboard types. */
function neighboursOf(character: string): string {
  return NEIGHBOURS.get(character.normalize('NFD').charAt(0).toLowerCase()) ?? '';
}

function inCaseOf(model: string, letter: string): string {
  return model === model.toLowerCase() ? letter.toLowerCase() : letter.toUpperCase();
}
