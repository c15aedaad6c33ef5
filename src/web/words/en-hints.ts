/** The same in English. */
import type { HintId } from './hint-ids.ts'

const of: Record<HintId, string> = {
  petition:
    'This looks like a petition, a complaint or a report. Sent as a request for information, it is not handled as one; the agency tells you where it belongs (Article 39). To raise a problem, contact the petition office or the competent authority, or call 12345; if you want information, name the document.',
  consultation:
    'This looks like a question. Agencies disclose information that exists on record (Article 2); they do not answer questions this way. To ask, call 12345 or the intake office; if you want information, say what kind of document governs the matter.',
  several:
    'This looks like several matters. One matter in one request is found and answered faster; if the request is unclear, the agency may ask you to correct it (Article 30). You can file separate requests.',
  analysis:
    'This seems to ask the agency to compile, process, analyse or newly make information; it need not do so (Article 38). Ask instead for reports, tables or documents that already exist.',
  publication:
    'For gazettes, newspapers, periodicals and books the agency may tell you where to get them and need not provide them (Article 39, paragraph 2). Try a library, the publisher or the government’s website.',
  registry:
    'Where other laws govern access to registers, such as business or real estate registers, those laws apply (Article 36, item 7). Please use the counter or the website of the registry.',
  vague:
    'This is not specific; the agency may ask you to correct it (Article 30). Please add at least one of these: a title, a document number, a time, or words to search for.',
  others:
    'This concerns personal information of others. Where disclosure would harm their rights, they are consulted, and without their consent it is as a rule not disclosed (Articles 15 and 32). Please do not write identity numbers, phone numbers or addresses of others; if you only want what concerns yourself, say so.',
  repeated:
    'You filed the same request not long ago. A request that has already been answered is not handled again (Article 36, item 6). “Follow a request” shows its status.',
}

export const hints = {
  title: 'Hints',
  of,
  still: 'These are only hints: you can still submit.',
}
