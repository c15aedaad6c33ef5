/** `remedy`: who hears it, by when, and the paragraph that the letter prints. */
import type { Readable, Writable } from 'node:stream'
import { remedy } from '../../workflows/statute/remedies.ts'
import { loadLaw } from '../ground/law.ts'
import { answerLines } from './json-lines.ts'

/** @returns the exit code, always 0: a question that cannot be computed is an error on its own line */
export async function remedyCommand(input: Readable, output: Writable): Promise<number> {
  const law = loadLaw()
  return answerLines(input, output, (question) => remedy(question as Parameters<typeof remedy>[0], law))
}
