/** The same in English. */
import type { HintId } from './hint-ids.ts'

const of: Record<HintId, string> = {
  petition:
    'This looks like a petition, a complaint or a report. Sent as a request for information, it is not handled as one; the agency tells you where it belongs (Article 39). To raise a problem, turn to the petitions office, the competent authority or call 12345; if you want information, name the document.',
  consultation:
    'This looks like a question. Agencies give out information that exists on record (Article 2); they do not answer questions this way. To ask, call 12345 or the office that takes in requests; if you want information, say what kind of document rules the matter.',
  several:
    'This looks like several matters. One matter in one request is found and answered faster; if it is unclear, the agency asks you to correct it (Article 30). You can send separate requests.',
  analysis:
    'This seems to ask the agency to compile, process, analyse or newly make information; it need not do so (Article 38). Better ask for reports, tables or documents that exist.',
  publication:
    'For gazettes, newspapers, periodicals and books the agency may tell you where to get them and need not provide them (Article 39, paragraph 2). Try a library, the publisher or the government’s website.',
  registry:
    'Where other laws rule access to registers, such as business or real estate registers, those laws apply (Article 36, item 7). Please ask at the counter or website of the registry.',
  vague:
    'This is not specific; the agency may ask you to correct it (Article 30). Please add a title, a document number, a time or words by which it can be found: at least one of them.',
  others:
    'This concerns personal information of others. Where release would harm their rights they are consulted, and without their consent it is as a rule not released (Articles 15 and 32). Please do not write identity numbers, phone numbers or addresses of others; if you only want what concerns yourself, say so.',
  repeated:
    'You sent the same request not long ago. A request that was answered already is not handled again (Article 36, item 6). “Follow a request” shows how it stands.',
}

export const hints = {
  title: 'Hints',
  of,
  still: 'These are only hints: you can still submit.',
}
