/** What the process did, one span each, for a collector of OpenTelemetry: names, codes and times, never what somebody wrote. */

export type Attributes = Readonly<Record<string, string | number>>

/** One piece of work, from `begin` to `end`. */
export type Span = {
  /** Does `work`: whatever begins in it is a part of this. */
  within<T>(work: () => T): T
  /** @param error of which the code or the class is told, never the message */
  end(how?: { failed?: boolean; error?: unknown; attributes?: Attributes }): void
}

export type Traces = {
  /**
   * @param name of a route, a job, a fact: never of a person or a case
   * @param from a request: with the `traceparent` of a caller that is believed, as a part of the caller's work
   */
  begin(name: string, attributes: Attributes, from?: { caller: string | undefined }): Span
  /** Sends what is left, for a few seconds at most. */
  close(): Promise<void>
}

/** Does `work` as one span; where there are no traces, `work` and nothing else. */
export async function traced<T>(
  traces: Traces | undefined,
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  if (!traces) return work()
  const span = traces.begin(name, attributes)
  try {
    const done = await span.within(work)
    span.end()
    return done
  } catch (error) {
    span.end({ failed: true, error })
    throw error
  }
}
