/** The way from a case and from its draft to 阅读提示, with how much there is to heed in its words. */
export const ReadingHints = ({ id, hints }: { id: string; hints: number | undefined }) => (
  <p class="no-print">
    <a href={`/cases/${encodeURIComponent(id)}/hints`} data-hints={hints ?? 0}>
      阅读提示
    </a>
    {hints ? `：内容上有${hints}处请留意` : ''}
  </p>
)
