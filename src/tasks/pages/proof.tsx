/** What proves a task: a document in words, and the address where it can be read. */
export function Proof({ evidence, link }: { evidence: string; link: string }) {
  if (!evidence && !link) return <>—</>
  if (!link) return <>{evidence}</>
  return (
    <a href={link} rel="noreferrer">
      {evidence || link}
    </a>
  )
}
