import { fileURLToPath } from 'node:url';
import { assemble } from '../src/assemble.ts';
import { loadFacts } from '../src/facts/load.ts';
import { contextOf } from './base.ts';
import { commands } from '../src/commands/index.ts';
const { base, languages } = loadFacts(fileURLToPath(new URL('../data', import.meta.url)));
const k = assemble(base, languages);
const [en] = k.languages;
const c = contextOf(en, { facts: base, retriever: k.retriever });
const q = (command: string, text: string) => ({ id: 'x', workspace: 'console:x' as const, command, text, asker: { id: 'a', mayConfigure: false }, askedAt: new Date() });
let lacking = 0, none = 0;
for (const f of base.facts.values()) {
  if (f.status === 'withdrawn') continue;
  const a = await commands[2]!.run(q('fact', f.id), c);
  for (const id of a.facts) {
    const g = base.facts.get(id)!;
    if (g.reply && 'facts' in g.reply) { const miss = g.reply.facts.filter((r) => !a.facts.includes(r)); if (miss.length) { lacking++; if (lacking < 15) console.log(f.id, 'shows', id, 'without', miss.join()); } }
    else if (g.reply && !JSON.stringify(a.body).includes('No reply')) none++;
  }
}
console.log({ facts: base.facts.size, lacking, none });
for (const p of base.packs.values()) {
  const a = await commands[0]!.run(q('boycott', p.company), c);
  for (const id of a.facts) { const g = base.facts.get(id)!; if (g.reply && 'facts' in g.reply) { const miss = g.reply.facts.filter((r) => !a.facts.includes(r)); if (miss.length) console.log('dossier', p.id, id, miss); } }
  if (a.heading.length > 120 || a.actions.some((x) => x.label.length > 60)) console.log('limits', p.id, a.actions);
}
let t=performance.now(); for (let i=0;i<200;i++) await commands[1]!.run(q('ask','how much did cbp pay salesforce for the portal '+i), c); console.log('ms', (performance.now()-t)/200);
for (const t of ['boycott www.evil.com', 'boycott at&t', "boycott <!channel>", 'boycott 𐐀'.padEnd(60,'𐐀')]) { const a = await commands[0]!.run(q('boycott', t.slice(8)), c); console.log(t, a.outcome, a.heading); }
