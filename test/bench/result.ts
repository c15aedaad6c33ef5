/** A line of the output, and the arithmetic that the benches share. */
export type Result = {
  bench: string
  value: number
  unit: string
  baseline: string
  baselineValue: number
  /** How much better than the baseline: more is better, whether the unit is milliseconds or letters a second. */
  ratio: number
}

type Told = Pick<Result, 'bench' | 'value' | 'unit' | 'baseline' | 'baselineValue'>

/** Of what there should be little: milliseconds, megabytes. */
export const lessIsBetter = (told: Told): Result => ({
  ...rounded(told),
  ratio: three(told.baselineValue / told.value),
})

/** Of what there should be much: applications a second. */
export const moreIsBetter = (told: Told): Result => ({
  ...rounded(told),
  ratio: three(told.value / told.baselineValue),
})

const rounded = (told: Told): Told => ({
  ...told,
  value: shown(told.value),
  baselineValue: shown(told.baselineValue),
})

/** Three digits that count, none that is noise. */
const three = (n: number) => Number(n.toPrecision(3))
const shown = (n: number) => (n >= 100 ? Math.round(n) : three(n))

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** The value that `share` of all values do not exceed. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!
