import { markWording } from '../mark-wording.ts';
import type { Rule } from '../rule.ts';

export const translationsAreFresh: Rule = {
  name: 'translations-are-fresh',
  why: 'A translation of an older wording says something that we no longer say.',
  *check({ base, translations }) {
    for (const { fact: id, language, of, where } of translations) {
      const fact = base.facts.get(id);
      const [wording] = fact?.wordings.values() ?? [];
      if (!fact || !wording) continue;
      const mark = markWording(wording);
      if (of !== mark) {
        const message = `${id} has changed since it was worded in ${language}`;
        const tip = `Read both, mend the translation, then write of: ${mark}`;
        yield { level: 'warning', where: where(['of']), message, tip, about: id };
      }
      const hasCaveat = fact.wordings.get(language)?.caveat !== undefined;
      if (hasCaveat !== (wording.caveat !== undefined)) {
        const message = `${id} has a caveat in ${hasCaveat ? language : 'its first wording'} only`;
        yield {
          level: 'error',
          where: where(),
          message,
          tip: `Write caveat: in ${language} too, or take it out of both.`,
          about: id,
        };
      }
    }
  },
};
