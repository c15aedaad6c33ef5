import { dialable, tidyPhone } from '../../ground/tidy.ts'

/** A number that a telephone can dial at a touch: of several the first, without its extension. */
export const Phone = ({ number }: { number: string }) => (
  <a class="figure phone" href={`tel:${(dialable(tidyPhone(number))[0] ?? number).replace(/[^\d+]/g, '')}`}>
    {number}
  </a>
)
