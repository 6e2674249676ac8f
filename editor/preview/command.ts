import { once } from 'node:events';
import type { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { print } from '../opened.ts';

/** `preview [what…]`: a local page that shows what channels will see, until it is interrupted. */
export function addPreview(to: Command): void {
  to.command('preview')
    .description(
      'see a fact as Slack, Discord and a terminal will show it, in a local page that follows what you save',
    )
    .argument(
      '[what...]',
      'a fact, or a part of its id; a question; /boycott salesforce contracts; all facts when left out',
    )
    .action(async (words: readonly string[]) => {
      // What draws messages is installed for development only; nothing else that editors type needs it.
      const { servePreview } = await import('./server.ts');
      const server = await servePreview(readConfig().dataDir);
      const query = words.length > 0 ? `?q=${encodeURIComponent(words.join(' '))}` : '';
      print(`${server.address}/${query}\nIt follows what you save below data/. Ctrl-C ends it.`);
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
      await server.stop();
    });
}
