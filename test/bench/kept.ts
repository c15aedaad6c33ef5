/** What several benches of a run use: opened at the first use, closed when the run ends. */
type Closable = { close(): Promise<void> }

const opened: Promise<Closable>[] = []

/** @returns a function that opens once and gives the same from then on */
export function kept<T extends Closable>(open: () => Promise<T>): () => Promise<T> {
  let first: Promise<T> | undefined
  return () => {
    if (!first) {
      first = open()
      opened.push(first)
    }
    return first
  }
}

/** In the reverse order. What could not be opened has nothing to close. */
export async function closeKept(): Promise<void> {
  for (const each of opened.splice(0).reverse()) await each.then((it) => it.close()).catch(() => {})
}
