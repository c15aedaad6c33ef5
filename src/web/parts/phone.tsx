/** A number that a telephone can dial at a touch. */
export const Phone = ({ number }: { number: string }) => (
  <a class="figure phone" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
    {number}
  </a>
)
