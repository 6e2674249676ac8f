import { type Command, InvalidArgumentError } from 'commander';
import { print } from '../opened.ts';

interface Options {
  readonly port: number;
  readonly open?: true;
  readonly once?: true;
  readonly out?: string;
}

/** `preview [id]`: a local page that shows what channels will see of a fact, until it is interrupted; or one file of it. */
export function addPreview(to: Command): void {
  to.command('preview')
    .description(
      'see a fact as Slack, Discord and a terminal will show it, in a local page that follows what you save',
    )
    .argument('[id]', 'a fact, or enough of its id; the list of all facts when left out')
    .option('--port <n>', 'the port to use; a free one when left out', portOf, 0)
    .option('--open', 'open it in the browser')
    .option('--once', 'write one page as a file instead, to attach to a pull request')
    .option('--out <file>', 'with --once: where to')
    .action(async (id: string | undefined, options: Options) => {
      // What draws messages is installed for development only; nothing else that editors type needs it.
      const { preview, writeOnce } = await import('./index.ts');
      if (options.once || options.out !== undefined) return writeOnce(id, options.out, print);
      await preview(id, { port: options.port, open: options.open === true }, print);
    });
}

function portOf(typed: string): number {
  const port = Number(typed);
  if (/^\d{1,5}$/u.test(typed) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('Name a port from 1 to 65535.');
}
