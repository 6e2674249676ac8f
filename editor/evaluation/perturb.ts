/** How much is done to a text. The shares were measured on 4,930 questions that people had typed and the same with made
    slips (43,609 words, English and Spanish), aligned word by word: in questions of three and more words 9.9 % of the
    words lost, in shorter ones none; of the remaining words of three and more letters without a digit 29.6 % slipped
    (21.0 % of all remaining words), other words never; words of nine and more letters slipped twice. Of single slips
    40.4 % put a neighbouring key for the right one, 26.1 % left a letter out, 20.0 % hit a neighbouring key before the
    right one, and 13.5 % changed the order of two letters. */
export const STRENGTH = {
  /** Share of words lost, from 0 to 1. */
  lost: 0.099,
  /** A question of fewer words loses none. */
  losesFrom: 3,
  /** Share of the remaining long enough words that slip, from 0 to 1. */
  slipped: 0.296,
  /** Letters that a word has at least to slip. */
  slipsFrom: 3,
  /** Letters that a word has at least to slip twice. */
  slipsTwiceFrom: 9,
  /** Shares among the slips; they add up to 1. */
  kinds: { substitution: 0.404, deletion: 0.261, insertion: 0.2, swap: 0.135 },
} as const;

type Slip = keyof typeof STRENGTH.kinds;

/** A letter's neighbours on a QWERTY keyboard: the keys that touch its own. */
const NEIGHBOURS: ReadonlyMap<string, string> = new Map(
  'a:qswz b:ghnv c:dfvx d:cefrsx e:drsw f:cdgrtv g:bfhtvy h:bgjnuy i:jkou j:hikmnu k:ijlmo l:kop m:jkn n:bhjm o:iklp p:lo q:aw r:deft s:adewxz t:fgry u:hijy v:bcfg w:aeqs x:cdsz y:ghtu z:asx'
    .split(' ')
    .map((pair): [string, string] => [pair.slice(0, 1), pair.slice(2)]),
);

/** Numbers from 0 to below 1, the same ones for the same seed. */
export type Chance = () => number;

/** Numbers by Mulberry32 (Tommy Ettinger, 2017), started from the FNV-1a hash of the seed: good enough to mix, not to
    keep a secret. */
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
    words), some words lost, slips of the keyboard in others, as much as `STRENGTH` says. The same for the same id, text
    and seed, whatever was perturbed before. A text without a letter or digit comes back as it is; of any other at least
    one word remains. */
export function perturb(question: { readonly id: string; readonly q: string }, seed = 1): string {
  const words = bareWords(question.q);
  if (words.length === 0) return question.q;
  const chance = chanceOf(`${seed}\n${question.id}\n${question.q}`);
  const kept = words.filter(() => words.length < STRENGTH.losesFrom || chance() >= STRENGTH.lost);
  return (kept.length > 0 ? kept : words).map((word) => typed(word, chance)).join(' ');
}

/** A name with one slip in it, never the name as it was; capitals stay where they stood. A name without a letter gets
    its last character twice; an empty one stays empty. The same for the same name and seed. */
export function misspell(name: string, seed: number): string {
  const slipped = slip(name, chanceOf(`${seed}\n${name}`));
  return slipped === name ? name + ([...name].at(-1) ?? '') : slipped;
}

function bareWords(text: string): readonly string[] {
  const bare = text.toLowerCase().replace(/['’‘ʼ`´]/gu, '');
  return bare.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
}

function typed(word: string, chance: Chance): string {
  const { slipsFrom, slipsTwiceFrom, slipped } = STRENGTH;
  const { length } = [...word];
  if (length < slipsFrom || /\p{N}/u.test(word) || chance() >= slipped) return word;
  const once = slip(word, chance);
  if (length < slipsTwiceFrom) return once;
  const twice = slip(once, chance);
  return twice === word ? once : twice;
}

/** One slip; the text as it was only when it has no letter to slip on. What can't be done to this text gives way to the
    next kind that can. */
function slip(text: string, chance: Chance): string {
  const characters = [...text];
  const kinds: readonly Slip[] = [kindOf(chance()), 'substitution', 'swap', 'deletion', 'insertion'];
  for (const kind of kinds) {
    const places = characters.flatMap((_, at) => (canSlip(kind, characters, at) ? [at] : []));
    const at = places[Math.floor(chance() * places.length)];
    if (at !== undefined) return slipAt(kind, characters, at, chance);
  }
  return text;
}

function kindOf(drawn: number): Slip {
  const { substitution, deletion, insertion } = STRENGTH.kinds;
  if (drawn < substitution) return 'substitution';
  if (drawn < substitution + deletion) return 'deletion';
  return drawn < substitution + deletion + insertion ? 'insertion' : 'swap';
}

function canSlip(kind: Slip, characters: readonly string[], at: number): boolean {
  const one = characters[at] ?? '';
  if (!/\p{L}/u.test(one)) return false;
  // A mark without its letter is nothing that anybody types.
  if (kind === 'deletion') return characters.length > 1 && !/\p{M}/u.test(characters[at + 1] ?? '');
  if (kind === 'swap') {
    const next = characters[at + 1] ?? '';
    return /\p{L}/u.test(next) && next.toLowerCase() !== one.toLowerCase();
  }
  return neighboursOf(one) !== '';
}

function slipAt(kind: Slip, characters: readonly string[], at: number, chance: Chance): string {
  const before = characters.slice(0, at).join('');
  const after = characters.slice(at + 1).join('');
  const one = characters[at] ?? '';
  if (kind === 'deletion') return before + after;
  if (kind === 'swap') {
    const next = characters[at + 1] ?? '';
    return before + inCaseOf(one, next) + inCaseOf(next, one) + characters.slice(at + 2).join('');
  }
  const keys = neighboursOf(one);
  const hit = inCaseOf(one, keys.charAt(Math.floor(chance() * keys.length)));
  return kind === 'substitution' ? before + hit + after : before + hit + one + after;
}

/** An accented letter has the neighbours of the plain one. Empty for what no key of the keyboard types. */
function neighboursOf(character: string): string {
  return NEIGHBOURS.get(character.normalize('NFD').charAt(0).toLowerCase()) ?? '';
}

function inCaseOf(model: string, letter: string): string {
  return model === model.toLowerCase() ? letter.toLowerCase() : letter.toUpperCase();
}
