import { openPageBot, type PageBot } from '../page-bot.ts';
import type { Heard, Told } from './messages.ts';

/** Suggestions that fit below the field on a phone. */
const SUGGESTED = 6;

let bot: PageBot | undefined;

self.onmessage = ({ data }: MessageEvent<Told>) => {
  void hear(data);
};

async function hear(told: Told): Promise<void> {
  if (told.kind === 'open') {
    bot = openPageBot(told.data);
    return tell({ kind: 'ready' });
  }
  if (!bot) return;
  if (told.kind === 'ask') {
    tell({ kind: 'answer', id: told.id, html: await bot.answer(told.command, told.text, told.language) });
  } else {
    const texts = await bot.suggest(told.text, told.language, SUGGESTED);
    tell({ kind: 'suggested', id: told.id, texts });
  }
}

function tell(heard: Heard): void {
  self.postMessage(heard);
}
