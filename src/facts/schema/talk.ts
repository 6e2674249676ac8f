import { z } from 'zod';
import { FOLLOWING } from '../../core/talk.ts';
import { languageTag, plainText, slug } from './values.ts';

const said = z.record(languageTag, z.array(plainText(80)).min(1).max(200));
const worded = z.record(languageTag, plainText(300));

/** talk.yaml. */
export const talkSchema = z.strictObject({
  fillers: said.describe('Words that do not matter beside what is said here, nor before a command.'),
  buttons: z
    .record(
      slug,
      z.strictObject({
        call: plainText(80).describe('The command and its text.'),
        label: worded.describe('What it is called, by language.'),
      }),
    )
    .describe('What may be pressed under a reply: what it calls, and what it is called.'),
  turns: z
    .array(
      z.strictObject({
        id: slug.describe('Its name.'),
        says: said.describe('What people type, as the whole text.'),
        reply: worded.describe('One or two plain sentences.'),
        press: z.array(slug).max(5).describe('Names of buttons, and example.'),
        alone: z.boolean().optional().describe('Only where nothing was shown before.'),
        run: slug.optional().describe('The command that is run with the fact that was shown last.'),
      }),
    )
    .describe('What people say to a bot without asking for a fact.'),
  follow: z
    .record(z.enum(FOLLOWING), said)
    .describe('What is said of what was shown last, and what such a question begins with or refers by.'),
  routes: z.record(slug, said).describe('Page of a dossier → what else asks for it.'),
});
