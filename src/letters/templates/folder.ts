import { fileURLToPath } from 'node:url'

/** The words that the house ships with. */
export const TEMPLATES_FOLDER = fileURLToPath(new URL('../../../templates', import.meta.url))
