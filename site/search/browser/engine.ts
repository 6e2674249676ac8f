import { openPageBot, openSuggestions, type PageBot, type PageSuggestions } from '../page-bot.ts';
import type { Heard, Told } from './messages.ts';

/** Suggestions that fit below the field on a phone. */
const SUGGESTED = 6;

let bot: PageBot | undefined;
let suggestions: PageSuggestions | undefined;

self.onmessage = ({ data }: MessageEvent<Told>) => {
  void hear(data);
};

async function hear(told: Told): Promise<void> {
  switch (told.kind) {
    case 'open':
      if (told.part === 'answers') bot = openPageBot(told.data);
      else suggestions = openSuggestions(told.data);
      return tell({ kind: 'ready' });
    case 'ask':
      if (!bot) return;
      return tell({
        kind: 'answer',
        id: told.id,
        html: await bot.answer(told.command, told.text, told.language),
      });
    case 'suggest':
      if (!suggestions) return;
      return tell({
        kind: 'suggested',
        id: told.id,
        texts: suggestions.suggest(told.text, told.language, SUGGESTED),
      });
  }
}

function tell(heard: Heard): void {
  self.postMessage(heard);
}
