import type { ComponentChildren } from 'preact'

/** What is said under its name; nothing where it lacks. */
export type Pair = readonly [name: string, value: ComponentChildren]

/** Names with their values, a line each; what lacks is left out. */
export const Pairs = ({ of, children }: { of: readonly Pair[]; children?: ComponentChildren }) => (
  <dl class="pairs">
    {of.map(([name, value]) =>
      value ? (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ) : null,
    )}
    {children}
  </dl>
)
