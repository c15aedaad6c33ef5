/** 红头: whoever speaks, by name over a thin double rule, as at the head of its letters; on a receipt and an answer alone. */
import { Verbatim } from './sentence.tsx'

export const Letterhead = ({ name }: { name: string }) => (
  <p class="letterhead">
    <Verbatim>{name}</Verbatim>
  </p>
)
