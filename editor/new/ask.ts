import { fold } from '../../src/core/text.ts';
import { SHORT_PUBLISHER } from '../../src/facts/schema/source.ts';
import { pathName, valueAt } from '../../src/facts/yaml.ts';
import { LISTERS } from '../lint/rules/claims.ts';
import { type Choice, NEW } from './asker.ts';
import {
  claimsOf,
  entitiesOf,
  firstSource,
  fresh,
  freshOf,
  LOOKED,
  monthsLater,
  none,
  REPLIES,
  slugOf,
  sourcesOf,
} from './choices.ts';
import { ask, type Draft, type Form, type Session } from './form.ts';

type EntryForm = Form & Pick<Session['entries'][number], 'kind' | 'topic'>;

/** Notes what was told, to be written, and gives its id. */
function note({ session, ...entry }: EntryForm): string {
  session.entries.push({ ...entry, where: (path) => `${entry.kind}: ${pathName(path)}` });
  return String(entry.value['id']);
}

const listOf = (value: unknown): readonly string[] => [value ?? []].flat().map(String);

/** Each of these asks for one thing that the base does not hold yet, notes it in the session and gives its id. */
export async function askSource(session: Session): Promise<string> {
  const value: Draft = { accessed: session.workspace.today };
  const form: EntryForm = { session, kind: 'sources', value };
  await ask(form, 'url');
  const unseen = none('none: I have seen it at an address that is not https');
  if (!value['url']) await ask(form, 'via', { among: [unseen, ...sourcesOf(session)] });
  if (!value['url'] && !value['via']) await ask(form, 'unlinked', { optional: false });
  await ask(form, 'title publisher');
  const known = [...session.workspace.written.base.sources.values()];
  const short = known.find(({ publisher, copy }) => publisher === value['publisher'] && !copy)?.short;
  if (short) value['short'] = short;
  else if (String(value['publisher']).length > SHORT_PUBLISHER) await ask(form, 'short', { optional: false });
  await ask(form, 'author kind interest published read');
  await ask(form, 'language', { initial: 'en' });
  const name = `${value['publisher']} ${value['title']}`.replace(/^The /, '');
  await ask(form, 'id', { initial: slugOf(name) });
  return note(form);
}

export async function askEntity(session: Session, value: Draft = {}): Promise<string> {
  const form: EntryForm = { session, kind: 'entities', value };
  await ask(form, 'name kind aliases');
  if (value['kind'] === 'brand' || value['kind'] === 'product')
    await ask(form, 'ownedBy', { among: [none('none of these'), ...entitiesOf(session, ['company'])] });
  const name = String(value['name']).replace(
    /,? (?:Inc|Corp|Corporation|Company|Ltd|LLC|PLC|Group|SE|AG|GmbH)\.?$/,
    '',
  );
  await ask(form, 'id', { initial: slugOf(/\(([^)]+)\)\s*$/.exec(name)?.[1] ?? name) });
  return note(form);
}

/** Who lists the company of the pack for boycott, and on what grounds. */
export async function askListing(session: Session): Promise<string> {
  const { company, languages } = headOf(session);
  const value: Draft = { company };
  const form: EntryForm = { session, kind: 'listings', value };
  const listers = [fresh('somebody whom the base does not know yet'), ...entitiesOf(session, [...LISTERS])];
  await ask(form, 'by', { among: listers, fresh: askEntity });
  await askCites(form);
  await ask(form, `grounds.${listOf(languages)[0]} label`);
  await ask(form, 'asOf', { initial: session.workspace.today });
  await ask(form, 'since');
  await ask(form, 'ended');
  await ask(form, 'id', {
    initial: `listed-by-${value['by']}`,
    read: (answer) => `${session.pack}.${answer}`,
  });
  return note(form);
}

