/** 核验.html: one script, twice. In the page it asks and shows; in the worker that the page makes of its own text, it proves. */
import { answerThePage } from './aside.ts'
import { openThePage } from './ask.ts'

if (typeof document === 'undefined') answerThePage()
else openThePage()
