import type { PlatformModule } from '../../core/ports.ts';

/** The console, wanted where no chat platform is: main decides, so it has no keys of its own. `others` are the
    platforms whose next steps it prints when somebody types `setup`. */
export function consoleModule(others: readonly Pick<PlatformModule, 'nextStep'>[]): PlatformModule {
  return {
    name: 'console',
    keys: [],
    nextStep: () => 'Console: start the bot in a terminal, or pipe questions into it, with no token set.',
    async open(env, tools) {
      const [{ createConsole }, { terminalOf }] = await Promise.all([import('./app.ts'), import('./terminal.ts')]);
      const setup = (): string => others.map((other) => other.nextStep(tools.commands)).join('\n\n');
      return createConsole(terminalOf(process.stdin, process.stdout, env), tools, setup);
    },
  };
}