/** A company that the base does not cover yet, and its first topic. */
export async function askPack(session: Session): Promise<void> {
  const { written, today } = session.workspace;
  const covered = listOf([...written.base.packs.values()].map(({ company }) => company));
  const known = entitiesOf(session, ['company']).filter(({ value }) => !covered.includes(value));
  const choices = [fresh('one that the base does not name yet'), ...known];
  const picked = await session.asker.ask({ key: 'company', message: 'Which company is it?', choices });
  const company = picked === NEW ? await askEntity(session, { kind: 'company' }) : picked;
  const fixed = { languages: ['en'], readTo: today, licence: 'CC-BY-4.0', maintainers: ['Receipts editors'] };
  const value: Draft = { id: company, company, ...fixed };
  await ask({ session, kind: 'pack', value }, 'title scope');
  await askTopic(session, value);
}

/** A new topic of a pack, which is then the session's. */
async function askTopic(session: Session, head: Draft): Promise<void> {
  const topics = [head['topics'] ?? []].flat();
  const value: Draft = { ...head, topics: [...topics] };
  const [language = 'en'] = listOf(head['languages']);
  const form: Form = { session, kind: 'pack', value };
  const at = ['topics', topics.length];
  await ask(form, `titles.${language}`, { optional: false }, at);
  await ask(form, 'id', { initial: slugOf(String(valueAt(value, [...at, 'titles', language]))) }, at);
  session.pack = String(value['id']);
  session.head = value;
  session.topic = String(valueAt(value, [...at, 'id']));
}

/** Asks for the pack, `others` among those that there are. */
export async function choosePack(session: Session, others: readonly Choice[] = []): Promise<void> {
  const packs = session.workspace.packs.filter(({ served }) => served).map(({ pack }) => pack.value);
  const choices = [...packs.map(({ id, title }) => ({ value: String(id), label: title, hint: id })), ...others];
  session.pack = await session.asker.ask({ key: 'pack', message: 'Which company is it about?', choices });
}

async function askPlace(session: Session): Promise<void> {
  await choosePack(session, [fresh('another company, which the base does not cover yet')]);
  if (session.pack === NEW) {
    session.pack = '';
    return askPack(session);
  }
  const head = headOf(session);
  const topics = [head['topics'] ?? []].flat().map((topic) => String(valueAt(topic, ['id'])));
  const choices = [...topics.map((id) => ({ value: id, label: id })), fresh('a new heading')];
  session.topic = await session.asker.ask({
    key: 'topic',
    message: 'Under which heading does it belong?',
    choices,
  });
  if (session.topic === NEW) await askTopic(session, head);
}

/** pack.yaml of the session's pack, new or known. */
function headOf({ head, pack, workspace }: Session): Draft {
  return head ?? { ...workspace.packs.find((one) => one.pack.value.id === pack)?.pack.value };
}

/** In the order in which somebody knows it who has just read a document. */
export async function askFact(session: Session): Promise<string> {
  if (session.pack === '') await askPlace(session);
  const { workspace, pack, topic } = session;
  const value: Draft = {};
  const form: EntryForm = { session, kind: 'facts', topic, value };
  await askCites(form);
  await ask(form, 'claim caveat');
  await ask(form, 'short', { optional: false });
  await ask(form, 'note kind');
  const claim = String(value['claim']);
  value['about'] = await askAbout(session, claim);
  session.asker.show(
    'A whole sentence first, which heads the answer; then short ones, other words, a year, a name.',
    'Questions',
  );
  await ask(form, 'questions', { atLeast: 3 });
  if (/\$\s?\d/.test(claim)) {
    const read = (answer: string) => (/^\$?[\d,.]+$/.test(answer) ? Number(answer.replace(/[$,]/g, '')) : answer);
    await ask(form, 'amount.usd', { read });
    if (value['amount']) await ask(form, 'amount.nature', { optional: false });
  }
  await ask(form, 'period.from');
  if (value['period']) await ask(form, 'period.to');
  const { validAsOf, published } = firstSource(form) ?? {};
  // Not before it happened: a rule would refuse that.
  const days = [validAsOf ?? published ?? workspace.today, valueAt(value, ['period', 'from']) ?? ''];
  const [latest] = days
    .map((day) => `${String(day)}-01-01`.slice(0, 10))
    .sort()
    .reverse();
  await ask(form, 'asOf', { initial: latest });
  await ask(form, 'reviewBy', { initial: monthsLater(workspace.today, value['period'] ? 24 : 6) });
  if (value['kind'] !== 'company-statement' && value['kind'] !== 'metadata') {
    const among = [...REPLIES, ...claimsOf(session, ({ kind }) => kind === 'company-statement')];
    const read = (answer: string) => (answer === LOOKED ? { noneFound: workspace.today } : { facts: [answer] });
    await ask(form, 'reply', { among, read });
  }
  const others = claimsOf(session, (fact) => fact.topic === topic);
  const read = (answer: string) => [answer];
  if (others.length > 0) await ask(form, 'disagreesWith', { among: [none('none of them'), ...others], read });
  const [question = ''] = listOf(value['questions']);
  const short = question.split(/\s+/).filter((word) => !pack.split('-').includes(slugOf(word)));
  const initial = [short.join(' '), question].map(slugOf).find((slug) => slug.includes('-'));
  await ask(form, 'id', { initial, read: (answer) => `${pack}.${answer}` });
  await askDefinitions(form);
  return note(form);
}

/** One document or several, known or new, and the place in each. */
async function askCites(form: Form): Promise<void> {
  const cited: string[] = [];
  for (let count = 0; count < 6; count++) {
    const known = sourcesOf(form.session).filter(({ value }) => !cited.includes(value));
    const among = [...(count > 0 ? [none('no other document')] : []), fresh('one that is not in the list'), ...known];
    const at = ['cites', count];
    await ask(form, 'source', { among, fresh: askSource }, at);
    const source = valueAt(form.value, [...at, 'source']);
    if (source === undefined) return;
    cited.push(String(source));
    await ask(form, 'locator quote', {}, at);
  }
}

/** Whom a claim names, its subject first; who is new is made on the way. */
async function askAbout(session: Session, claim: string): Promise<string[]> {
  const said = ` ${fold(claim)} `;
  const { entities } = session.workspace.written.base;
  const named = [...freshOf(session, 'entities'), ...entities.values()]
    .filter(({ name, aliases }) => [name, ...listOf(aliases)].some((one) => said.includes(` ${fold(String(one))} `)))
    .map(({ id }) => String(id));
  const all = entitiesOf(session);
  const about = new Set<string>();
  for (let isMissing = true; isMissing; ) {
    const answer = await session.asker.ask({
      key: about.size > 0 ? 'more' : 'about',
      message: 'about',
      why: 'Whom and what the claim names. Those that I found in it are marked; mark the others too.',
      choices: [
        ...all.filter(({ value }) => named.includes(value)),
        fresh('somebody or something that is not in the list'),
        ...all.filter(({ value }) => !named.includes(value)),
      ].filter(({ value }) => !about.has(value)),
      marked: named.filter((id) => !about.has(id)),
      optional: about.size > 0,
    });
    for (const id of answer.split(' ').filter((one) => one !== '' && one !== NEW)) about.add(id);
    isMissing = answer.split(' ').includes(NEW);
    if (isMissing) about.add(await askEntity(session));
  }
  const ids = [...about].slice(0, 8);
  // The company of the pack is the subject wherever it is named.
  const company = headOf(session)['company'];
  return ids.sort((one, other) => Number(other === company) - Number(one === company));
}

/** Whoever is new needs a fact that says what it is: this one may. */
async function askDefinitions({ session, value }: Form): Promise<void> {
  const fresh = freshOf(session, 'entities').filter(({ id }) => listOf(value['about']).includes(String(id)));
  if (fresh.length === 0) return;
  const answer = await session.asker.ask({
    key: 'defines',
    message: 'Of whom does this fact say what or who it is?',
    why: 'Whoever asks “what is …?” must get a sourced answer. Enter alone if it does not: another fact says it later.',
    choices: fresh.map(({ id, name }) => ({ value: String(id), label: String(name) })),
    marked: [],
    optional: true,
  });
  for (const entity of fresh) if (answer.split(' ').includes(String(entity['id']))) entity['definedBy'] = value['id'];
}
